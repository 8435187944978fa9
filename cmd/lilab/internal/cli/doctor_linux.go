package cli

import (
	"fmt"
	"syscall"
)

// machine looks at what the operating system offers.
func machine() []check {
	sctp := check{Name: "kernel SCTP", Without: "real gNBs cannot attach over SCTP without encapsulation (modprobe sctp)"}
	if fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, syscall.IPPROTO_SCTP); err == nil {
		syscall.Close(fd)
		sctp.OK, sctp.Detail = true, "socket(IPPROTO_SCTP) works"
	}
	files := check{Name: "open files", Without: "the limit cannot be read"}
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err == nil {
		files.OK, files.Detail = true, fmt.Sprintf("limit %d, at most %d", l.Cur, l.Max)
	}
	return []check{sctp, files}
}

//go:build unix

package link

import (
	"fmt"
	"os"
	"syscall"
)

// lock takes a file for this process alone; the end of the process gives it back.
func lock(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("another sender has %s: %w", name, err)
	}
	return f, nil
}

package fabric_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ue"
)

// This file runs as the first process of a virtual machine whose kernel has SCTP; kernelsctp_linux_test.go starts it.

// guestModules in the order of their dependencies. One that is not in the machine's file system is built into its
// kernel or not needed by it.
var guestModules = []string{"crc32c-intel", "crc32c_generic", "libcrc32c", "udp_tunnel", "ip6_udp_tunnel", "sctp"}

// guestTests are those that the machine runs after the NG Setup.
const guestTests = `^TestSCTP(Messages|Order|Close|Waits|BackPressure|Refused|ManyAssociations)$/^loopback$`

// resultPrefix begins the line by which the machine tells its result.
const resultPrefix = "LILAB-KERNEL-SCTP "

// guest is the first process. It never returns.
func guest(m *testing.M) {
	defer func() {
		unix.Sync()
		// The machine was started with -no-reboot, so this ends it.
		_ = unix.Reboot(unix.LINUX_REBOOT_CMD_RESTART)
	}()
	setup, err := guestSetup()
	if err != nil {
		fmt.Println(resultPrefix + "failed: " + err.Error())
		return
	}
	registration, err := guestRegistration()
	if err != nil {
		fmt.Println(resultPrefix + "failed: registration: " + err.Error())
		return
	}
	os.Args = []string{os.Args[0], "-test.v", "-test.timeout=30s", "-test.run=" + guestTests}
	if code := m.Run(); code != 0 {
		fmt.Printf("%sfailed: conformance tests ended with %d\n", resultPrefix, code)
		return
	}
	var name unix.Utsname
	_ = unix.Uname(&name) // an empty release is told as such
	fmt.Printf("%sok release=%s ngsetup=%dus ppid=%08x registration=%dms\n", resultPrefix, unix.ByteSliceToString(name.Release[:]),
		setup.took.Microseconds(), setup.ppid, registration.Milliseconds())
}

type guestResult struct {
	took time.Duration
	ppid uint32 // as it stood on the wire
}

func guestSetup() (guestResult, error) {
	for _, name := range guestModules {
		f, err := os.Open("/modules/" + name + ".ko")
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err == nil {
			err = unix.FinitModule(int(f.Fd()), "", 0)
			_ = f.Close()
		}
		if err != nil && !errors.Is(err, unix.EEXIST) && !errors.Is(err, unix.ENODEV) { // no such processor feature
			return guestResult{}, fmt.Errorf("module %s: %w", name, err)
		}
	}
	if err := loopbackUp(); err != nil {
		return guestResult{}, err
	}
	// A raw socket sees each packet as it came, so the order of the octets of the PPID can be checked.
	raw, err := unix.Socket(unix.AF_INET, unix.SOCK_RAW|unix.SOCK_NONBLOCK, unix.IPPROTO_SCTP)
	if err != nil {
		return guestResult{}, fmt.Errorf("raw socket: %w", err)
	}
	defer unix.Close(raw)

	n, err := fabric.NewLoopback(fabric.LoopbackConfig{})
	if err != nil {
		return guestResult{}, err
	}
	defer n.Close()
	link, err := n.Link(fabric.LinkConfig{Name: "nl.n2", Prefix: netip.MustParsePrefix("10.0.0.0/24")})
	if err != nil {
		return guestResult{}, err
	}
	var hosts [2]fabric.Host
	for i, name := range []string{"gnb", "amf"} {
		if hosts[i], err = n.Host(name); err != nil {
			return guestResult{}, err
		}
		if _, err = link.Attach(hosts[i]); err != nil {
			return guestResult{}, err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	start := time.Now()
	if err := ngSetup(ctx, hosts[0], hosts[1], "nl.n2"); err != nil {
		return guestResult{}, fmt.Errorf("NG Setup: %w", err)
	}
	out := guestResult{took: time.Since(start)}
	out.ppid, err = firstPPID(raw)
	return out, err
}

// guestRegistration runs a whole lab on the machine's own sockets: the gNB and the AMF of the simulator meet over kernel
// SCTP, and a phone of another network registers through both.
func guestRegistration() (time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	n, err := fabric.NewLoopback(fabric.LoopbackConfig{})
	if err != nil {
		return 0, err
	}
	defer n.Close()
	cells := map[string]sim.Cell{"cell1": {TAC: 1, NRCellID: 0x10}}
	lab, err := sim.New(sim.Config{
		Fabric: n, Seed: 1,
		Networks: map[string]sim.NetworkConfig{
			"nl": {PLMN: event.PLMN{MCC: "001", MNC: "01"}, Cells: cells},
			"de": {PLMN: event.PLMN{MCC: "999", MNC: "70"}, Cells: cells},
		},
		Agreements: []sim.Agreement{{Home: "de", Visited: "nl", N32: "tls"}},
		Subscribers: map[string]sim.SubscriberConfig{
			"anna": {Home: "de", In: "nl", SUPI: "999700000000001", PEI: "3569380356438030", Scheme: 1},
		},
	})
	if err != nil {
		return 0, err
	}
	if err := lab.Start(ctx); err != nil {
		return 0, err
	}
	start := time.Now()
	r, err := lab.UE("anna").Register(ctx, "cell1")
	took := time.Since(start)
	if err == nil && r.Result != ue.Registered {
		err = fmt.Errorf("%s: %s", r.Result, r.Reason)
	}
	return took, errors.Join(err, lab.Close())
}

// loopbackUp turns the interface lo on; it then has 127.0.0.1/8.
func loopbackUp() error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return fmt.Errorf("lo: %w", err)
	}
	defer unix.Close(s)
	req, err := unix.NewIfreq("lo")
	if err != nil {
		return fmt.Errorf("lo: %w", err)
	}
	req.SetUint16(unix.IFF_UP)
	if err := unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, req); err != nil {
		return fmt.Errorf("lo: %w", err)
	}
	return nil
}

// firstPPID reads packets from a raw socket up to the first DATA chunk, RFC 9260 clause 3.3.1.
func firstPPID(raw int) (uint32, error) {
	b := make([]byte, 65536)
	for {
		n, _, err := unix.Recvfrom(raw, b, 0)
		if err != nil {
			return 0, fmt.Errorf("no DATA chunk on the wire: %w", err)
		}
		if n < 20 {
			continue
		}
		p := b[int(b[0]&15)*4 : n]
		for at := 12; at+16 <= len(p); {
			if p[at] == 0 {
				return binary.BigEndian.Uint32(p[at+12:]), nil
			}
			size := int(binary.BigEndian.Uint16(p[at+2:]))
			if size < 4 {
				break
			}
			at += (size + 3) &^ 3
		}
	}
}

package x2x3_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/pki"
	"lilab/x2x3"
)

// roleVariable makes the test binary play one side of the kill test.
const roleVariable = "LILAB_KILL_ROLE"

func TestMain(m *testing.M) {
	var err error
	switch os.Getenv(roleVariable) {
	case "":
		os.Exit(m.Run())
	case "sender":
		err = playSender()
	case "receiver":
		err = playReceiver()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	killRetain = 256 << 10
	killSpool  = 1 << 20
	// arrival is one entry of the receiver's journal: number, epoch of the sender, connection.
	arrivalSize = 16
)

func killDir() string { return os.Getenv("LILAB_KILL_DIR") }

func killNumber(name string) uint32 {
	n, _ := strconv.ParseUint(os.Getenv(name), 10, 32)
	return uint32(n)
}

// stored reads the certificates that the parent wrote.
func stored(name string) (tls.Certificate, *x509.CertPool, error) {
	pool := x509.NewCertPool()
	root, err := os.ReadFile(filepath.Join(killDir(), "root.pem"))
	if err != nil || !pool.AppendCertsFromPEM(root) {
		return tls.Certificate{}, nil, errors.Join(err, errors.New("no root"))
	}
	file := filepath.Join(killDir(), name+".pem")
	c, err := tls.LoadX509KeyPair(file, file)
	return c, pool, err
}

// killed makes the PDU with a number of a sender's epoch.
func killed(number, epoch uint32, p *x2x3.PDU) {
	*p = *numbered(number)
	p.Payload = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(p.Payload[:0], number), epoch)
}

// playSender hands over PDUs from where the sender before it was, and notes after each how far it is.
func playSender() error {
	c, pool, err := stored("poi")
	if err != nil {
		return err
	}
	cfg := x2x3.SenderConfig{Address: os.Getenv("LILAB_KILL_ADDRESS"), Dial: new(net.Dialer).DialContext, TLS: pki.ClientConfig(c, pool, "mdf1", pki.Options{}),
		RetryMin: 2 * time.Millisecond, RetryMax: 10 * time.Millisecond, Retain: killRetain, Queue: killSpool}
	if os.Getenv("LILAB_KILL_MEMORY") == "" {
		cfg.Spool, cfg.SpoolLimit = filepath.Join(killDir(), "spool"), killSpool
	}
	s, err := x2x3.NewSender(cfg)
	if err != nil {
		return err
	}
	handed, err := os.OpenFile(filepath.Join(killDir(), "handed"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	var mark [4]byte
	_, _ = handed.ReadAt(mark[:], 0)
	ctx := context.Background()
	if err := s.Start(ctx); err != nil {
		return err
	}
	var p x2x3.PDU
	epoch := killNumber("LILAB_KILL_EPOCH")
	for n := binary.BigEndian.Uint32(mark[:]); n < killNumber("LILAB_KILL_COUNT"); n++ {
		killed(n, epoch, &p)
		if err := s.Send(ctx, &p); err != nil {
			return err
		}
		binary.BigEndian.PutUint32(mark[:], n+1)
		if _, err := handed.WriteAt(mark[:], 0); err != nil {
			return err
		}
	}
	if err := s.Confirm(ctx); err != nil {
		return err
	}
	return s.Close()
}

// playReceiver writes down what arrives before it counts as dealt with.
func playReceiver() error {
	c, pool, err := stored("mdf")
	if err != nil {
		return err
	}
	journal, err := os.OpenFile(filepath.Join(killDir(), "journal"), os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", os.Getenv("LILAB_KILL_ADDRESS"))
	if err != nil {
		return err
	}
	r, err := x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: l, TLS: pki.ServerConfig(c, pool, pki.Options{}),
		Handle: func(_ context.Context, p *x2x3.PDU, peer x2x3.Peer, _ []byte) error {
			var b [arrivalSize]byte
			copy(b[:8], p.Payload)
			binary.BigEndian.PutUint64(b[8:], uint64(os.Getpid())<<16|uint64(peer.Remote.Port()))
			_, err := journal.Write(b[:])
			return err
		}})
	if err != nil {
		return err
	}
	if err := r.Start(context.Background()); err != nil {
		return err
	}
	select {}
}

// theatre starts and kills the two processes.
type theatre struct {
	t       *testing.T
	env     []string
	epoch   int
	cmds    map[string]*exec.Cmd
	stderrs map[string]*bytes.Buffer
	ended   chan error // of the sender
}

func (h *theatre) start(role string) {
	exe, err := os.Executable()
	require.NoError(h.t, err)
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), h.env...)
	cmd.Env = append(cmd.Env, roleVariable+"="+role, "LILAB_KILL_EPOCH="+strconv.Itoa(h.epoch))
	h.epoch++
	h.stderrs[role] = &bytes.Buffer{}
	cmd.Stderr = h.stderrs[role]
	require.NoError(h.t, cmd.Start())
	h.cmds[role] = cmd
	if role == "sender" {
		h.ended = make(chan error, 1)
		go func(ended chan<- error) { ended <- cmd.Wait() }(h.ended)
	}
}

func (h *theatre) kill(role string) {
	_ = h.cmds[role].Process.Kill()
	if role == "sender" {
		<-h.ended
	} else {
		_ = h.cmds[role].Wait()
	}
}

// TestKill kills sender and receiver, each a process of its own, at random times while PDUs go over. Everything
// arrives, in order, and what comes twice is what the doc comment of package link says.
func TestKill(t *testing.T) {
	count, kills := 100_000, 50
	if testing.Short() || raceEnabled {
		count = 30_000
	}
	if os.Getenv("LILAB_SOAK") != "" {
		count = 1_000_000
	}
	t.Run("spool", func(t *testing.T) { killTest(t, count, kills, true) })
	t.Run("memory", func(t *testing.T) { killTest(t, count/2, kills/2, false) })
}

func killTest(t *testing.T, count, kills int, spool bool) {
	dir := t.TempDir()
	a, err := pki.NewAuthority("test", time.Now)
	require.NoError(t, err)
	write := func(name string, blocks ...*pem.Block) {
		var b []byte
		for _, p := range blocks {
			b = append(b, pem.EncodeToMemory(p)...)
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), b, 0o600))
	}
	write("root.pem", &pem.Block{Type: "CERTIFICATE", Bytes: a.Root().Raw})
	for name, leaf := range map[string]pki.Leaf{"mdf.pem": {CommonName: "mdf1", UID: "mdf1", DNSNames: []string{"mdf1"}, Server: true},
		"poi.pem": {CommonName: "poi", UID: "poi-1", Client: true}} {
		c, err := a.Issue(leaf)
		require.NoError(t, err)
		key, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
		require.NoError(t, err)
		write(name, &pem.Block{Type: "CERTIFICATE", Bytes: c.Certificate[0]}, &pem.Block{Type: "PRIVATE KEY", Bytes: key})
	}
	l := listen(t, "127.0.0.1:0")
	address := l.Addr().String()
	require.NoError(t, l.Close())
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	h := &theatre{t: t, cmds: map[string]*exec.Cmd{}, stderrs: map[string]*bytes.Buffer{},
		env: []string{"LILAB_KILL_DIR=" + dir, "LILAB_KILL_ADDRESS=" + address, "LILAB_KILL_COUNT=" + strconv.Itoa(count)}}
	roles := []string{"sender", "receiver"}
	if !spool {
		h.env = append(h.env, "LILAB_KILL_MEMORY=1")
		roles = roles[1:]
	}
	t.Cleanup(func() {
		for _, c := range h.cmds {
			_ = c.Process.Kill()
			_ = c.Wait()
		}
	})
	h.start("receiver")
	h.start("sender")
	at := make([]int, kills)
	for i := range at {
		at[i] = rnd.IntN(count * 98 / 100)
	}
	slices.Sort(at)
	arrived := int64(0)
	for i, n := range at {
		// Every other time something has arrived since the last kill, so that connections are killed too, not only
		// attempts to connect.
		require.Eventually(t, func() bool {
			b, _ := os.ReadFile(filepath.Join(dir, "handed"))
			j, err := os.Stat(filepath.Join(dir, "journal"))
			return len(b) == 4 && int(binary.BigEndian.Uint32(b)) >= n && (i%2 == 1 || err == nil && j.Size() > arrived)
		}, time.Minute, 500*time.Microsecond, "sender: %s receiver: %s", h.stderrs["sender"], h.stderrs["receiver"])
		role := roles[rnd.IntN(len(roles))]
		h.kill(role)
		if j, err := os.Stat(filepath.Join(dir, "journal")); err == nil {
			arrived = j.Size()
		}
		h.start(role)
	}
	select {
	case err := <-h.ended:
		require.NoError(t, err, "sender: %s", h.stderrs["sender"])
	case <-time.After(5 * time.Minute):
		t.Fatalf("not everything was confirmed; receiver: %s", h.stderrs["receiver"])
	}
	h.ended <- nil
	journal, err := os.ReadFile(filepath.Join(dir, "journal"))
	require.NoError(t, err)
	checkJournal(t, journal, uint32(count), kills)
	if spool {
		left, err := filepath.Glob(filepath.Join(dir, "spool", "*.spool"))
		require.NoError(t, err)
		require.Empty(t, left, "nothing stays on disk")
	}
}

// checkJournal wants every number, in order, and only the duplicates that are documented.
func checkJournal(t *testing.T, journal []byte, count uint32, kills int) {
	type arrival struct {
		epoch, number uint32
		conn          uint64
	}
	var all []arrival
	for ; len(journal) >= arrivalSize; journal = journal[arrivalSize:] {
		be := binary.BigEndian
		all = append(all, arrival{number: be.Uint32(journal), epoch: be.Uint32(journal[4:]), conn: be.Uint64(journal[8:])})
	}
	// The order in which they were handed over. A sender that died between Send and its note hands one over twice, in
	// two epochs: that is the doing of this test.
	handed := slices.Clone(all)
	for i := range handed {
		handed[i].conn = 0
	}
	slices.SortFunc(handed, func(a, b arrival) int {
		if a.epoch != b.epoch {
			return int(a.epoch) - int(b.epoch)
		}
		return int(a.number) - int(b.number)
	})
	handed = slices.Compact(handed)
	rank := make(map[arrival]int, len(handed))
	next, again := uint32(0), 0
	for i, a := range handed {
		if a.number+1 == next && i > 0 && a.epoch > handed[i-1].epoch {
			again++
		} else {
			require.Equal(t, next, a.number, "lost")
			next++
		}
		rank[a] = i
	}
	require.Equal(t, count, next, "lost at the end")
	require.LessOrEqual(t, again, kills)

	p := x2x3.PDU{}
	killed(0, 0, &p)
	octets, err := p.AppendBinary(nil)
	require.NoError(t, err)
	bound := (killRetain+128<<10)/len(octets) + 2
	last := map[uint64]int{}
	highest, duplicates, most := -1, 0, 0
	for _, a := range all {
		conn := a.conn
		a.conn = 0
		r := rank[a]
		before, known := last[conn]
		if known {
			require.Equal(t, before+1, r, "a gap or a step back within a connection")
		} else {
			require.LessOrEqual(t, r, highest+1, "a connection that begins behind what has not arrived")
			most = max(most, highest+1-r)
		}
		last[conn] = r
		if r <= highest {
			duplicates++
		}
		highest = max(highest, r)
	}
	require.LessOrEqual(t, most, bound, "one connection repeats more than the retained window")
	t.Logf("%d PDUs over %d connections, none lost, %d duplicates (at most %d at once; the bound is %d)", count, len(last), duplicates, most, bound)
}

package fabric_test

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
)

// numbers is a tap that keeps the identification field of each packet.
type numbers struct{ got []uint16 }

func (n *numbers) Packet(_ time.Time, b []byte) {
	n.got = append(n.got, binary.BigEndian.Uint16(b[4:]))
}

// Packets that several senders put on a link at a time arrive in the order in which the tap sees them.
func TestTapOrderIsDeliveryOrder(t *testing.T) {
	const senders, each = 4, 2000
	v, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	defer v.Close()
	tap := &numbers{}
	l, err := v.Link(fabric.LinkConfig{Name: "n6", Prefix: netip.MustParsePrefix("10.0.0.0/24"), Tap: tap})
	require.NoError(t, err)
	var mu sync.Mutex
	var arrived []uint16
	_, err = l.AttachRouter("to", netip.MustParsePrefix("10.1.0.0/16"), func(b []byte) {
		mu.Lock()
		defer mu.Unlock()
		arrived = append(arrived, binary.BigEndian.Uint16(b[4:]))
	})
	require.NoError(t, err)
	from, err := l.AttachRouter("from", netip.MustParsePrefix("10.2.0.0/16"), func([]byte) {})
	require.NoError(t, err)
	var wg sync.WaitGroup
	for s := range senders {
		wg.Go(func() {
			p := []byte{0x45, 0, 0, 20, 0, 0, 0, 0, 64, 253, 0, 0, 10, 2, 0, 1, 10, 1, 0, 1}
			for i := range each {
				binary.BigEndian.PutUint16(p[4:], uint16(s*each+i))
				if err := from.Send(p); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	require.Eventually(t, func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(arrived) == senders*each
	}, 10*time.Second, time.Millisecond)
	require.True(t, slices.Equal(tap.got, arrived), "the order of the tap is not that of delivery")
}

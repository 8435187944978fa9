package x2x3_test

import (
	"context"
	"fmt"
	"net"
	"time"

	"lilab/x2x3"
)

// A point of interception hands over two PDUs of a task; the mediation function gets them in order. Real ones have TLS
// configurations at both ends.
func Example() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	receiver, err := x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: l, Handle: func(_ context.Context, p *x2x3.PDU, _ x2x3.Peer, _ []byte) error {
		fmt.Println(p.Type, p.Format, p.SequenceNumber.Value, p.MatchedTargets, len(p.Check()))
		return nil
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	sender, err := x2x3.NewSender(x2x3.SenderConfig{Address: l.Addr().String(), Dial: new(net.Dialer).DialContext})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_ = receiver.Start(ctx)
	_ = sender.Start(ctx)
	var numbers x2x3.Sequencer
	for range 2 {
		p := x2x3.PDU{Type: x2x3.X2, Format: x2x3.FormatTS33128, Direction: x2x3.FromTarget,
			XID: x2x3.UUID{0x29, 0xf2, 0x8e, 0x1c, 0xf2, 0x30, 0x48, 0x6a, 0xa8, 0x60, 0xf5, 0xa7, 0x84, 0xab, 0x91, 0x72},
			Attributes: x2x3.Attributes{NFID: "amf1", IPID: "iri-poi-1", Timestamp: time.Now(),
				MatchedTargets: []string{"<supiimsi>001010000000001</supiimsi>"}},
			Payload: []byte{0x30, 0}}
		numbers.Number(&p)
		if err := sender.Send(ctx, &p); err != nil {
			fmt.Println(err)
		}
	}
	// Confirm returns when the mediation function has dealt with both.
	fmt.Println(sender.Confirm(ctx), sender.Close(), receiver.Close())
	// Output:
	// X2 TS33128 0 [<supiimsi>001010000000001</supiimsi>] 0
	// X2 TS33128 1 [<supiimsi>001010000000001</supiimsi>] 0
	// <nil> <nil> <nil>
}

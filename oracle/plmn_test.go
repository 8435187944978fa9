package oracle_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
)

// again has the phone register anew, after which Gm is not encrypted any more, and call once more in vain.
func (p *callPlay) again() {
	const other = "call-2@100.64.9.10"
	first := p.truth.Calls[0]
	at := first.End.Add(2 * time.Second)
	p.sub("anna", func(s *truth.Subscriber) {
		s.Gm = &truth.Gm{Protection: "esp-null", Changes: []truth.GmChange{{At: p.start.Add(-time.Second), Protection: "esp-aes"}, {At: at.Add(-time.Second), Protection: "esp-null"}}}
	})
	c := truth.Call{From: first.From, To: first.To, CallIDs: []string{other}, Start: at, Result: "cancelled", Protection: first.Protection}
	for _, m := range p.sip[:3] {
		again := *m
		again.at, again.octets = at, bytes.ReplaceAll(m.octets, []byte(callID), []byte(other))
		p.sip = append(p.sip, &again)
		at = at.Add(5 * time.Millisecond)
	}
	c.End = at
	p.truth.Calls = append(p.truth.Calls, c)
}

// TestCallsOneByOne wants the axes of each call where the protection of Gm changes between them, and none where it does not.
func TestCallsOneByOne(t *testing.T) {
	p := newCallPlay(home, callSetup{route: "domestic", again: true})
	r := p.judge(t)
	require.Len(t, r.Warrants[0].Calls, 2)
	for i, want := range []struct {
		gm            string
		call, content oracle.Value
	}{{"esp-aes", oracle.T, oracle.T}, {"esp-null", oracle.T, oracle.NA}} {
		n := r.Warrants[0].Calls[i]
		require.Equal(t, want.gm, n.Gm)
		require.Equal(t, oracle.CallAxes{Call: oracle.Axis{Predicted: want.call, Measured: want.call}, Content: oracle.Axis{Predicted: want.content, Measured: want.content}}, *n.Axes)
	}
	require.Nil(t, r.Warrants[0].GmDelay)
	same := newCallPlay(home, callSetup{route: "domestic"}).judge(t)
	require.Nil(t, same.Warrants[0].Calls[0].Axes)
}

package poi_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// BenchmarkIMSEvents gives an S-CSCF's POI SIP messages of users one of whom is a target, or who is each: an operation is one
// message, over TLS to the MDF2.
func BenchmarkIMSEvents(b *testing.B) {
	for _, users := range []int{1, 100} {
		b.Run(fmt.Sprintf("target=1of%d", users), func(b *testing.B) {
			r := newUPFRig(b)
			var got atomic.Uint64
			r.md = r.counting(&got)
			ep := r.endpoint("scscf1-iri-poi")
			p, err := poi.NewIMS(poi.IMSConfig{Role: event.SCSCF, Config: poi.Config{X1: ep, ADMF: r.tf.ID, ADMFURL: r.tfURL, NFID: "s", IPID: "p", X2TLS: ep.ClientTLS, X2Dial: dial, Buffer: 1 << 22}})
			require.NoError(b, err)
			require.NoError(b, p.Start(b.Context()))
			defer func() { require.NoError(b, p.Close()) }()
			c := r.client(ep, lipf.X2Only)
			r.call(c, x1.ActivateTask{Task: lipf.Task{XID: uuid(9), Targets: []lipf.TargetIdentifier{id(lipf.IMPU, anna.IMPUs[1])}, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{r.did}}})
			es := make([]event.IMSMessage, users)
			for i := range es {
				u := anna
				if i > 0 {
					u = event.IMSUser{IMPUs: []string{fmt.Sprintf("sip:+4930%07d@ims.example", i), fmt.Sprintf("tel:+4930%07d", i)}}
				}
				es[i] = message(event.SCSCF, u, event.IMSOriginating, true, fmt.Sprint("s", i), fmt.Sprint("c", i), request("INVITE", bramURI, u.IMPUs[0], bramURI, fmt.Sprint("c", i), sdp(4000, "RTP/AVP")))
			}
			b.SetBytes(int64(len(es[0].SIP)))
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				p.Observe(es[i%users])
				if i%4096 == 4095 {
					require.NoError(b, p.Drain(b.Context()))
				}
			}
			require.NoError(b, p.Drain(b.Context()))
			until(b, func() bool { return got.Load() == uint64((b.N+users-1)/users) })
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
			require.Zero(b, p.Stats().Lost+p.Stats().Failed)
		})
	}
}

// BenchmarkIMSMedia copies packets of G.711: of a target's call over TLS to the MDF3, and of a call of somebody else beside it.
func BenchmarkIMSMedia(b *testing.B) {
	r := newUPFRig(b)
	var got atomic.Uint64
	r.md = r.counting(&got)
	ep := r.endpoint("agw1-cc-poi")
	u, err := poi.NewIMSAGW(poi.IMSAGWConfig{X1: ep, ADMF: r.tf.ID, ADMFURL: r.tfURL, NFID: "agw", IPID: "p", X3TLS: ep.ClientTLS, X3Dial: dial, Buffer: 1 << 20, BufferOctets: 512 << 20})
	require.NoError(b, err)
	require.NoError(b, u.Start(b.Context()))
	defer func() { require.NoError(b, u.Close()) }()
	c := r.client(ep, lipf.X3Only)
	r.call(c, x1.ActivateTask{Task: r.task(9, 1, lipf.IMST3Target{Contexts: []uint32{7}, Direction: lipf.AssignFromTarget}.Identifier())})
	for name, context := range map[string]uint32{"target": 7, "other": 8} {
		b.Run(name, func(b *testing.B) {
			m := mediaPacket(context, true, 1)
			before := got.Load()
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				u.IMSMedia(m)
				if i%65536 == 65535 {
					require.NoError(b, u.Drain(b.Context()))
				}
			}
			if context == 7 {
				until(b, func() bool { return got.Load() == before+uint64(b.N) })
			}
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "packets/s")
		})
	}
}

package hrli_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkChain carries SIP messages from the V-UPF to the MDF2: through BBIFF-U, TLS, LMISF-IRI, TLS.
func BenchmarkChain(b *testing.B) {
	for _, intercepted := range []bool{false, true} {
		b.Run(map[bool]string{false: "phase1", true: "target"}[intercepted], func(b *testing.B) {
			r := newRig(b, options{})
			anna := r.phone(1, de).up()
			anna.register("", "")
			if intercepted {
				r.warrant("nl-1", false, supi(anna))
			}
			r.settle()
			before := r.iri.Stats().Messages
			b.ResetTimer()
			n := 0
			for b.Loop() {
				h := []string{"Via: SIP/2.0/UDP x;branch=z9hG4bK" + fmt.Sprint(n), "From: <" + anna.impu() + ">;tag=1", "To: <tel:+491710760000>", "Call-ID: " + fmt.Sprint("c", n/8),
					"CSeq: 1 INVITE", "Supported: 100rel, timer, precondition", "P-Preferred-Identity: <" + anna.impu() + ">"}
				anna.sip(true, message("INVITE tel:+491710760000 SIP/2.0", h, anna.sdp(true, 4000)))
				if n++; n%4096 == 0 {
					r.settle()
				}
			}
			r.settle()
			require.Equal(b, uint64(n), r.iri.Stats().Messages-before)
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}

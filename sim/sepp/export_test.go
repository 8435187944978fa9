package sepp

import "net/http"

// Inbound and Outbound are the two sides without a connection.
func (s *SEPP) Inbound(w http.ResponseWriter, r *http.Request)  { s.inbound(w, r) }
func (s *SEPP) Outbound(w http.ResponseWriter, r *http.Request) { s.outbound(w, r) }

// Accept makes it as if every partner had negotiated.
func (s *SEPP) Accept() {
	for _, l := range s.links {
		l.accepted = true
	}
}

// PathExchangeCapability is the resource of the negotiation.
const PathExchangeCapability = pathExchangeCapability

package poi

import (
	"slices"
	"strings"

	"lilab/lipf"
	"lilab/lipf/sipmsg"
)

// party is an identity of a user of the IMS in the form in which two are compared.
type party = sipmsg.Party

// partyCache remembers identities that were read: those of users and targets come again with every message.
type partyCache map[string]party

const maxPartyCache = 1 << 14

func (c *partyCache) read(s string) (party, bool) {
	if p, ok := (*c)[s]; ok {
		return p, p.URI != ""
	}
	p, ok := sipmsg.ReadParty(s)
	if len(s) > sipmsg.MaxURI {
		return p, ok
	}
	if *c == nil || len(*c) >= maxPartyCache {
		*c = partyCache{}
	}
	(*c)[strings.Clone(s)] = p
	return p, ok
}

func (c *partyCache) list(uris []string) (out []party) {
	for _, u := range uris {
		if p, ok := c.read(u); ok {
			out = append(out, p)
		}
	}
	return out
}

// maxParties bounds the other parties of one session.
const maxParties = 32

func (c *partyCache) add(to []party, uris []string) []party {
	for _, u := range uris {
		p, ok := c.read(u)
		if ok && len(to) < maxParties && !slices.Contains(to, p) {
			to = append(to, p)
		}
	}
	return to
}

// imsTargetTypes are those that POIs and triggering functions of the IMS take, TS 33.128 R19 clause 7.12.2.
func imsTargetTypes() []lipf.TargetType {
	return append(lipf.TargetTypes5GC(), lipf.TargetTypesIMS()...)
}

// isNonLocal says whether targets mean the other party of the network's users.
func isNonLocal(ts []lipf.TargetIdentifier) bool {
	return slices.Contains(ts, lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal})
}

// isParty says whether one identifier is one of a party's.
func (c *partyCache) isParty(t lipf.TargetIdentifier, ps []party) bool {
	switch t.Type {
	case lipf.IMPU, lipf.SIPURI, lipf.TELURI:
		p, ok := c.read(t.Value)
		return ok && slices.ContainsFunc(ps, p.Same)
	case lipf.E164Number, lipf.GPSIMSISDN:
		return slices.ContainsFunc(ps, func(p party) bool { return p.Number == t.Value })
	}
	return false
}

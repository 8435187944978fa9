package oracle

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/wire"
)

// The parties that a ledger tells apart.
const (
	aboutTarget = "target"
	aboutOther  = "other"
)

// names are the names that an agency can read in the content it got: what was looked up, and which servers TLS was begun with.
type names struct {
	// byAgency is keyed by network and LIID.
	byAgency map[string]map[name]int
}

// name is one name in clear and the field that it stands for.
type name struct{ field, value string }

func newNames() *names { return &names{byAgency: map[string]map[name]int{}} }

// content takes one packet on its way to an agency. It looks at each packet alone: a name that is spread over several TCP
// segments is not found, which does not happen to names that stand at the begin of a stream.
func (n *names) content(s *observe.HI3Series, _ *observe.HI3, packet []byte) {
	p, err := wire.ReadInner(packet)
	if err != nil || p.Offset > 0 {
		return
	}
	switch {
	case p.Protocol == wire.ProtocolUDP && len(p.Body) > 8:
		if p.Dst.Port() == 53 {
			n.add(s, "DNS name", wire.QuestionNames(p.Body[8:])...)
		}
	case p.Protocol == wire.ProtocolTCP && len(p.Body) >= 20:
		at := 4 * int(p.Body[12]>>4)
		if at < 20 || at >= len(p.Body) {
			return
		}
		data := p.Body[at:]
		if p.Dst.Port() == 53 && len(data) > 2 {
			n.add(s, "DNS name", wire.QuestionNames(data[2:])...)
		} else if v := wire.ServerName(data); v != "" {
			n.add(s, "TLS server name", v)
		}
	}
}

func (n *names) add(s *observe.HI3Series, field string, values ...string) {
	if len(values) == 0 {
		return
	}
	key := s.Network + " " + s.LIID
	if n.byAgency[key] == nil {
		n.byAgency[key] = map[name]int{}
	}
	for _, v := range values {
		n.byAgency[key][name{field, v}]++
	}
}

// ledger counts which fields an agency received about whom.
type ledger struct {
	order []ledgerKey
	lines map[ledgerKey]*ledgerLine
}

type ledgerKey struct{ field, about, precision string }

type ledgerLine struct {
	sources []string
	times   int
	values  map[string]bool
	// more counts values that are not in the set.
	more int
}

// add counts a delivery of a field, n times.
func (l *ledger) add(field, about, precision, source, value string, n int) {
	if value != "" {
		l.line(field, about, precision, source, n).values[value] = true
	}
}

// count counts deliveries and different values that nobody else counts.
func (l *ledger) count(field, about, precision, source string, times, values int) {
	if times > 0 {
		l.line(field, about, precision, source, times).more += values
	}
}

func (l *ledger) line(field, about, precision, source string, n int) *ledgerLine {
	k := ledgerKey{field, about, precision}
	e := l.lines[k]
	if e == nil {
		e = &ledgerLine{values: map[string]bool{}}
		l.lines[k] = e
		l.order = append(l.order, k)
	}
	if !slices.Contains(e.sources, source) {
		e.sources = append(e.sources, source)
	}
	e.times += n
	return e
}

func (l *ledger) entries() []LedgerEntry {
	var out []LedgerEntry
	for _, k := range l.order {
		e := l.lines[k]
		slices.Sort(e.sources)
		out = append(out, LedgerEntry{Field: k.field, About: k.about, Sources: e.sources, Times: e.times, Values: len(e.values) + e.more, Precision: k.precision})
	}
	slices.SortStableFunc(out, func(a, b LedgerEntry) int {
		return cmp.Or(cmp.Compare(b.About, a.About), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Precision, b.Precision))
	})
	return out
}

// ledger makes the metadata ledger of a warrant, from what was delivered to the agency and nothing else. Whether an
// identity or an address is the target's, the truth says.
func (r *run) ledger(w *warrant) []LedgerEntry {
	l := &ledger{lines: map[ledgerKey]*ledgerLine{}}
	for _, h := range w.hi2 {
		r.recordFields(l, w, h)
	}
	if d := r.hi3by[w]; d != nil {
		r.contentFields(l, w, d)
	}
	if r.names != nil {
		for n, times := range r.names.byAgency[w.truth.Agency+" "+w.truth.LIID] {
			// A name is that of the server whom the target turns to.
			l.add(n.field, aboutOther, "exact", "HI3", n.value, times)
		}
	}
	return l.entries()
}

// contentFields counts what delivered packets tell by themselves.
func (r *run) contentFields(l *ledger, w *warrant, d *delivery) {
	packets, times, flows := map[uint64]bool{}, map[int64]bool{}, map[int]int{}
	for i := range d.all {
		a := &d.all[i]
		packets[a.Sum] = true
		if !a.hi3.Stamp.IsZero() {
			times[a.hi3.Stamp.UnixNano()] = true
		}
		if a.Flow >= 0 {
			flows[a.Flow]++
		}
	}
	l.count("packet", aboutTarget, "every octet", "HI3", len(d.all), len(packets))
	l.count("time", aboutTarget, "microsecond", "HI3", len(d.all), len(times))
	for flow, n := range flows {
		r.flowFields(l, w, &r.o.Flows[flow], "HI3", n)
	}
}

// whose tells whether an identity is the target's.
func whose(value, targets string) string {
	if value == targets {
		return aboutTarget
	}
	return aboutOther
}

func (r *run) recordFields(l *ledger, w *warrant, h *observe.HI2) {
	rec := h.Record
	from := "HI2 " + rec.Type
	about := aboutTarget
	if rec.SUPI != "" {
		about = whose(rec.SUPI, w.target.SUPI)
	}
	l.add("sUPI", about, "exact", from, rec.SUPI, 1)
	l.add("gPSI", whose(rec.GPSI, w.target.GPSI), "exact", from, rec.GPSI, 1)
	l.add("pEI", whose(rec.PEI, w.target.PEI), "exact", from, rec.PEI, 1)
	l.add("gUTI", about, "temporary", from, rec.GUTI, 1)
	if s := rec.SUCI; s != nil {
		precision := "concealed"
		if s.Scheme == 0 {
			precision = "exact"
		}
		l.add("sUCI", about, precision, from, fmt.Sprintf("%s %x", s.HomePLMN, s.Output), 1)
	}
	if c := rec.Cell; c != nil {
		l.add("location.cell", about, "cell", from, c.PLMN+" "+c.NRCellID, 1)
		l.add("location.tai", about, "tracking area", from, c.TAIPLMN+" "+c.TAC, 1)
	}
	l.add("location.plmn", about, "network", from, rec.PLMN, 1)
	if !h.PDU.Time.IsZero() {
		l.add("time", about, "microsecond", from, h.PDU.Time.String(), 1)
	}
	if rec.Session != nil {
		sessionLedger(l, rec.Session, about, from)
	}
	if rec.IMS != nil || rec.SMS != nil {
		r.communicationLedger(l, w, rec, from)
	}
	if rec.Report != nil {
		r.flowFields(l, w, &rec.Report.Flow, from, 1)
		if rec.Report.Summary {
			l.add("volume", about, "flow", from, fmt.Sprint(rec.Report.Octets), 1)
		} else {
			l.add("packet size", about, "packet", from, fmt.Sprint(rec.Report.Octets), 1)
		}
	}
}

// communicationLedger counts what a record says about a call or a short message: its parties, its content, the place in its headers.
func (r *run) communicationLedger(l *ledger, w *warrant, rec *observe.Record, from string) {
	self := r.targetIdentities(w)
	party := func(id string) {
		if id != "" {
			about := aboutOther
			if slices.Contains(self, id) {
				about = aboutTarget
			}
			l.add("party", about, "exact", from, id, 1)
		}
	}
	if m := rec.SMS; m != nil {
		for _, p := range []observe.MessageParty{m.Originating, m.Terminating} {
			party(orElse(p.GPSI, p.Address))
		}
		l.add("text", aboutTarget, "every octet", from, m.TPDU.Text, 1)
		return
	}
	for _, id := range named(rec) {
		party(id)
	}
	s := rec.IMS.SIP
	if s == nil {
		return
	}
	l.add("SIP message", aboutTarget, "every octet", from, s.Name()+" "+s.CallID+" "+fmt.Sprint(s.Number), 1)
	l.add("text", aboutTarget, "every octet", from, s.Text, 1)
	if c := s.Access; c != nil {
		l.add("location.cell", aboutTarget, "cell", from, c.PLMN+" "+c.NRCellID, 1)
	}
	if s.Description != nil {
		for _, m := range s.Description.Media {
			l.add("media address", aboutOther, "exact", from, m.Address.String(), 1)
		}
	}
}

// sessionLedger counts what a record says about a PDU session.
func sessionLedger(l *ledger, s *observe.Session, about, from string) {
	if s.ID >= 0 {
		l.add("pDUSessionID", about, "exact", from, fmt.Sprint(s.ID), 1)
	}
	l.add("dNN", about, "exact", from, s.DNN, 1)
	l.add("sNSSAI", about, "exact", from, s.SNSSAI, 1)
	for _, a := range s.Addresses {
		precision := "exact"
		if a.Is6() {
			precision = "prefix of 64 bits"
		}
		l.add("IP address", about, precision, from, a.String(), 1)
	}
	for _, m := range s.MACs {
		l.add("MAC address", about, "exact", from, m, 1)
	}
	for _, t := range slices.Concat([]*observe.FTEID{s.Tunnel, s.Uplink}, pointers(s.Downlink)) {
		if t != nil {
			l.add("GTP-U tunnel", about, "exact", from, t.String(), 1)
		}
	}
	l.add("hSMFURI", about, "exact", from, s.HSMFURI, 1)
	for _, v := range []int64{s.UplinkVolume, s.DownlinkVolume} {
		if v >= 0 {
			l.add("volume", about, "session", from, fmt.Sprint(v), 1)
		}
	}
}

func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// flowFields counts what a flow tells: who talks to whom, at which addresses and ports. A 5-tuple names both parties.
func (r *run) flowFields(l *ledger, w *warrant, f *observe.Flow, from string, n int) {
	if !f.Src.Addr().IsValid() {
		if f.SrcMAC != [6]byte{} {
			l.add("MAC address", aboutTarget, "exact", from, macText(f.SrcMAC), n)
		}
		return
	}
	a, b := f.Src, f.Dst
	if cmp.Or(a.Addr().Compare(b.Addr()), cmp.Compare(a.Port(), b.Port())) > 0 {
		a, b = b, a
	}
	l.add("flow", aboutTarget, "5-tuple", from, fmt.Sprintf("%s %s %d", a, b, f.Protocol), n)
	for _, end := range []netip.AddrPort{f.Src, f.Dst} {
		about := aboutOther
		if r.targets(w, end.Addr()) {
			about = aboutTarget
		}
		l.add("IP address", about, "exact", from, end.Addr().String(), n)
	}
}

// targets tells whether an address is one of the target's in a PDU session. Addresses within a link are nobody else's.
func (r *run) targets(w *warrant, a netip.Addr) bool {
	if a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return true
	}
	for _, s := range r.sessions {
		if s.truth.Subscriber == w.truth.Subscriber && s.has(a, [6]byte{}) {
			return true
		}
	}
	return false
}

// String describes an entry in a line.
func (e LedgerEntry) String() string {
	return fmt.Sprintf("%s of %s (%s): %d times, %d values, from %s", e.Field, e.About, e.Precision, e.Times, e.Values, strings.Join(e.Sources, ", "))
}

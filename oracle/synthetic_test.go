package oracle_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/pcaps"
)

// setup says which scenario to make up.
type setup struct {
	home, in string // network names: nl, de
	scheme   string // null, profile-a, profile-b
	fault    string
	late     bool
	move     bool
}

// record is one xIRI on its way from a point of interception to the agency.
type record struct {
	net       string
	nf        string
	at        time.Time
	event     event
	direction uint16
	// raw replaces the encoded event on X2, rawHI2 on HI2.
	raw, rawHI2 []byte
	// attrs replaces attributes; nil removes one.
	attrs            map[uint16][]byte
	xid, liid        string
	seqX2, seqHI2    int // -1: the next
	noX2, noHI2      bool
	iriType          byte
	cin              bool
	cinIs            uint64 // 0: 5
	tieIs            uint64 // the Correlation ID of a call, 0: that of the first
	country, matched string
	hi2Time          time.Time
	truncate         bool
}

// play is a scenario with everything the lab should produce for it.
type play struct {
	truth   truth.Truth
	records []*record
	x1      []x1Message
	n2      []n2Message
	// strange is a unit that goes onto X1, X2, N2 or HI2 of nl (0 to 3) as it is.
	strange   []byte
	strangeAt byte
	// now is the clock of the capture.
	now time.Time
	// extra are frames of other reference points, written after the records.
	extra []func(w *pcaps.Writer, put func(name, dissector string, b []byte))
}

type x1Message struct{ net, text string }
type n2Message struct {
	net    string
	at     time.Time
	home   string
	scheme byte
	output []byte
	cell   *cellSpec
}

var (
	epoch = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	plmns = map[string]string{"nl": "001-01", "de": "999-70"}
	cell1 = &cellSpec{"001-01", "000001", "000000010"}
	cell2 = &cellSpec{"001-01", "000002", "000000020"}
)

const (
	xidNL, xidDE = "29f28e1c-f230-486a-a860-f5a784ab9172", "8c292fa1-5831-46ec-86be-bd85f2083299"
	annaGUTI     = "5gguti-001-01-02-001-00-12345678"
	carlaGUTI    = "5gguti-001-01-02-001-00-0000beef"
)

func cellsOf(in string) (*cellSpec, *cellSpec) {
	a, b := *cell1, *cell2
	a.plmn, b.plmn = plmns[in], plmns[in]
	return &a, &b
}

func truthCell(c *cellSpec) *truth.Cell {
	return &truth.Cell{Name: "c", PLMN: c.plmn, TAC: c.tac, NRCellID: c.cell}
}

// newPlay makes the truth of a scenario about anna, with bram and the control subscriber carla beside her, and the
// messages that a faultless lab would send.
func newPlay(s setup) *play {
	msin := "0000000001"
	supi := map[string]string{"nl": "00101", "de": "99970"}[s.home] + msin
	anna := truth.Subscriber{Home: s.home, In: s.in, SUPI: supi, GPSI: "155501" + msin[4:], SUCI: s.scheme, NEA: 2, Fault: s.fault}
	carla := anna
	carla.SUPI, carla.GPSI, carla.Control, carla.Fault, carla.SUCI = supi[:5]+"0000000003", "15550999999", true, "", "profile-a"
	bram := truth.Subscriber{Home: s.in, In: s.in, SUPI: map[string]string{"nl": "00101", "de": "99970"}[s.in] + "0000000007", SUCI: "profile-b", NEA: 2}
	p := &play{truth: truth.Truth{Schema: truth.Schema, Scenario: "test/synthetic", Rows: []string{"V02"}, Seed: 7,
		Networks:    map[string]truth.Network{"nl": {PLMN: "001-01", Country: "NL", Operator: "NL001"}, "de": {PLMN: "999-70", Country: "DE", Operator: "DE070"}},
		Agreements:  []truth.Agreement{{Home: "de", Visited: "nl", N32: "tls", GPSISupplied: true}},
		Subscribers: map[string]truth.Subscriber{"anna": anna, "bram": bram, "carla": carla}, Warrants: map[string]truth.Warrant{},
		Start: epoch, End: epoch.Add(time.Minute)}}
	for _, w := range []struct{ id, agency, xid, liid string }{{"nl-1", "nl", xidNL, "LIID-NL-1"}, {"de-1", "de", xidDE, "LIID-DE-1"}} {
		if w.agency == s.in || w.agency == s.home {
			p.truth.Warrants[w.id] = truth.Warrant{Agency: w.agency, Subscriber: "anna", TargetType: "supi", Target: supi,
				Deliver: []string{"iri"}, LIID: w.liid, XID: w.xid}
		}
	}
	p.script(s, anna)
	return p
}

func (p *play) script(s setup, anna truth.Subscriber) {
	cell, moved := cellsOf(s.in)
	now := epoch
	step := func(st truth.Step) truth.Step {
		now = now.Add(10 * time.Millisecond)
		st.Start, st.End = now, now.Add(5*time.Millisecond)
		p.truth.Steps = append(p.truth.Steps, st)
		return st
	}
	ids := []string{"nl-1", "de-1"}
	activate := func() {
		for _, id := range ids {
			w, ok := p.truth.Warrants[id]
			if !ok {
				continue
			}
			st := step(truth.Step{Kind: "activate", Warrant: id, Result: "done"})
			p.provision(w)
			if s.late {
				at := st.End
				if w.Agency == s.in {
					p.add(w, "amf", at, event{tag: 4, supi: anna.SUPI, guti: annaGUTI, result: 1, regType: 1, cell: cell})
				}
				if w.Agency == s.home {
					p.add(w, "udm", at, event{tag: 124, supi: anna.SUPI})
				}
			}
		}
	}
	scheme := map[string]byte{"null": 0, "profile-a": 1, "profile-b": 2}
	register := func(name string, report bool) {
		sub := p.truth.Subscribers[name]
		st := truth.Step{Kind: "register", Subscriber: name, Result: "registered", GUTI: annaGUTI, Cell: truthCell(cell)}
		switch {
		case name == "carla":
			st.GUTI = carlaGUTI
		case name == "bram":
			st.GUTI = "5gguti-001-01-02-001-00-0000cafe"
		}
		if sub.Fault != "" {
			st.Result, st.GUTI, st.Cause = "rejected", "", 3
		}
		st = step(st)
		output := bytes.Repeat([]byte{0xa5, 0x17, 0x99}, 15)
		if sub.SUCI == "null" {
			output = bcdDigits(sub.SUPI[5:])
		}
		p.n2 = append(p.n2, n2Message{s.in, st.Start.Add(time.Millisecond), plmns[sub.Home], scheme[sub.SUCI], output, cell})
		if report {
			p.registration(s, anna, st.Start.Add(3*time.Millisecond), cell)
		}
	}
	if !s.late {
		activate()
	}
	register("anna", !s.late)
	register("bram", false)
	register("carla", false)
	if s.late {
		activate()
	}
	if s.fault != "" {
		return
	}
	if s.move {
		st := step(truth.Step{Kind: "move", Subscriber: "anna", Result: "done", GUTI: annaGUTI, Cell: truthCell(moved)})
		p.forAgency(s.in, func(w truth.Warrant) {
			p.add(w, "amf", st.Start.Add(time.Millisecond), event{tag: 3, supi: anna.SUPI, guti: annaGUTI, cell: moved})
		})
	}
	st := step(truth.Step{Kind: "deregister", Subscriber: "anna", Result: "done", Cell: truthCell(cell)})
	p.forAgency(s.in, func(w truth.Warrant) {
		p.add(w, "amf", st.Start.Add(time.Millisecond), event{tag: 2, supi: anna.SUPI, guti: annaGUTI, direction: 2, result: 1, switchOff: 1})
	})
	p.forAgency(s.home, func(w truth.Warrant) {
		p.add(w, "udm", st.Start.Add(2*time.Millisecond), event{tag: 55, supi: anna.SUPI, plmn: plmns[s.in], method: 1})
	})
}

// forAgency calls f for the warrant of an agency, if there is one.
func (p *play) forAgency(agency string, f func(truth.Warrant)) {
	for _, id := range []string{"nl-1", "de-1"} {
		if w, ok := p.truth.Warrants[id]; ok && w.Agency == agency {
			f(w)
		}
	}
}

func (p *play) registration(s setup, anna truth.Subscriber, at time.Time, cell *cellSpec) {
	roaming := s.home != s.in
	p.forAgency(s.home, func(w truth.Warrant) {
		p.add(w, "udm", at, event{tag: 110, supi: anna.SUPI, plmn: plmns[s.in], problem: s.fault == "home-rejects"})
		if s.fault == "" {
			p.add(w, "udm", at.Add(500*time.Microsecond), event{tag: 11, supi: anna.SUPI, plmn: plmns[s.in], roaming: &roaming})
		}
	})
	p.forAgency(s.in, func(w truth.Warrant) {
		switch {
		case s.fault == "":
			p.add(w, "amf", at.Add(time.Millisecond), event{tag: 1, supi: anna.SUPI, guti: annaGUTI, regType: 1, result: 1, cell: cell})
		case s.scheme == "null":
			p.add(w, "amf", at.Add(time.Millisecond), event{tag: 5, supi: anna.SUPI, regType: 1, cause: 3, cell: cell})
		}
	})
}

func (p *play) add(w truth.Warrant, nf string, at time.Time, e event) *record {
	dir := uint16(3)
	if e.tag == 4 || e.tag == 124 {
		dir = 5
	}
	r := &record{net: w.Agency, nf: nf, at: at, event: e, direction: dir, xid: w.XID, liid: w.LIID, seqX2: -1, seqHI2: -1, iriType: 4,
		country: p.truth.Networks[w.Agency].Country, matched: w.Target, hi2Time: at}
	p.records = append(p.records, r)
	return r
}

// provision adds the X1 exchange of a warrant: the MDF first, then each point of interception.
func (p *play) provision(w truth.Warrant) {
	const head = `<X1%s xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1%sMessage xsi:type="ActivateTask%s"><admfIdentifier>admf</admfIdentifier><neIdentifier>%s</neIdentifier><messageTimestamp>2026-11-21T12:00:00.000001Z</messageTimestamp><version>v1.22.1</version><x1TransactionId>%s</x1TransactionId>`
	for i, ne := range []string{"mdf2", "poi"} {
		id := fmt.Sprintf("00000000-0000-4000-8000-%s%011d", map[string]string{"nl": "0", "de": "1"}[w.Agency], i)
		details := ""
		if ne == "mdf2" {
			details = "<listOfMediationDetails><mediationDetails><LIID>" + w.LIID + "</LIID><deliveryType>HI2Only</deliveryType></mediationDetails></listOfMediationDetails>"
		}
		p.x1 = append(p.x1, x1Message{w.Agency, fmt.Sprintf(head, "Request", "Request", "Request", ne, id) + "<taskDetails><xId>" + w.XID +
			"</xId><targetIdentifiers><targetIdentifier><supiimsi>" + w.Target + "</supiimsi></targetIdentifier></targetIdentifiers><deliveryType>X2Only</deliveryType>" +
			details + "</taskDetails></x1RequestMessage></X1Request>"})
		p.x1 = append(p.x1, x1Message{w.Agency, fmt.Sprintf(head, "Response", "Response", "Response", ne, id) + "<oK>AcknowledgedAndCompleted</oK></x1ResponseMessage></X1Response>"})
	}
}

// find returns the record of an event of a network.
func (p *play) find(net string, tag uint32) *record {
	for _, r := range p.records {
		if r.net == net && r.event.tag == tag {
			return r
		}
	}
	panic(fmt.Sprintf("no record %d of %s", tag, net))
}

func (p *play) drop(net string, tag uint32) {
	r := p.find(net, tag)
	for i := range p.records {
		if p.records[i] == r {
			p.records = append(p.records[:i], p.records[i+1:]...)
			return
		}
	}
}

// capture writes the capture.
func (p *play) capture(t testing.TB) []byte {
	var out bytes.Buffer
	p.now = epoch
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{Application: "oracle test", Now: func() time.Time { p.now = p.now.Add(time.Microsecond); return p.now }})
	require.NoError(t, err)
	pdus := map[string]*pcaps.PDUInterface{}
	from, to := netip.MustParseAddrPort("10.0.0.1:1000"), netip.MustParseAddrPort("10.0.0.2:2000")
	put := func(name, dissector string, b []byte) {
		if pdus[name] == nil {
			pdus[name], err = w.PDUInterface(name, dissector)
			require.NoError(t, err)
		}
		pdus[name].PDU(from, to, b)
	}
	for _, m := range p.x1 {
		put(m.net+".x1", "xml", []byte(m.text))
	}
	packets := map[string]*pcaps.PacketInterface{}
	for i, m := range p.n2 {
		if packets[m.net] == nil {
			packets[m.net], err = w.PacketInterface(m.net + ".n2")
			require.NoError(t, err)
		}
		packets[m.net].Packet(m.at, initialUE(uint32(i+1), m.home, m.scheme, m.output, m.cell))
	}
	seqX2, seqHI2 := map[string]int{}, map[string]int{}
	for _, r := range p.records {
		take := func(m map[string]int, key string, fixed int) uint32 {
			if fixed >= 0 {
				m[key] = fixed
			}
			n := m[key]
			m[key]++
			return uint32(n)
		}
		if !r.noX2 {
			put(r.net+".x2", "li5g", r.x2(take(seqX2, r.net+r.xid+r.nf, r.seqX2)))
		}
		if !r.noHI2 {
			put(r.net+".hi2", "ber", r.hi2(p.truth.Networks[r.net], take(seqHI2, r.net+r.liid, r.seqHI2)))
		}
	}
	for _, f := range p.extra {
		f(w, put)
	}
	if p.strange != nil {
		switch p.strangeAt {
		case 0:
			put("nl.x1", "xml", p.strange)
		case 1:
			put("nl.x2", "li5g", p.strange)
		case 2:
			packets["nl"].Packet(p.now, p.strange)
		case 3:
			put("nl.hi2", "ber", p.strange)
		}
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

func (r *record) x2(n uint32) []byte {
	values := map[uint16][]byte{6: []byte(r.nf + "1." + r.net), 7: []byte(r.nf + "-iri-poi"), 8: binary.BigEndian.AppendUint32(nil, n),
		9: stamp(r.at), 17: []byte("<supiimsi>" + r.matched + "</supiimsi>")}
	for k, v := range r.attrs {
		values[k] = v
	}
	var attrs []byte
	for _, k := range []uint16{6, 7, 8, 9, 17} {
		if values[k] != nil {
			attrs = append(attrs, attr(k, values[k])...)
		}
	}
	ev := r.raw
	if ev == nil {
		ev = r.event.octets()
	}
	b := x2(r.xid, r.direction, attrs, xiri(ev))
	if r.truncate {
		b = b[:len(b)-2]
	}
	return b
}

func (r *record) hi2(n truth.Network, number uint32) []byte {
	ev := r.rawHI2
	if ev == nil {
		ev = r.raw
	}
	if ev == nil {
		ev = r.event.octets()
	}
	ci := c(0, ps(0, n.Operator), ps(1, "mdf2"))
	if r.cin {
		ci = join(ci, integer(1, max(5, r.cinIs)))
	}
	header := c(1, p(0, 4, 0, 2, 2, 5, 1, 43), ps(1, r.liid), ps(2, r.country), c(3, ci), integer(4, uint64(number)),
		c(7, integer(0, uint64(r.hi2Time.Unix())), integer(1, uint64(r.hi2Time.Nanosecond()/1000))), p(8, 1), ps(9, r.nf+"-iri-poi"), ps(10, r.nf+"1."+r.net))
	payload := seq(p(1, 4, 19, 19, 3, 3), c(2, ev), c(3, seq(c(1, r.identifier()), p(2, 3))))
	iri := join(c(2, tlv(0x80, 19, payload)))
	if r.iriType != 0 {
		iri = join(p(0, r.iriType), iri)
	}
	b := seq(header, c(2, c(0, seq(iri))))
	if r.truncate {
		b = b[:len(b)-2]
	}
	return b
}

// identifier is the TargetIdentifier that was matched.
func (r *record) identifier() []byte {
	if strings.HasPrefix(r.matched, "tel:") {
		return c(11, ps(2, r.matched))
	}
	if len(r.matched) == 16 {
		return c(3, ps(2, r.matched))
	}
	return c(1, ps(1, r.matched))
}

func (p *play) judge(t testing.TB) oracle.Result {
	r, err := oracle.Judge(t.Context(), oracle.Input{Capture: bytes.NewReader(p.capture(t)), Truth: p.truth, Tool: "lilab test"})
	require.NoError(t, err)
	return r
}

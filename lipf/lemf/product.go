package lemf

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"time"

	"lilab/lipf/content"
	"lilab/lipf/hi"
	"lilab/pcaps"
)

// ProductConfig configures a [Product].
type ProductConfig struct {
	// Dir is the folder that gets one folder for each LIID; it is made if need be.
	Dir string
	// MaxOpen bounds the files that are open at a time (default 64), MaxLIIDs the folders (default 4096), MaxSessions the
	// sessions of each LIID (default 65536). What is beyond is not written and counted.
	MaxOpen, MaxLIIDs, MaxSessions int
	Now                            func() time.Time
	Log                            *slog.Logger
}

// Product writes what was delivered into folders, one for each LIID:
//
//	iri/<number>-<record>.json   a PS-PDU with IRI under the names of the ASN.1 modules
//	iri/<number>-<record>.ber    its octets as they came
//	cc/cin-<CIN>.pcapng          the packets of a session, as Wireshark takes them
//	cc/cin-<CIN>-fromTarget.wav  what was said in a call, for each direction, where it is G.711 in the clear: see [Voice]
//	index.json                   every PDU that was delivered, in order of arrival, and the sessions: see [Index]
//
// The number is that of the PDU in the index. A packet that HI3 carries in GTP-U is written without it, and the direction
// is that towards (inbound) or from (outbound) the target. A PDU that came twice stands twice in the index and is marked there; it
// is written once. Files that are there are never written over. A Product may be used by several goroutines.
type Product struct {
	cfg ProductConfig

	mu      sync.Mutex
	files   *files
	liids   map[string]*folder
	written ProductStats
	err     error
	closed  bool
}

// ProductStats counts what a Product did.
type ProductStats struct {
	// IRI and CC are payloads that were written, Duplicates PDUs that were only marked. Unreadable contents are written as
	// octets. Dropped is what a bound or a failing disk kept out.
	IRI, CC, Duplicates, Unreadable, Dropped uint64
}

// folder is the product of one LIID.
type folder struct {
	liid     string
	name     string
	index    *file
	pdus     uint64
	any      bool
	sessions map[hi.Opt[uint32]]*session
}

// session is what is known of one CIN.
type session struct {
	Session
	file       *file
	capture    *pcaps.Writer
	interfaces map[pcaps.LinkType]uint32
	media      media
}

// NewProduct makes a writer of product.
func NewProduct(cfg ProductConfig) (*Product, error) {
	if cfg.Dir == "" {
		return nil, errors.New("lemf: product needs a folder")
	}
	defaults(&cfg.MaxOpen, 64)
	defaults(&cfg.MaxLIIDs, 4096)
	defaults(&cfg.MaxSessions, 65536)
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(cfg.Dir, 0o750); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(cfg.Dir)
	if err != nil {
		return nil, err
	}
	return &Product{cfg: cfg, files: &files{root: root, max: max(cfg.MaxOpen, 1)}, liids: map[string]*folder{}}, nil
}

func defaults(v *int, d int) {
	if *v == 0 {
		*v = d
	}
}

// Stats returns the counters.
func (p *Product) Stats() ProductStats {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.written
}

// lastYear is the last whole one that a capture can tell. A PDU with a later time gets that of its arrival.
const lastYear = 2261

// Take writes one PS-PDU. It keeps nothing of it.
func (p *Product) Take(pdu *hi.PSPDU, octets []byte, over string, duplicate bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || pdu.IRI == nil && pdu.CC == nil {
		return
	}
	f, err := p.folder(pdu.LIID)
	if err != nil {
		p.fail(err)
		return
	}
	f.pdus++
	at := pdu.MicroSecondTimeStamp
	if at.IsZero() {
		at = pdu.TimeStamp
	}
	received := p.cfg.Now().UTC()
	if at.IsZero() || at.Year() > lastYear {
		at = received
	}
	e := Entry{Number: f.pdus, Interface: over, Sequence: pdu.SequenceNumber, Time: at, Received: received, Function: pdu.NetworkFunctionIdentifier,
		Point: pdu.ExtendedInterceptionPointID, Length: len(octets), Duplicate: duplicate}
	if pdu.CIN.Set {
		e.CIN = &pdu.CIN.Value
	}
	s := f.session(pdu.CIN, p.cfg.MaxSessions)
	if duplicate {
		p.written.Duplicates++
	}
	if pdu.IRI != nil {
		p.iri(f, s, e, pdu, octets)
		return
	}
	for i := range pdu.CC {
		p.cc(f, s, e, &pdu.CC[i])
	}
}

func (p *Product) folder(liid string) (*folder, error) {
	if f := p.liids[liid]; f != nil {
		return f, nil
	}
	if len(p.liids) >= p.cfg.MaxLIIDs {
		return nil, fmt.Errorf("lemf: product of more than %d LIIDs", p.cfg.MaxLIIDs)
	}
	f := &folder{liid: liid, name: folderName(liid), sessions: map[hi.Opt[uint32]]*session{}}
	for _, sub := range []string{"iri", "cc"} {
		if err := p.files.folder(path.Join(f.name, sub)); err != nil {
			return nil, err
		}
	}
	f.index = p.files.file(f.name, "index.json")
	head, err := json.Marshal(liid)
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(f.index, "{\"liid\":%s,\n\"pdus\":[", head); err != nil {
		return nil, err
	}
	p.liids[liid] = f
	return f, nil
}

// session returns what is known of a CIN, nil where there are too many.
func (f *folder) session(cin hi.Opt[uint32], limit int) *session {
	s := f.sessions[cin]
	if s == nil && len(f.sessions) < limit {
		s = &session{interfaces: map[pcaps.LinkType]uint32{}}
		if cin.Set {
			s.CIN = &cin.Value
		}
		f.sessions[cin] = s
	}
	return s
}

// fail counts and logs what was not written; the first error comes back from Close.
func (p *Product) fail(err error) {
	p.written.Dropped++
	if p.err == nil {
		p.err = err
		p.cfg.Log.Error("product not written", "err", err)
	}
}

// enter adds an entry to the index.
func (p *Product) enter(f *folder, e *Entry) {
	b, err := json.Marshal(e)
	if err == nil {
		separator := ",\n"
		if !f.any {
			separator = "\n"
		}
		f.any = true
		_, err = f.index.Write(append([]byte(separator), b...))
	}
	if err != nil {
		p.fail(fmt.Errorf("lemf: index: %w", err))
	}
}

func (p *Product) iri(f *folder, s *session, e Entry, pdu *hi.PSPDU, octets []byte) {
	e.Kind = "IRI"
	doc, name, problem := iriJSON(pdu)
	e.Record, e.Problem = name, problem
	if len(pdu.IRI) > 0 {
		e.Type = iriTypes[pdu.IRI[0].Type]
	}
	if problem != "" {
		p.written.Unreadable++
	}
	if !e.Duplicate {
		base := path.Join("iri", fmt.Sprintf("%06d-%s", e.Number, name))
		e.File, e.Octets = base+".json", base+".ber"
		err := errors.Join(p.files.whole(path.Join(f.name, e.File), doc), p.files.whole(path.Join(f.name, e.Octets), octets))
		if err != nil {
			e.File, e.Octets, e.Problem = "", "", "not written"
			p.fail(err)
		} else {
			p.written.IRI++
			s.record(&e, pdu)
		}
	}
	p.enter(f, &e)
}

// record counts a record for its session.
func (s *session) record(e *Entry, pdu *hi.PSPDU) {
	if s == nil {
		return
	}
	s.saw(e.Time)
	s.IRI += uint64(len(pdu.IRI))
	for i := range pdu.IRI {
		switch pdu.IRI[i].Type {
		case hi.IRIBegin:
			s.Begin = e.Number
		case hi.IRIEnd:
			s.End = e.Number
		}
	}
}

func (s *session) saw(at time.Time) {
	if s.First.IsZero() {
		s.First = at
	}
	s.Last = at
}

func (p *Product) cc(f *folder, s *session, e Entry, cc *hi.CCPayload) {
	e.Kind = "CC"
	if cc.Direction.Set {
		e.Direction = directions[cc.Direction.Value]
	}
	if at := cc.MicroSecondTimeStamp; !at.IsZero() && at.Year() <= lastYear {
		e.Time = cc.MicroSecondTimeStamp
	}
	link, octets, comment := pcaps.LinkTypeUser, cc.Contents, ""
	packet, err := content.FromHI3(cc.Contents)
	switch {
	case cc.Contents == nil:
		e.Record, e.Problem, octets = "unreadable", "the content is not of TS 33.128", cc.OtherContents
	case err != nil:
		e.Record, e.Problem = "unreadable", err.Error()
	default:
		e.Record, octets = packet.Record(), packet.Octets
		switch packet.Kind {
		case content.IP:
			link = pcaps.LinkTypeRaw
		case content.Ethernet:
			link = pcaps.LinkTypeEthernet
		}
	}
	if e.Problem != "" {
		p.written.Unreadable++
		comment = e.Problem
	}
	e.Length = len(octets)
	switch {
	case e.Duplicate:
	case s == nil:
		e.Problem = "not written: too many sessions"
		p.fail(fmt.Errorf("lemf: content of more than %d sessions", p.cfg.MaxSessions))
	default:
		if err := p.packet(f, s, &e, link, comment, octets); err != nil {
			e.File, e.Packet, e.Problem = "", 0, "not written"
			p.fail(err)
		}
		if packet.Media {
			p.hear(f, s, &packet, e.Direction, e.Time)
		}
	}
	p.enter(f, &e)
}

// packet writes one packet into the capture of its session.
func (p *Product) packet(f *folder, s *session, e *Entry, link pcaps.LinkType, comment string, octets []byte) error {
	if s.capture == nil {
		name, about := "no-cin", "no CIN"
		if s.CIN != nil {
			name = "cin-" + strconv.FormatUint(uint64(*s.CIN), 10)
			about = "CIN " + strconv.FormatUint(uint64(*s.CIN), 10)
		}
		s.Capture = path.Join("cc", name+".pcapng")
		s.file = p.files.file(f.name, s.Capture)
		var err error
		if s.capture, err = pcaps.NewWriter(s.file, pcaps.WriterConfig{Comment: fmt.Sprintf("LIID %q, %s", f.liid, about), Application: "lilab LEMF"}); err != nil {
			s.capture = nil
			return err
		}
	}
	ifc, ok := s.interfaces[link]
	if !ok {
		var err error
		if ifc, err = s.capture.Interface(interfaceNames[link], link); err != nil {
			return err
		}
		s.interfaces[link] = ifc
	}
	direction := pcaps.DirectionUnknown
	switch e.Direction {
	case "fromTarget":
		direction = pcaps.Outbound
	case "toTarget":
		direction = pcaps.Inbound
	}
	if err := s.capture.Record(ifc, e.Time, direction, comment, octets); err != nil {
		return err
	}
	switch direction {
	case pcaps.Outbound:
		s.FromTarget++
	case pcaps.Inbound:
		s.ToTarget++
	}
	s.saw(e.Time)
	s.Packets++
	s.Octets += uint64(len(octets))
	e.File, e.Packet = s.Capture, s.Packets
	p.written.CC++
	return nil
}

var interfaceNames = map[pcaps.LinkType]string{pcaps.LinkTypeRaw: "HI3 IP packets", pcaps.LinkTypeEthernet: "HI3 Ethernet frames", pcaps.LinkTypeUser: "HI3 other content"}

var directions = map[hi.PayloadDirection]string{hi.FromTarget: "fromTarget", hi.ToTarget: "toTarget", hi.Indeterminate: "indeterminate",
	hi.Combined: "combined", hi.NotApplicable: "notapplicable"}

// Flush writes what is in memory. The indexes are complete only after Close.
func (p *Product) Flush() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return errors.Join(p.voices(false), p.files.flush())
}

// Close writes the indexes and closes all files. It returns the first error since the beginning.
func (p *Product) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return p.err
	}
	p.closed = true
	p.err = errors.Join(p.err, p.voices(true))
	for _, f := range p.liids {
		sessions := make([]Session, 0, len(f.sessions))
		for _, s := range f.sessions {
			sessions = append(sessions, s.Session)
		}
		slices.SortFunc(sessions, func(a, b Session) int { return order(a.CIN) - order(b.CIN) })
		b, err := json.Marshal(sessions)
		if err == nil {
			_, err = fmt.Fprintf(f.index, "\n],\n\"sessions\":%s}\n", b)
		}
		p.err = errors.Join(p.err, err)
	}
	p.err = errors.Join(p.err, p.files.close())
	return p.err
}

// order puts what has no CIN first.
func order(cin *uint32) int {
	if cin == nil {
		return -1
	}
	return int(*cin)
}

package scenarios

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strconv"

	"lilab/oracle/truth"
	"lilab/sim/event"
)

// plan is a scenario with every default filled in and everything invented that the file leaves open.
type plan struct {
	scenario    *Scenario
	seed        uint64
	networks    []network
	subscribers []subscriber
}

// network is a network of a plan.
type network struct {
	Network
	name     string
	plmn     event.PLMN
	operator string
	cells    []cell
	// ims says that it has an IMS.
	ims bool
	// dnns are the data networks with the default; none without a session plane.
	dnns map[string]DNN
}

type cell struct {
	name     string
	tac      uint32
	nrCellID uint64
}

// subscriber is a subscriber of a plan.
type subscriber struct {
	Subscriber
	name     string
	k, opc   [16]byte
	mismatch string // the SUPI of nobody, with FaultSUPIMismatch
}

// random is a stream of octets that depends on the seed and the labels only.
func random(seed uint64, labels ...string) *rand.ChaCha8 {
	h := sha256.New()
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], seed)
	h.Write(b[:])
	for _, l := range labels {
		h.Write([]byte{byte(len(l) >> 8), byte(len(l))})
		h.Write([]byte(l))
	}
	return rand.NewChaCha8([32]byte(h.Sum(nil)))
}

// resolve fills in defaults and invents identities from the seed. Names and seed alone decide what is
// invented, so that adding a subscriber changes nothing about the others.
func (sc *Scenario) resolve(seed uint64) (*plan, error) {
	p := &plan{scenario: sc, seed: seed}
	for _, name := range sortedKeys(sc.Networks) {
		n, err := sc.network(name)
		if err != nil {
			return nil, err
		}
		p.networks = append(p.networks, n)
	}
	taken := map[string]bool{}
	for _, s := range sc.Subscribers {
		taken[s.SUPI], taken[s.GPSI], taken[s.PEI] = true, true, true
	}
	for _, name := range sortedKeys(sc.Subscribers) {
		s, err := sc.invent(name, seed, taken)
		if err != nil {
			return nil, err
		}
		p.subscribers = append(p.subscribers, s)
	}
	return p, nil
}

func (sc *Scenario) network(name string) (network, error) {
	n := network{Network: sc.Networks[name], name: name}
	n.plmn = n.PLMN.PLMN()
	n.operator = "LILAB-" + n.plmn.MCC + n.plmn.MNC
	if n.Country == "" {
		n.Country = "XX" // user-assigned in ISO 3166-1: no country
	}
	n.ims, n.dnns = sc.carriesIMS(), sc.dnns(name)
	cells := sc.cells(name)
	for _, c := range sortedKeys(cells) {
		tac, err := strconv.ParseUint(cells[c].TAC, 16, 24)
		if err != nil {
			return n, fmt.Errorf("cell %s of %s: %w", c, name, err)
		}
		id, err := strconv.ParseUint(cells[c].NRCellID, 16, 36)
		if err != nil {
			return n, fmt.Errorf("cell %s of %s: %w", c, name, err)
		}
		n.cells = append(n.cells, cell{c, uint32(tac), id})
	}
	return n, nil
}

// invent completes a subscriber. taken holds the identities that are in use.
func (sc *Scenario) invent(name string, seed uint64, taken map[string]bool) (subscriber, error) {
	full, err := sc.subscriber(name)
	if err != nil {
		return subscriber{}, err
	}
	s := subscriber{Subscriber: full, name: name}
	src := random(seed, "subscriber", name)
	rnd := rand.New(src)
	unused := func(length int, prefix, suffix string) string {
		for {
			id := prefix + digits(rnd, length-len(prefix)-len(suffix)) + suffix
			if !taken[id] {
				taken[id] = true
				return id
			}
		}
	}
	home := sc.Networks[s.Home].PLMN.PLMN()
	// An MSIN without long runs of zeros is found, or not found, in a capture for a reason. No number of
	// any numbering plan begins with 999; an IMEISV that begins with 00 is a test device's.
	supi, gpsi, pei := unused(15, home.MCC+home.MNC, ""), unused(12, "999", ""), unused(16, "001", "01")
	mismatch := unused(15, home.MCC+home.MNC, "")
	orElse(&s.SUPI, supi)
	orElse(&s.GPSI, gpsi)
	orElse(&s.PEI, pei)
	_, _ = src.Read(s.k[:]) // a ChaCha8 always fills the slice
	_, _ = src.Read(s.opc[:])
	for _, key := range []struct {
		text string
		to   *[16]byte
	}{{s.K, &s.k}, {s.OPc, &s.opc}} {
		if key.text == "" {
			continue
		}
		if n, err := hex.Decode(key.to[:], []byte(key.text)); err != nil || n != 16 {
			return s, fmt.Errorf("subscriber %s: a key is not 32 hexadecimal digits", name)
		}
	}
	if s.Fault == FaultSUPIMismatch {
		s.mismatch = mismatch
	}
	if s.Cell == "" {
		s.Cell = sortedKeys(sc.cells(s.In))[0]
	}
	return s, nil
}

// digits are n decimal digits without a zero.
func digits(rnd *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '1' + byte(rnd.IntN(9))
	}
	return string(b)
}

func (p *plan) network(name string) *network {
	for i := range p.networks {
		if p.networks[i].name == name {
			return &p.networks[i]
		}
	}
	return nil
}

func (p *plan) subscriber(name string) *subscriber {
	for i := range p.subscribers {
		if p.subscribers[i].name == name {
			return &p.subscribers[i]
		}
	}
	return nil
}

// target is the value of a warrant's target.
func (p *plan) target(t Target) string {
	s := p.subscriber(t.Subscriber())
	switch t.Type() {
	case "gpsi":
		return s.GPSI
	case "pei":
		return s.PEI
	case "impu", "nli":
		return p.impus(s)[0]
	}
	return s.SUPI
}

// deliver and services are the lists of a warrant with the defaults.
func (w Warrant) deliver() []string {
	if len(w.Deliver) == 0 {
		return []string{"iri", "cc"}
	}
	return texts(w.Deliver)
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// gpsiSupplied is the setting with its default.
func (a Agreement) gpsiSupplied() bool { return a.GPSISupplied == nil || *a.GPSISupplied }

// n32 is the setting with its default.
func (a Agreement) n32() N32 {
	if a.N32 == "" {
		return N32TLS
	}
	return a.N32
}

// truth is the part of truth.json that is known before anything happens.
func (p *plan) truth() *truth.Truth {
	sc := p.scenario
	t := &truth.Truth{
		Schema: truth.Schema, Scenario: sc.ID, Title: sc.Title, Rows: sc.Rows, Seed: p.seed,
		Networks: map[string]truth.Network{}, Subscribers: map[string]truth.Subscriber{},
		Warrants: map[string]truth.Warrant{}, Expect: map[string]truth.Axes{}, Steps: []truth.Step{},
	}
	for _, n := range p.networks {
		t.Networks[n.name] = truth.Network{PLMN: n.plmn.String(), Country: n.Country, Operator: n.operator, RoamingInterception: string(n.RoamingInterception), LI: truth.Placement{TruncateSMS: n.TruncateSMS}}
	}
	for _, a := range sc.Agreements {
		t.Agreements = append(t.Agreements, truth.Agreement{Home: a.Home, Visited: a.Visited, N32: string(a.n32()), GPSISupplied: a.gpsiSupplied(),
			Data: string(a.Data), N9: string(a.n9()), IMS: string(a.IMS), PrivacyEncryption: string(a.privacyEncryption()), HRLI: a.hrLI()})
	}
	for _, s := range p.subscribers {
		x := truth.Subscriber{
			Home: s.Home, In: s.In, SUPI: s.SUPI, GPSI: s.GPSI, PEI: s.PEI, SUCI: string(s.SUCI), NEA: int(s.NAS.NEA()),
			Control: s.Control, Fault: string(s.Fault), MismatchSUPI: s.mismatch,
			Registration: s.Registration.truth(),
		}
		if sc.carriesIMS() {
			x.Gm, x.Media, x.IMPUs = &truth.Gm{Protection: string(s.Gm)}, string(s.Media), p.impus(&s)
		}
		t.Subscribers[s.name] = x
	}
	for name, w := range sc.Warrants {
		t.Warrants[name] = truth.Warrant{
			Agency: w.Agency, Subscriber: w.Target.Subscriber(), TargetType: w.Target.Type(), Target: p.target(w.Target),
			Deliver: w.deliver(), Services: texts(w.Services), HeaderReports: string(w.HeaderReports), HeaderReportsBy: string(w.headerReportsBy()),
		}
	}
	for name, x := range sc.Expect {
		t.Expect[name] = truth.Axes{Identity: string(x.Identity), IRI: string(x.IRI), Location: string(x.Location), Call: string(x.Call), Content: string(x.Content)}
	}
	return t
}

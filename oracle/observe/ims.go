package observe

import (
	"net/netip"
	"slices"
	"strings"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

// The types of TS 33.128 about the IMS, short messages and home-routed interception.
const (
	IMSMessage       = "IMSMessage"
	IMSStart         = "StartOfInterceptionForActiveIMSSession"
	IMSCCUnavailable = "IMSCCUnavailable"
	SMSMessage       = "SMSMessage"
	SMSReport        = "SMSReport"
	N9HRInfo         = "N9HRPDUSessionInfo"
	S8HRInfo         = "S8HRBearerInfo"
)

// IsIMS tells whether a function of the IMS or an LMISF makes the record.
func (r *Record) IsIMS() bool {
	switch r.Type {
	case IMSMessage, IMSStart, IMSCCUnavailable:
		return true
	}
	return false
}

// IsSMS tells whether an SMSF makes the record.
func (r *Record) IsSMS() bool { return r.Type == SMSMessage || r.Type == SMSReport }

// Internal tells whether the record is one that must stay between BBIFF and LMISF.
func (r *Record) Internal() bool { return r.Type == N9HRInfo || r.Type == S8HRInfo }

// IMS is what a record about a communication of the IMS says.
type IMS struct {
	// SIP is the message of an IMSMessage, nil if it cannot be read; Octets are those of the message, Err says why not.
	SIP    *SIP
	Octets []byte
	Err    error
	// Modified says that the message was changed for the handover.
	Modified bool
	Src, Dst netip.Addr
	// Direction is sessionDirection, Roaming voIPRoamingIndication.
	Direction, Roaming string
	// Access is accessNetworkInformation, Cell the NR cell in it, nil if there is none.
	Access []string
	Cell   *Cell
	// Originating, Terminating, Diverting are those of a start of interception, Described its session descriptions or that of an
	// IMSCCUnavailable. Reason is that of the latter.
	Originating            []string
	Terminating, Diverting string
	Described              [][]byte
	Reason                 string
}

// Message is what a record of an SMSF says.
type Message struct {
	Originating, Terminating MessageParty
	// Direction is "fromTarget" or "toTarget", Status linkTransferStatus, Type messageType.
	Direction, Status, Type string
	// Reference is rPMessageReference, -1 if it is absent.
	Reference int
	// Form is the alternative of sMSTPDUData, empty if there is none; TPDU is the message in it, as far as it can be read.
	Form string
	TPDU wire.TPDU
	Err  error
}

// MessageParty is a party of a short message. Address has the digits of sMSAddress.
type MessageParty struct{ SUPI, PEI, GPSI, Address string }

// HRInfo is what N9HRPDUSessionInfo says besides identities and location.
type HRInfo struct {
	Session int64
	DNN     string
	Cause   string
}

// communication reads what the records of this file have besides the common fields.
func (r *Record) communication(n *asn.Node) {
	switch r.Type {
	case IMSMessage:
		r.IMS = readIMSMessage(n)
	case IMSStart:
		m := access(n)
		list := n.Child("originatingId")
		for i := range kids(list) {
			m.Originating = append(m.Originating, first(&list.Children[i]))
		}
		m.Terminating, m.Diverting = first(n.Child("terminatingId")), first(n.Child("diversionIdentity"))
		list = n.Child("sDPState")
		for i := range kids(list) {
			m.Described = append(m.Described, list.Children[i].Body)
		}
		r.IMS = m
	case IMSCCUnavailable:
		r.IMS = &IMS{Reason: n.Child("cCUnavailableReason").Text()}
		if s := n.Child("sDPState"); s != nil {
			r.IMS.Described = [][]byte{s.Body}
		}
	case SMSMessage, SMSReport:
		r.SMS = readSMS(n, r.Type == SMSReport)
	case N9HRInfo:
		r.HR = &HRInfo{DNN: n.Child("dNN").Text(), Cause: n.Child("messageCause").Text()}
		r.HR.Session, _ = n.Child("pDUSessionID").Int()
	case S8HRInfo:
		r.HR = &HRInfo{DNN: n.Child("aPN").Text(), Cause: n.Child("messageCause").Text()}
		r.HR.Session, _ = n.Child("bearerID").Int()
		r.SUPI = n.Child("iMSI").Text()
	}
	if r.IMS != nil && r.Cell == nil {
		for _, path := range [][]string{{"location", "iMSLocation", "pANIHeaderInfo"}} {
			list := n.At(path...)
			for i := range kids(list) {
				if c := AccessCell(list.Children[i].Child("accessNetworkInformation").Text()); c != nil {
					r.IMS.Cell = c
				}
			}
		}
	}
}

func kids(n *asn.Node) []asn.Node {
	if n == nil {
		return nil
	}
	return n.Children
}

func readIMSMessage(n *asn.Node) *IMS {
	m := access(n)
	m.Direction = n.Child("sessionDirection").Text()
	sip := n.At("payload", "encapsulatedSIPMessage")
	if s := n.At("payload", "modifiedSIPMessage"); s != nil {
		sip, m.Modified = s.Child("modifiedSIPContent"), true
	}
	m.Src, m.Dst = address(sip.Child("iPSourceAddress")), address(sip.Child("iPDestinationAddress"))
	if c := sip.Child("sIPContent"); c != nil {
		m.Octets = c.Body
		msg, err := wire.ReadSIP(c.Body, true)
		if err != nil {
			m.Err = err
		} else {
			m.SIP = NewSIP(&msg)
		}
	}
	return m
}

func access(n *asn.Node) *IMS {
	m := &IMS{Roaming: n.Child("voIPRoamingIndication").Text()}
	list := n.Child("accessNetworkInformation")
	for i := range kids(list) {
		text := string(list.Children[i].Body)
		m.Access = append(m.Access, text)
		if c := AccessCell(text); c != nil {
			m.Cell = c
		}
	}
	return m
}

func address(n *asn.Node) netip.Addr {
	if n == nil || len(n.Children) == 0 {
		return netip.Addr{}
	}
	a, _ := netip.AddrFromSlice(n.Children[0].Body)
	return a
}

func readSMS(n *asn.Node, report bool) *Message {
	party := func(p *asn.Node) MessageParty {
		out := MessageParty{SUPI: first(p.Child("sUPI")), PEI: first(p.Child("pEI")), GPSI: first(p.Child("gPSI"))}
		if a := p.Child("sMSAddress"); a != nil {
			out.Address = wire.ReadSMSAddress(a.Body)
		}
		return out
	}
	m := &Message{Originating: party(n.Child("originatingSMSParty")), Terminating: party(n.Child("terminatingSMSParty")),
		Direction: n.Child("direction").Text(), Status: n.Child("linkTransferStatus").Text(), Type: n.Child("messageType").Text(), Reference: -1}
	if v, ok := n.Child("rPMessageReference").Int(); ok {
		m.Reference = int(v)
	}
	data := n.Child("sMSTPDUData")
	if data == nil || len(data.Children) == 0 {
		return m
	}
	alt := &data.Children[0]
	m.Form = alt.Name
	fromPhone := m.Direction == "fromTarget"
	if report {
		fromPhone = strings.HasPrefix(m.Type, "deliver")
	}
	m.TPDU, m.Err = wire.ReadTPDU(alt.Body, fromPhone)
	return m
}

// AccessCell returns the NR cell of a P-Access-Network-Info header field, TS 24.229 R17 clause 7.2A.4.3: MCC, MNC, tracking area
// code of 6 and cell identity of 9 hexadecimal digits. nil if it names none.
func AccessCell(v string) *Cell {
	if !strings.HasPrefix(strings.TrimSpace(v), "3GPP-NR") {
		return nil
	}
	id := strings.ToLower(wire.SIPParam(v, "utran-cell-id-3gpp"))
	if len(id) != 20 && len(id) != 21 {
		return nil
	}
	for _, c := range id {
		if !strings.ContainsRune("0123456789abcdef", c) {
			return nil
		}
	}
	plmn := id[:3] + "-" + id[3:len(id)-15]
	return &Cell{PLMN: plmn, TAIPLMN: plmn, TAC: id[len(id)-15 : len(id)-9], NRCellID: id[len(id)-9:]}
}

// SIP is what a SIP message says, in the form in which messages can be compared.
type SIP struct {
	// Request is the method of a request, Status that of a response. Method and Number are those of CSeq.
	Request string
	Status  int
	Method  string
	Number  uint32
	CallID  string
	// Branch is that of the topmost Via; FromTag and ToTag name the dialog.
	Branch, FromTag, ToTag string
	// URI is the Request-URI, From and To are the URIs of these fields, Asserted those of P-Asserted-Identity and
	// P-Preferred-Identity, Served that of P-Served-User and P-Called-Party-ID, Diverted those of Diversion and History-Info.
	URI, From, To    string
	Asserted, Served []string
	Diverted         []string
	// Instance is a device identity in the message: the digits of an IMEI URN.
	Instance string
	Access   *Cell
	// Description is the session description, nil if there is none that can be read; Short is a short message in the body. Text is
	// the text of the short message, or the body itself.
	Description *wire.SDP
	Short       *Short
	Text        string
	ContentType string
	Length      int
}

// Short is a message of the relay layer of the short message service in SIP. Address is that in the TPDU.
type Short struct {
	wire.RP
	Address string
}

// NewSIP reads what a message says.
func NewSIP(m *wire.SIP) *SIP {
	s := &SIP{Request: m.Method, Status: m.Status, CallID: m.Get("call-id"), URI: m.URI, From: wire.SIPAddress(m.Get("from")), To: wire.SIPAddress(m.Get("to")),
		FromTag: wire.SIPParam(m.Get("from"), "tag"), ToTag: wire.SIPParam(m.Get("to"), "tag"), Length: len(m.Octets)}
	s.Number, s.Method = m.CSeq()
	if via := m.List("via"); len(via) > 0 {
		s.Branch = wire.SIPParam(via[0], "branch")
	}
	uris := func(names ...string) []string {
		var out []string
		for _, n := range names {
			for _, v := range m.List(n) {
				out = append(out, wire.SIPAddress(v))
			}
		}
		return out
	}
	s.Asserted, s.Served = uris("p-asserted-identity", "p-preferred-identity"), uris("p-served-user", "p-called-party-id")
	s.Diverted = uris("diversion", "history-info")
	if v := m.Get("p-access-network-info"); v != "" {
		s.Access = AccessCell(v)
	}
	for _, v := range m.List("contact") {
		if _, rest, ok := strings.Cut(v, "urn:gsma:imei:"); ok {
			for _, c := range rest {
				if c >= '0' && c <= '9' {
					s.Instance += string(c)
				} else if c != '-' {
					break
				}
			}
		}
	}
	kind, _, _ := strings.Cut(strings.ToLower(m.Get("content-type")), ";")
	s.ContentType = strings.TrimSpace(kind)
	switch {
	case len(m.Body) == 0:
	case s.ContentType == "application/sdp":
		if d, err := wire.ReadSDP(m.Body); err == nil {
			s.Description = &d
		}
	case s.ContentType == "application/vnd.3gpp.sms":
		rp, err := wire.ReadRP(m.Body)
		if err != nil {
			break
		}
		s.Short = &Short{RP: rp}
		if len(rp.TPDU) == 0 {
			break
		}
		if t, err := wire.ReadTPDU(rp.TPDU, rp.FromPhone); err == nil {
			s.Text, s.Short.Address = t.Text, t.Address
		}
	case strings.HasPrefix(s.ContentType, "text/"):
		s.Text = string(m.Body)
	}
	return s
}

// Parties returns the identities that the message names, in the form of wire.PublicIdentity.
func (s *SIP) Parties() []string {
	var out []string
	for _, u := range slices.Concat([]string{s.From, s.To, s.URI}, s.Asserted, s.Served, s.Diverted) {
		if id := wire.PublicIdentity(u); id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Key names a message among those of one dialog, whatever hop it was seen on.
type Key struct {
	CallID, Method, Request string
	Number                  uint32
	Status                  int
}

// Key returns the key of the message.
func (s *SIP) Key() Key {
	return Key{CallID: s.CallID, Method: s.Method, Request: s.Request, Number: s.Number, Status: s.Status}
}

// Name is the message in a word: "INVITE" or "180 to INVITE".
func (s *SIP) Name() string {
	if s.Request != "" {
		return s.Request
	}
	return itoa(s.Status) + " to " + s.Method
}

package observe

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"lilab/oracle/asn"
)

// Record is what a TS 33.128 record says, in the oracle's own terms. Fields are empty where the record has nothing.
type Record struct {
	// Event is the alternative of XIRIEvent or IRIEvent, Tag its number, Type the name of its type.
	Event string
	Tag   uint32
	Type  string
	// Octets are those of the alternative: tag, length, contents.
	Octets []byte
	Node   *asn.Node
	// Findings are those of the payload.
	Findings []asn.Finding

	SUPI, PEI, GPSI string
	// GUTI is "5gguti-MCC-MNC-RR-SSS-PP-TTTTTTTT".
	GUTI string
	SUCI *SUCI
	Cell *Cell
	// PLMN is the network that the record names as serving: "MCC-MNC".
	PLMN string
	// Roaming is the roaming indicator.
	Roaming *bool
	// RegistrationType, Result, Procedure, Direction, Access, Method and SwitchOff are names of enumeration values.
	RegistrationType, Result, Procedure, Direction, Access, Method, SwitchOff string
	// Cause is the 5GMM cause, or the 5GSM cause of a record of an SMF; -1 if there is none.
	Cause int
	// Problem tells whether a UDMUEAuthenticationResponse has problem details.
	Problem bool
	// Registered is timeOfRegistration.
	Registered time.Time
	// Session is what a record of an SMF says about a PDU session, Report what a report of packet headers says; nil for
	// other records.
	Session *Session
	Report  *HeaderReport
	// IMS is what a record about the IMS says, SMS what one of an SMSF says, HR what BBIFF tells LMISF; nil for other records.
	IMS *IMS
	SMS *Message
	HR  *HRInfo
}

// SUCI is a SUCI as a record holds it.
type SUCI struct {
	HomePLMN string
	Scheme   int64
	Output   []byte
}

// Cell is an NR location. TAC has six, NRCellID nine hexadecimal digits.
type Cell struct{ PLMN, TAIPLMN, TAC, NRCellID string }

// The types of TS 33.128 that the oracle interprets.
const (
	AMFRegistration   = "AMFRegistration"
	AMFDeregistration = "AMFDeregistration"
	AMFLocationUpdate = "AMFLocationUpdate"
	AMFStart          = "AMFStartOfInterceptionWithRegisteredUE"
	AMFUnsuccessful   = "AMFUnsuccessfulProcedure"
	UDMServingSystem  = "UDMServingSystemMessage"
	UDMCancelLocation = "UDMCancelLocationMessage"
	UDMAuthentication = "UDMUEAuthenticationResponse"
	UDMStart          = "UDMStartOfInterceptionWithRegisteredTarget"

	SMFEstablishment = "SMFPDUSessionEstablishment"
	SMFModification  = "SMFPDUSessionModification"
	SMFRelease       = "SMFPDUSessionRelease"
	SMFStart         = "SMFStartOfInterceptionWithEstablishedPDUSession"
	SMFUnsuccessful  = "SMFUnsuccessfulProcedure"
	PDHeaderReport   = "PDHeaderReport"
	PDSummaryReport  = "PDSummaryReport"
	// PacketReport is the record of TS 102 232-3 that took the place of the two before it; it comes without an
	// IRIPayload of TS 33.128 on HI2.
	PacketReport = "IPIRIPacketReport"
)

// SMF tells whether an SMF makes the record.
func (r *Record) SMF() bool {
	switch r.Type {
	case SMFEstablishment, SMFModification, SMFRelease, SMFStart, SMFUnsuccessful:
		return true
	}
	return false
}

// Header tells whether the record reports headers of user packets.
func (r *Record) Header() bool {
	switch r.Type {
	case PDHeaderReport, PDSummaryReport, PacketReport:
		return true
	}
	return false
}

// newReport makes a record of an iPIRIPacketReport of IRIContents.
func newReport(n *asn.Node, findings []asn.Finding) *Record {
	return &Record{Event: n.Name, Tag: n.Tag, Type: PacketReport, Octets: n.Body, Node: n, Cause: -1, Findings: findings, Report: readReport(n, PacketReport)}
}

// AMF tells whether an AMF makes the record.
func (r *Record) AMF() bool {
	switch r.Type {
	case AMFRegistration, AMFDeregistration, AMFLocationUpdate, AMFStart, AMFUnsuccessful:
		return true
	}
	return false
}

// UDM tells whether a UDM makes the record.
func (r *Record) UDM() bool {
	switch r.Type {
	case UDMServingSystem, UDMCancelLocation, UDMAuthentication, UDMStart:
		return true
	}
	return false
}

// Authenticated tells whether the record presupposes that the identity was authenticated.
func (r *Record) Authenticated() bool {
	switch r.Type {
	case AMFRegistration, AMFDeregistration, AMFLocationUpdate, AMFStart, UDMServingSystem, UDMCancelLocation, UDMStart:
		return true
	case SMFEstablishment, SMFModification, SMFRelease, SMFStart:
		return r.Session == nil || r.Session.Unauthenticated == nil || !*r.Session.Unauthenticated
	}
	return false
}

// newRecord reads a payload (XIRIPayload or IRIPayload).
func newRecord(payload *asn.Node, findings []asn.Finding) *Record {
	r := &Record{Cause: -1, Findings: findings}
	event := payload.Child("event")
	if event == nil || len(event.Children) == 0 {
		return r
	}
	n := &event.Children[0]
	r.Event, r.Tag, r.Node = n.Name, n.Tag, n
	if n.Type != nil {
		r.Type = n.Type.TypeName()
	}
	if r.Type == "" {
		r.Type = n.Name
	}
	// The contents of the event are exactly the alternative: its octets are those of the explicit tag's contents.
	r.Octets = event.Body
	if r.Type == PacketReport { // its tag is another on HI2
		r.Octets = n.Body
	}
	r.identities(n)
	r.fields(n)
	r.communication(n)
	switch {
	case r.SMF():
		r.Session = readSession(n)
		r.Cause = -1 // the cause of a release is text
		if c, ok := n.Child("failureCause").Int(); ok {
			r.Cause = int(c)
		}
	case r.Header():
		r.Report = readReport(n, r.Type)
	}
	return r
}

func (r *Record) identities(n *asn.Node) {
	r.SUPI = first(n.Child("sUPI"))
	r.PEI = first(n.Child("pEI"))
	r.GPSI = first(n.Child("gPSI"))
	if g := n.Child("gUTI"); g != nil {
		r.GUTI = gutiText(g)
	}
	if s := n.Child("sUCI"); s != nil {
		v := &SUCI{HomePLMN: plmn(s)}
		v.Scheme, _ = s.Child("protectionSchemeID").Int()
		if o := s.Child("schemeOutput"); o != nil {
			v.Output = o.Body
		}
		r.SUCI = v
	}
}

func (r *Record) fields(n *asn.Node) {
	r.RegistrationType = n.Child("registrationType").Text()
	r.Result = n.Child("registrationResult").Text()
	r.Procedure = n.Child("failedProcedureType").Text()
	r.Direction = n.Child("deregistrationDirection").Text()
	r.Access = n.Child("accessType").Text()
	r.SwitchOff = n.Child("switchOffIndicator").Text()
	r.Method = n.Child("servingSystemMethod").Text()
	if m := n.Child("cancelLocationMethod"); m != nil {
		r.Method = m.Text()
	}
	for _, path := range [][]string{{"failureCause", "fiveGMMCause"}, {"cause"}} {
		if c, ok := n.At(path...).Int(); ok {
			r.Cause = int(c)
		}
	}
	if v, ok := n.Child("roamingIndicator").Bool(); ok {
		r.Roaming = &v
	}
	r.Registered, _ = n.Child("timeOfRegistration").Time()
	r.Problem = n.Child("problemDetails") != nil
	for _, path := range [][]string{{"pLMNID"}, {"servingNetwork", "pLMNID"}, {"gUAMI", "pLMNID"}, {"aMFDeregistrationInfo", "gUAMI", "pLMNID"},
		{"authenticationInfoRequest", "servingNetworkName"}} {
		if p := n.At(path...); p != nil && r.PLMN == "" {
			r.PLMN = plmn(p)
		}
	}
	if r.PLMN == "" {
		if v := n.At("uDMSubscriptionDataSets", "sBIValue"); v != nil {
			r.PLMN = servingPLMN(v.Body)
		}
	}
	if nr := n.At("location", "locationInfo", "userLocation", "nRLocation"); nr != nil {
		r.Cell = &Cell{PLMN: plmn(nr.At("nCGI", "pLMNID")), TAIPLMN: plmn(nr.At("tAI", "pLMNID")),
			TAC: nr.At("tAI", "tAC").Text(), NRCellID: nr.At("nCGI", "nRCellID").Text()}
	}
}

// first returns the text of the alternative of a CHOICE.
func first(n *asn.Node) string {
	if n == nil || len(n.Children) == 0 {
		return ""
	}
	return n.Children[0].Text()
}

// plmn returns "MCC-MNC" from the members mCC and mNC.
func plmn(n *asn.Node) string {
	mcc, mnc := n.Child("mCC").Text(), n.Child("mNC").Text()
	if mcc == "" && mnc == "" {
		return ""
	}
	return mcc + "-" + mnc
}

func gutiText(n *asn.Node) string {
	region, _ := n.Child("aMFRegionID").Int()
	set, _ := n.Child("aMFSetID").Int()
	pointer, _ := n.Child("aMFPointer").Int()
	tmsi, _ := n.Child("fiveGTMSI").Int()
	return fmt.Sprintf("5gguti-%s-%02x-%03x-%02x-%08x", plmn(n), region, set, pointer, uint32(tmsi))
}

// servingPLMN looks for the GUAMI of an AMF registration in the JSON of subscription data sets (TS 29.503).
func servingPLMN(b []byte) string {
	if len(b) > 1<<20 {
		return ""
	}
	var v any
	if json.Unmarshal(b, &v) != nil {
		return ""
	}
	return findGUAMI(v, 0)
}

func findGUAMI(v any, depth int) string {
	if depth > 16 {
		return ""
	}
	switch x := v.(type) {
	case map[string]any:
		if g, ok := x["guami"].(map[string]any); ok {
			if p, ok := g["plmnId"].(map[string]any); ok {
				mcc, _ := p["mcc"].(string)
				mnc, _ := p["mnc"].(string)
				return mcc + "-" + mnc
			}
		}
		for _, k := range slices.Sorted(maps.Keys(x)) {
			if p := findGUAMI(x[k], depth+1); p != "" {
				return p
			}
		}
	case []any:
		for _, e := range x {
			if p := findGUAMI(e, depth+1); p != "" {
				return p
			}
		}
	}
	return ""
}

// IMSI returns the SUPI that a null-scheme SUCI gives away, "" for a concealed one.
func (s *SUCI) IMSI() string {
	if s == nil || s.Scheme != 0 {
		return ""
	}
	mcc, mnc, _ := strings.Cut(s.HomePLMN, "-")
	digits := make([]byte, 0, 2*len(s.Output))
	for _, b := range s.Output {
		for _, d := range []byte{b & 15, b >> 4} {
			if d > 9 {
				break
			}
			digits = append(digits, '0'+d)
		}
	}
	return mcc + mnc + string(digits)
}

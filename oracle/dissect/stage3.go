package dissect

import (
	"strings"

	"lilab/oracle/asn"
)

// need is something that the stage-3 table of a record demands although ASN.1 leaves it optional: at least one of the
// members, where the member when is there (always, when it is empty).
type need struct {
	when string
	any  []string
}

// needs by type name: the tables of the clauses that the schema names for each type.
var needs = map[string][]need{
	"AMFDeregistration":                               {{"", []string{"sUPI", "sUCI", "pEI", "gPSI"}}},
	"SMFPDUSessionEstablishment":                      {{"", []string{"gTPTunnelInfo"}}, {"", []string{"sUPI", "pEI", "gPSI"}}, {"sUPI", []string{"sUPIUnauthenticated"}}},
	"SMFPDUSessionModification":                       {{"", []string{"gTPTunnelInfo"}}, {"", []string{"pDUSessionID"}}},
	"SMFStartOfInterceptionWithEstablishedPDUSession": {{"", []string{"gTPTunnelInfo"}}, {"sUPI", []string{"sUPIUnauthenticated"}}},
	"UDMServingSystemMessage":                         {{"", []string{"roamingIndicator"}}},
	"SMSMessage":                                      {{"", []string{"sMSTPDUData"}}, {"", []string{"messageType"}}, {"", []string{"rPMessageReference"}}},
}

// eventOf returns the alternative of the event of an XIRIPayload or IRIPayload, the PDU of a CCPayload, the
// notification of an LINotificationPayload; nil if there is none.
func eventOf(payload *asn.Node) *asn.Node {
	for _, m := range [...]string{"event", "pDU", "notification", "record"} {
		if e := payload.Child(m); e != nil && len(e.Children) > 0 {
			return &e.Children[0]
		}
	}
	return nil
}

// eventName names the record of a payload by its type, or by the alternative where the type has no name.
func eventName(payload *asn.Node) string {
	n := eventOf(payload)
	if n == nil {
		return ""
	}
	if n.Type != nil && n.Type.TypeName() != "" {
		return n.Type.TypeName()
	}
	return n.Name
}

// stage3 says what a record lacks that its stage-3 table demands.
func (w *work) stage3(payload *asn.Node, base int) {
	n := eventOf(payload)
	if n == nil || n.Type == nil {
		return
	}
	if n.Name == "uPFCCPDU" || n.Name == "extendedUPFCCPDU" || n.Name == "iMSMessage" {
		w.contentRules(n, base)
	}
	for _, need := range needs[n.Type.TypeName()] {
		if need.when != "" && n.Child(need.when) == nil {
			continue
		}
		there := false
		for _, m := range need.any {
			there = there || n.Child(m) != nil
		}
		if !there {
			problem := "the table of " + n.Type.TypeName() + " demands " + strings.Join(need.any, " or ")
			if need.when != "" {
				problem += " with " + need.when
			}
			w.say(base+n.Offset, problem, n.Type.Clause)
		}
	}
}

// iriTypes are the IRI types that stage 3 gives each record: TS 33.128 R19 clauses 6.2.3.7 and 6.2.2.3. Records of which
// no type is known here are not in the table.
var iriTypes = map[string]string{
	"SMFPDUSessionEstablishment":                      "iRI-Begin",
	"SMFStartOfInterceptionWithEstablishedPDUSession": "iRI-Begin",
	"SMFPDUSessionModification":                       "iRI-Continue",
	"SMFPDUtoMAPDUSessionModification":                "iRI-Continue",
	"SMFPDUSessionRelease":                            "iRI-End",
	"SMFUnsuccessfulProcedure":                        "iRI-Report",
	"SMFMAPDUSessionEstablishment":                    "iRI-Begin",
	"SMFMAPDUSessionModification":                     "iRI-Continue",
	"SMFMAPDUSessionRelease":                          "iRI-End",
	"SMFMAUnsuccessfulProcedure":                      "iRI-Report",
	"PDHeaderReport":                                  "iRI-Report",
	"PDSummaryReport":                                 "iRI-Report",
	"IMSMessage":                                      "iRI-Report",
	"StartOfInterceptionForActiveIMSSession":          "iRI-Report",
	"IMSCCUnavailable":                                "iRI-Report",
}

// sessionless tells whether a record belongs to no session, so that it goes without a CIN, and its clause.
func sessionless(record string) (string, bool) {
	switch {
	case strings.HasPrefix(record, "AMF"):
		return "TS 33.128 R19 clause 6.2.2.3", true
	case strings.HasPrefix(record, "UDM"):
		return "TS 33.128 R19 clause 7.2.2.4", true
	}
	return "", false
}

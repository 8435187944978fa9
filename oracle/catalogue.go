package oracle

import "slices"

// RequirementInfo describes one requirement that Judge checks.
type RequirementInfo struct {
	ID     string
	Clause string
	Title  string
}

// catalogue is every requirement, in the order of reports.
var catalogue = []RequirementInfo{
	{"PRE-1", "TS 24.501 R18 clause 5.5.1.2", "the target's registrations went as the settings say"},
	{"PRE-2", "TS 23.501 R18 clause 4.2.4", "home-routed packets are the same on N3 and N9"},
	{"PROV-1", "TS 33.128 R19 clause 5.2.2", "MDFs are provisioned before points of interception"},
	{"PROV-2", "TS 103 221-1 V1.11.1 clause 6.1", "every X1 request is answered, without an error"},
	{"PROV-3", "TS 33.128 R19 clause 5.2.2", "the MDF3 is provisioned before the triggering function for content, and neither without an order"},
	{"T3-1", "TS 33.128 R19 clause 6.2.3.3", "the UPF is triggered once for each session with content, with ProductID, CorrelationID and the session's F-SEID, from its begin to its end"},
	{"T2-1", "TS 33.128 R19 clause 6.2.3.5", "the UPF is triggered once for each session with header reports, with ProductID, CorrelationID and the session's F-SEID, from its begin to its end"},
	{"PARSE-X1", "TS 103 221-1 V1.11.1 clause 6.1", "every X1 message can be read"},
	{"PARSE-X2", "TS 103 221-2 V1.6.1 clause 5.2", "every X2 PDU and its record can be read"},
	{"PARSE-X3", "TS 103 221-2 V1.6.1 clause 5.2", "every X3 PDU and the packet in it can be read"},
	{"PARSE-HI2", "TS 102 232-1 V3.26.1 clause 5.2", "every PS-PDU and its record can be read"},
	{"PARSE-HI3", "TS 102 232-1 V3.26.1 clause 5.2", "every PS-PDU with content and the packet in it can be read"},
	{"MAND-1", "TS 33.128 R19 annex A", "records keep to the ASN.1: mandatory members, order, sizes, values"},
	{"MAND-2", "TS 33.128 R19 clauses 6.2.2.2, 6.2.3.2, 7.2.2.3", "records have what the tables of stage 3 make mandatory"},
	{"ENV-1", "TS 33.128 R19 clause 5.3", "X2 and X3 PDUs carry NFID, IPID, timestamp and sequence number, X2 PDUs the matched target"},
	{"ENV-2", "TS 103 221-2 V1.6.1 clause 5.3.18", "the matched target identifier is the one of the task"},
	{"ENV-3", "TS 33.128 R19 clause 5.3.2", "the payload direction says who began the procedure"},
	{"XID-1", "TS 103 221-2 V1.6.1 clause 5.2.7", "X2 and X3 PDUs carry the XID of a task of that network, and no other"},
	{"X2-SEQ-1", "TS 103 221-2 V1.6.1 clause 5.3.9", "X2 sequence numbers begin at 0 and have neither gap nor duplicate"},
	{"X3-SEQ-1", "TS 103 221-2 V1.6.1 clause 5.3.9", "X3 sequence numbers begin at 0 and have neither gap nor duplicate"},
	{"HI2-SEQ-1", "TS 102 232-1 V3.26.1 clause 5.2.5", "HI2 sequence numbers begin at 0 and have neither gap nor duplicate"},
	{"HI3-SEQ-1", "TS 102 232-1 V3.26.1 clause 5.2.5", "HI3 sequence numbers begin at 0 and have neither gap nor duplicate"},
	{"LIID-1", "TS 102 232-1 V3.26.1 clause 5.2.2", "HI2 and HI3 PDUs carry the LIID of a warrant of that network, and no other"},
	{"HI2-PLMN-1", "TS 102 232-1 V3.26.1 clauses 5.2.3, 5.2.4", "HI2 and HI3 headers name the country and the operator"},
	{"HI2-TYPE-1", "TS 33.128 R19 clauses 6.2.2.3, 7.2.2.4", "AMF and UDM records are IRI reports without a communication identity number"},
	{"HI2-TYPE-2", "TS 33.128 R19 clause 6.2.3.7", "records about PDU sessions begin, continue and end one communication, with one number for each session"},
	{"HI2-TID-1", "TS 33.128 R19 clause 5.5.5", "the IRI names the target that was matched on"},
	{"MED-1", "TS 33.128 R19 clause 5.5", "every X2 record reaches HI2 unchanged, and nothing else does"},
	{"MED-2", "TS 33.128 R19 clause 5.5", "HI2 carries the time and the function of the point of interception"},
	{"TIME-1", "TS 33.128 R19 clause 5.3.2", "records carry the time of the event"},
	{"AMF-REG-1", "TS 33.128 R19 clause 6.2.2.2.2", "each registration of the target is reported once, with the SUPI"},
	{"AMF-REG-2", "TS 33.128 R19 clause 6.2.2.2.2", "registrations carry the 5G-GUTI that was given"},
	{"AMF-REG-3", "TS 33.128 R19 clause 6.2.2.2.2", "registrations carry the cell and tracking area of the UE"},
	{"AMF-REG-4", "TS 33.128 R19 clause 6.2.2.2.2", "registrations carry type and result"},
	{"AMF-DEREG-1", "TS 33.128 R19 clause 6.2.2.2.3", "each deregistration of the target is reported once, as it was"},
	{"AMF-LOC-1", "TS 33.128 R19 clause 6.2.2.2.4", "each move of the target is reported with the new cell"},
	{"AMF-START-1", "TS 33.128 R19 clause 6.2.2.2.5", "a task on a registered target begins with one start of interception"},
	{"AMF-FAIL-1", "TS 33.128 R19 clause 6.2.2.2.6", "a failed registration with a readable identity is reported once"},
	{"A3-1", "TS 33.501 R18 clause 6.12", "nothing is reported of a failed registration with a concealed identity"},
	{"UDM-AUTH-1", "TS 33.128 R19 clause 7.2.2.3", "the authentication of the target is reported with the serving network"},
	{"UDM-SERV-1", "TS 33.128 R19 clause 7.2.2.3", "each serving AMF of the target is reported once, with its network and roaming"},
	{"UDM-CANCEL-1", "TS 33.128 R19 clause 7.2.2.3", "each end of a registration is reported once as a cancelled location"},
	{"UDM-START-1", "TS 33.128 R19 clause 7.2.2.3", "a task on a registered target begins with one start of interception"},
	{"CC-START-1", "TS 33.128 R19 clause 6.2.3.3", "the interception of a session begins with it, or so soon after as triggering takes"},
	{"CC-1", "TS 33.128 R19 clause 6.2.3.6", "every user packet that the warrant covers reaches X3 once, in order, octet by octet"},
	{"CC-2", "TS 33.128 R19 clause 6.2.3.8", "every user packet that the warrant covers reaches HI3 once, in order, octet by octet"},
	{"CC-3", "TS 103 221-2 V1.6.1 clause 5.2.6", "content says which way it went"},
	{"CC-4", "TS 103 221-1 V1.11.1 clause 6.2.1.2", "no packet of another session or subscriber is delivered"},
	{"CC-5", "TS 33.128 R19 clause 5.2.4", "no content is delivered without an order for it"},
	{"CC-CORR-1", "TS 33.128 R19 clause 6.2.3.7", "Correlation ID and communication identity number join content and records of a session"},
	{"CC-MED-1", "TS 33.128 R19 clause 5.5", "HI3 carries the time and the function of the point of interception"},
	{"SMF-EST-1", "TS 33.128 R19 clause 6.2.3.2.2", "each establishment of a PDU session of the target is reported once, with the SUPI"},
	{"SMF-EST-2", "TS 33.128 R19 clause 6.2.3.2.2", "records of a PDU session have its identity, type, DNN, slice, serving network and the phone's addresses"},
	{"SMF-EST-3", "TS 33.128 R19 clause 6.2.3.2.2", "records of a PDU session name the tunnels that its packets are in on N3 or N9"},
	{"SMF-EST-4", "TS 33.128 R19 clause 6.2.3.2.2", "records of the serving SMF have the cell and tracking area of the UE"},
	{"SMF-MOD-1", "TS 33.128 R19 clause 6.2.3.2.3", "each new tunnel of a PDU session is reported, and nothing that did not happen"},
	{"SMF-REL-1", "TS 33.128 R19 clause 6.2.3.2.4", "each end of a PDU session of the target is reported once"},
	{"SMF-REL-2", "TS 33.128 R19 clause 6.2.3.2.4", "the volumes and times of a release are those of the packets"},
	{"SMF-START-1", "TS 33.128 R19 clause 6.2.3.2.5", "a task on a running PDU session begins with one start of interception"},
	{"SMF-FAIL-1", "TS 33.128 R19 clause 6.2.3.2.6", "each PDU session that an SMF refuses is reported once, with the cause"},
	{"SMF-CORR-1", "TS 33.128 R19 clause 5.2.5", "the records of one PDU session have one correlation identity, those of another have another"},
	{"HSMF-URI", "TS 33.128 R19 table 6.2.3.2.2-1", "records of a V-SMF name the session at the H-SMF, no others do"},
	{"PH-1", "TS 33.128 R19 clauses 6.2.3.5, 6.2.3.9", "reports of packet headers agree with the packets: flows, counts, octets, directions, times"},
	{"IMS-1", "TS 33.128 R19 clause 7.12.4.2.1", "every SIP message of the target's calls and messages over IP is reported once"},
	{"IMS-START-1", "TS 33.128 R19 clause 7.12.4.2.2", "a task on a running call begins with one start of interception"},
	{"IMS-CCUNAV-1", "TS 33.128 R19 clause 7.12.4.2.3", "a call whose media do not pass the network is reported as one without content"},
	{"IMS-CIN-1", "TS 33.128 R19 clause 7.12.5", "records and content of one session have one communication identity number and one Correlation ID, those of another have others"},
	{"IMS-GM-1", "TS 33.128 R19 clause 7.10.4", "where the protection of Gm changes, each call is delivered as its own protection lets it"},
	{"IMS-KEY-1", "TS 33.107 R14 clause 7A.7", "keys of media that the operator's own functions see are not handed over"},
	{"IMS-CC-1", "TS 33.128 R19 clause 7.12.4.3", "every RTP packet of the target's calls is delivered once, in order, octet by octet"},
	{"IMS-CC-4", "TS 103 221-1 V1.11.1 clause 6.2.1.2", "no media of another call are delivered"},
	{"HRI-1", "TS 33.128 R19 clause 7.10.3.3", "information about home-routed sessions stays between BBIFF and LMISF"},
	{"HR-1", "TS 33.128 R19 clause 7.10.2", "the LMISF knows every home-routed session and delivers nothing about those who are no target"},
	{"SMS-1", "TS 33.128 R19 clause 6.2.5.3", "each short message over NAS of the target is reported once, with parties and text as ordered"},
	{"SMS-2", "TS 33.128 R19 clause 6.2.5.2", "the report about each short message over NAS is delivered, with its reference"},
	{"E1-1", "TS 23.501 R18 clause 5.16.4", "an identity of the subscription that nobody authenticated is not matched, and no record passes it off as authenticated"},
	{"E2-1", "TS 23.501 R18 clause 5.16.4", "an emergency session leaves in the serving network, and the home network reports nothing of it or of the call"},
	{"SUCI-1", "TS 33.501 R18 clause 6.12.2", "no one can read the MSIN of a concealed subscriber on N2"},
	{"CTRL-1", "TS 103 221-1 V1.11.1 clause 6.2.1.2", "nothing is delivered about the control subscriber"},
	{"CTRL-2", "TS 103 221-1 V1.11.1 clause 6.2.1.2", "nothing is delivered about anyone but the target"},
}

// Catalogue returns every requirement that Judge can check, in the order of reports.
func Catalogue() []RequirementInfo { return slices.Clone(catalogue) }

// check collects the outcome of one requirement for one subject. It begins as not applicable.
type check struct {
	Requirement
	tried bool
}

func newCheck(id, subject string) *check {
	i := slices.IndexFunc(catalogue, func(r RequirementInfo) bool { return r.ID == id })
	if i < 0 {
		panic("oracle: no requirement " + id)
	}
	c := catalogue[i]
	return &check{Requirement: Requirement{ID: c.ID, Clause: c.Clause, Title: c.Title, Subject: subject, Result: NotApplicable}}
}

// maxEvidence bounds the frames that a requirement names.
const maxEvidence = 20

// ok records that one case was tried and is right.
func (c *check) ok(ev ...Evidence) {
	c.tried = true
	if c.Result == NotApplicable {
		c.Result = Pass
	}
	if c.Result == Pass {
		c.evidence(ev)
	}
}

// fail records the first deviation and counts the frames of later ones.
func (c *check) fail(expected, actual string, ev ...Evidence) {
	if c.Result != Fail {
		c.Result, c.Expected, c.Actual, c.Evidence = Fail, expected, actual, nil
	}
	c.tried = true
	c.evidence(ev)
}

// unsure says that the requirement could not be tried, unless it failed already.
func (c *check) unsure(why string) {
	if c.Result != Fail {
		c.Result, c.Expected, c.Actual = Inconclusive, "", why
	}
}

// skip says why the requirement does not apply.
func (c *check) skip(why string) {
	if c.Result == NotApplicable {
		c.Actual = why
	}
}

func (c *check) evidence(ev []Evidence) {
	for _, e := range ev {
		if len(c.Evidence) >= maxEvidence {
			return
		}
		if !slices.Contains(c.Evidence, e) {
			c.Evidence = append(c.Evidence, e)
		}
	}
}

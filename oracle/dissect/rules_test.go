package dissect_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/dissect"
)

const (
	xiriReg  = "306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678"
	xiriEst  = "306c81050413130301a263a661a111810f303031303130303030303030303031820100850105a60c81041122334482040a000002870101a8088101018203010203a90681040a2d00028c08696e7465726e65748f0101900101910101b910a10ea10c81041122334482040a000002"
	xiriN9   = "303d81050413130301a234bf6431a111810f3939393730303030303030303030318301068616696d732e6d6e633037302e6d63633939392e67707273870101"
	xiriServ = "302f81050413130301a226ab24a111810f303031303130303030303030303031a6098103393939820237308701008901ff"
	inner    = "4500001c00010000401100000a2d000208080808c000003500080000"
	gpdu     = "34ff0024112233440000008501100500" + inner
)

// envelope builds X2/X3 PDUs, right or wrong.
type envelope struct {
	version, kind, format, direction uint16
	xid                              string
	attributes                       []attr
	payload                          string
}

type attr struct {
	kind  uint16
	value string
}

func good() envelope {
	return envelope{5, 1, 2, 3, "29f28e1cf230486aa860f5a784ab9172", []attr{{6, "amf1"}, {7, "POI"}, {8, "\x00\x00\x00\x01"}, {9, "\x69\x00\x00\x00\x07\x5b\xcd\x15"},
		{17, "<supiimsi>001010000000001</supiimsi>"}}, xiriReg}
}

func (e envelope) with(change func(*envelope)) envelope {
	e.attributes = append([]attr(nil), e.attributes...)
	change(&e)
	return e
}

func (e *envelope) set(kind uint16, value string) {
	for i := range e.attributes {
		if e.attributes[i].kind == kind {
			e.attributes[i].value = value
			return
		}
	}
	e.attributes = append(e.attributes, attr{kind, value})
}

func (e *envelope) remove(kind uint16) {
	for i := range e.attributes {
		if e.attributes[i].kind == kind {
			e.attributes = append(e.attributes[:i], e.attributes[i+1:]...)
			return
		}
	}
}

func (e envelope) octets() []byte {
	be := binary.BigEndian
	var attrs []byte
	for _, a := range e.attributes {
		attrs = be.AppendUint16(attrs, a.kind)
		attrs = be.AppendUint16(attrs, uint16(len(a.value)))
		attrs = append(attrs, a.value...)
	}
	payload, err := hex.DecodeString(e.payload)
	if err != nil {
		payload = []byte(e.payload)
	}
	b := be.AppendUint16(nil, e.version)
	b = be.AppendUint16(b, e.kind)
	b = be.AppendUint32(b, uint32(40+len(attrs)))
	b = be.AppendUint32(b, uint32(len(payload)))
	b = be.AppendUint16(b, e.format)
	b = be.AppendUint16(b, e.direction)
	xid, _ := hex.DecodeString(e.xid)
	b = append(b, xid...)
	b = append(b, 0, 0, 0, 0, 0, 0, 0, 1)
	return append(append(b, attrs...), payload...)
}

const spec = "TS 103 221-2 V1.6.1 clause "

// TestTraps has one entry for each mistake that is known from somewhere, with what must be said of it: "!" begins what
// cannot be read, "~" a remark, and "" is a PDU with which nothing is wrong.
func TestTraps(t *testing.T) {
	x3 := func(format uint16, payload string) envelope {
		return good().with(func(e *envelope) { e.kind, e.format, e.payload = 2, format, payload; e.remove(17) })
	}
	ch := func(f func(*envelope)) envelope { return good().with(f) }
	for _, c := range []struct {
		name string
		pdu  envelope
		want string
	}{
		{"a good X2 PDU", good(), ""},
		{"version 1", ch(func(e *envelope) { e.version = 1 }), ""},
		{"version 2", ch(func(e *envelope) { e.version = 2 }), ""},
		{"version 6", ch(func(e *envelope) { e.version = 6 }), ""},
		{"version 0", ch(func(e *envelope) { e.version = 0 }), "version 0.0: the first is 0.1 [" + spec + "5.2.1]"},
		{"version of a later specification", ch(func(e *envelope) { e.version = 9 }), "~newer than 0.6"},
		{"version with its octets swapped", ch(func(e *envelope) { e.version = 0x0500 }), "octet 0: version 5.0: the major version is 0 [" + spec + "5.2.1]"},
		{"an unknown PDU type", ch(func(e *envelope) { e.kind = 9 }), "octet 2: PDU type 9 (unknown) is not defined [" + spec + "5.2.2]"},
		{"a timestamp of 12 octets", ch(func(e *envelope) { e.set(9, strings.Repeat("\x00", 12)) }), "attribute 9 (timestamp): 12 octets, want 8 [" + spec + "5.3.10]"},
		{"a second of more than 10^9 ns", ch(func(e *envelope) { e.set(9, "\x69\x00\x00\x00\x3b\x9a\xca\x00") }), "more than 999999999 nanoseconds [" + spec + "5.3.10]"},
		{"a target that is an LIID", ch(func(e *envelope) { e.set(17, "LIID-0001") }), "attribute 17 (matched target identifier): it is not the contents of a targetIdentifier"},
		{"a target with another prefix", ch(func(e *envelope) { e.set(17, "IMSI001010000000001") }), "attribute 17 (matched target identifier): it is not the contents"},
		{"a target in capitals", ch(func(e *envelope) { e.set(17, "<E164Number>49301234</E164Number>") }), "the element is <E164Number>, want <e164Number>"},
		{"a target that no schema has", ch(func(e *envelope) { e.set(18, "<phone>49301234</phone>") }), "attribute 18 (other target identifier): <phone> is no element of a targetIdentifier [" + spec + "5.3.19]"},
		{"a target that is not well-formed", ch(func(e *envelope) { e.set(17, "<imsi>001010000000001</imso>") }), "it is not well-formed XML"},
		{"a target that ends early", ch(func(e *envelope) { e.set(17, "<imsi>001010000000001") }), "attribute 17 (matched target identifier): it is not well-formed XML"},
		{"a target that is a document", ch(func(e *envelope) { e.set(17, `<?xml version="1.0"?><imsi>001010000000001</imsi>`) }), "it is a document"},
		{"a target with an entity", ch(func(e *envelope) { e.set(17, `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><imsi>&b;</imsi>`) }), "it is a document"},
		{"a target with a prefix of TS 29.571", ch(func(e *envelope) { e.set(17, "<supiimsi>imsi-001010000000001</supiimsi>") }), `"imsi-001010000000001", want digits`},
		{"a target that is too long", ch(func(e *envelope) { e.set(17, "<imsi>0010100000000011</imsi>") }), "has 16 digits, want 6 to 15"},
		{"a target with attributes and children", ch(func(e *envelope) {
			e.set(17, `<targetIdentifierExtension xmlns:x="urn:x"><Owner>3GPP</Owner><x:y a="1">z</x:y></targetIdentifierExtension>`)
		}), ""},
		{"no sequence number", ch(func(e *envelope) { e.remove(8) }), "attribute 8 (sequence number) is missing [TS 33.128 R19 clause 5.3]"},
		{"no NFID", ch(func(e *envelope) { e.remove(6) }), "attribute 6 (NFID) is missing [TS 33.128 R19 clause 5.3]"},
		{"no IPID", ch(func(e *envelope) { e.remove(7) }), "attribute 7 (IPID) is missing"},
		{"no timestamp", ch(func(e *envelope) { e.remove(9) }), "attribute 9 (timestamp) is missing"},
		{"no target", ch(func(e *envelope) { e.remove(17) }), "attribute 17 (matched target identifier) is missing"},
		{"an empty NFID", ch(func(e *envelope) { e.set(6, "") }), "attribute 6 (NFID): it is empty"},
		{"a NFID that is not text", ch(func(e *envelope) { e.set(6, "\xff\xfe") }), "attribute 6 (NFID): it is not UTF-8"},
		{"two sequence numbers", ch(func(e *envelope) { e.attributes = append(e.attributes, attr{8, "\x00\x00\x00\x02"}) }), "attribute 8 (sequence number): stands more than once, only the first counts [" + spec + "5.3.1]"},
		{"two targets", ch(func(e *envelope) { e.attributes = append(e.attributes, attr{17, "<imei>35693803564380</imei>"}) }), ""},
		{"a sequence number of 8 octets", ch(func(e *envelope) { e.set(8, "\x00\x00\x00\x00\x00\x00\x00\x01") }), "attribute 8 (sequence number): 8 octets, want 4 [" + spec + "5.3.9]"},
		{"an attribute of a later specification", ch(func(e *envelope) { e.set(23, "?") }), "~attribute 23 is not defined up to V1.10.1; a receiver skips it"},
		{"another XID, wrong", ch(func(e *envelope) { e.set(21, strings.Repeat("\x01", 20)) }), "attribute 21 (additional XID related information): 20 octets"},
		{"another XID", ch(func(e *envelope) { e.set(21, strings.Repeat("\x01", 28)) }), ""},
		{"a proprietary attribute without its owner", ch(func(e *envelope) { e.set(4, "\x00x") }), "attribute 4 (proprietary): it does not begin with the name of its owner [" + spec + "5.3.5]"},
		{"an IPv4 address of 16 octets", ch(func(e *envelope) { e.set(10, strings.Repeat("\x01", 16)) }), "attribute 10 (source IPv4 address): 16 octets, want 4"},
		{"direction 0", ch(func(e *envelope) { e.direction = 0 }), "octet 14: payload direction 0 (keepalive) on X2 [" + spec + "5.2.6]"},
		{"direction 6", ch(func(e *envelope) { e.direction = 6 }), "payload direction 6 (unknown) on X2"},
		{"no XID", ch(func(e *envelope) { e.xid = strings.Repeat("0", 32) }), "octet 16: the XID is zero"},
		{"an XID that is no UUID of version 4", ch(func(e *envelope) { e.xid = "29f28e1cf230186aa860f5a784ab9172" }), "the XID is no UUID of version 4 [TS 103 221-1 V1.11.1 clause 5.1]"},
		{"GTP-U on X2", ch(func(e *envelope) { e.format, e.payload = 12, gpdu }), "octet 12: payload format 12 (GTP-U message) on X2 [" + spec + "5.4.1]"},
		{"RTP on X2", ch(func(e *envelope) { e.format, e.payload = 8, "80000001000000a0deadbeef" }), "payload format 8 (RTP packet) on X2 [" + spec + "5.4.1]"},
		{"SIP on X3", x3(9, hex.EncodeToString([]byte("OPTIONS sip:a@b SIP/2.0\r\n"))), "payload format 9 (SIP message) on X3"},
		{"format 0", ch(func(e *envelope) { e.format = 0 }), "payload format 0 is for keepalives"},
		{"format 18", ch(func(e *envelope) { e.format = 18 }), "~payload format 18 is not defined"},
		{"format 17", x3(17, "a2028300"), "~payload format 17 is newer than version 0.5 says"},
		{"format 17, wrong", x3(17, "a20283"), "!payload from octet"},
		{"xIRI without a payload", ch(func(e *envelope) { e.payload = "" }), "X2 without a payload [" + spec + "5.2.4]"},
		{"TS 33.128 on X3", x3(2, xiriReg), "TS 33.128 defines no payload for X3"},
		{"IPv4", x3(5, inner), ""},
		{"IPv4 that is IPv6", x3(6, inner), "the packet begins with version 4 [" + spec + "5.4.7]"},
		{"IPv4 cut off", x3(5, inner[:48]), "ends after 4 of 8 octets"},
		{"GTP-U", x3(12, gpdu), ""},
		{"GTP-U of version 2", x3(12, "48"+gpdu[2:]), "is not that of GTP version 1 [" + spec + "5.4.13]"},
		{"RTP of version 1", x3(8, "40000001000000a0deadbeef"), "version 1, not 2 [" + spec + "5.4.9]"},
		{"MIME without its type", x3(15, "00"), "without its content type (attribute 19) [" + spec + "5.4.16]"},
		{"SDP with SIP", ch(func(e *envelope) {
			e.format, e.payload = 9, hex.EncodeToString([]byte("OPTIONS sip:a@b SIP/2.0\r\n"))
			e.set(22, "v=0")
			e.set(10, "\x01\x01\x01\x01")
		}), "an SDP session description goes with"},
		{"a header of more than 320 octets", ch(func(e *envelope) { e.set(18, "<nai>"+strings.Repeat("a", 300)+"</nai>") }), "~a receiver is known that takes 320"},
		{"an event that no module has", ch(func(e *envelope) { e.payload = "300e81050413130301a205bf817a01ff" }), "!XIRIEvent has no alternative"},
		{"an empty event", ch(func(e *envelope) { e.payload = "300981050413130301a200" }), "!a CHOICE without an alternative"},
		{"an event without its twin on HI2", ch(func(e *envelope) { e.payload = xiriN9 }), "~n9HRPDUSessionInfo has no alternative of IRIEvent"},
		{"an IRIPayload on X2", ch(func(e *envelope) { e.payload = strings.Replace(xiriReg, "0413130301", "0413130303", 1) }), "ends with 3, want 1 for XIRIPayload"},
		{"release 20", ch(func(e *envelope) { e.payload = strings.Replace(xiriReg, "0413130301", "0413140001", 1) }), "~names release 20"},
		{"release 16", ch(func(e *envelope) { e.payload = strings.Replace(xiriReg, "0413130301", "0413100501", 1) }), ""},
		{"another object identifier", ch(func(e *envelope) { e.payload = strings.Replace(xiriReg, "0413130301", "0412130301", 1) }), "is none of a TS 33.128 payload"},
		{"an enumeration from 0", ch(func(e *envelope) { e.payload = strings.Replace(xiriReg, "a156810101", "a156810100", 1) }), "AMFRegistrationType has no value 0 [TS 33.128 R19 clause 6.2.2.2.2]"},
		{"what the table demands", ch(func(e *envelope) {
			e.payload = strings.Replace(strings.Replace(strings.Replace(strings.Replace(xiriEst, "306c", "305a", 1), "a263a661", "a251a64f", 1),
				"b910a10ea10c81041122334482040a000002", "", 1), "", "", 1)
		}), "the table of SMFPDUSessionEstablishment demands gTPTunnelInfo [TS 33.128 R19 clause 6.2.3.2.2]"},
		{"optional FALSE", ch(func(e *envelope) { e.payload = xiriEst }), ""},
		{"a roaming indicator", ch(func(e *envelope) { e.payload = xiriServ }), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			us, err := dissect.Octets(c.pdu.octets(), dissect.X2X3)
			require.NoError(t, err)
			require.Len(t, us, 1)
			u := us[0]
			switch {
			case strings.HasPrefix(c.want, "!"):
				require.Contains(t, u.Error, c.want[1:])
				return
			case strings.HasPrefix(c.want, "~"):
				require.Contains(t, strings.Join(u.Remarks, "\n"), c.want[1:])
			case c.want == "":
				require.Empty(t, u.Findings)
				require.Empty(t, u.Remarks)
			default:
				require.Contains(t, strings.Join(u.Findings, "\n"), c.want)
			}
			require.Empty(t, u.Error)
			invariants(t, u)
		})
	}
}

func TestKeepalives(t *testing.T) {
	k := envelope{version: 5, kind: 3, xid: strings.Repeat("0", 32), attributes: []attr{{8, "\x00\x00\x00\x01"}}}
	for name, c := range map[string]struct {
		change func(*envelope)
		want   string
	}{
		"without a number":        {func(e *envelope) { e.remove(8) }, "a keepalive without a sequence number (attribute 8) [" + spec + "5.1]"},
		"with a payload":          {func(e *envelope) { e.payload = "00" }, "a keepalive with a payload"},
		"with an XID":             {func(e *envelope) { e.xid = "29f28e1cf230486aa860f5a784ab9172" }, "fields that are not zero"},
		"with a direction":        {func(e *envelope) { e.direction = 5 }, "fields that are not zero"},
		"with another attribute":  {func(e *envelope) { e.set(6, "amf1") }, "other attributes than the sequence number"},
		"acknowledgement without": {func(e *envelope) { e.kind = 4; e.remove(8) }, "a keepalive without a sequence number"},
	} {
		t.Run(name, func(t *testing.T) {
			b := k.with(c.change).octets()
			copy(b[32:40], make([]byte, 8))
			us, err := dissect.Octets(b, dissect.X2X3)
			require.NoError(t, err)
			require.Contains(t, strings.Join(us[0].Findings, "\n"), c.want)
		})
	}
}

// TestRawEnvelopes has lengths that lie.
func TestRawEnvelopes(t *testing.T) {
	b := good().octets()
	put := func(at int, v uint32) []byte {
		c := bytes.Clone(b)
		binary.BigEndian.PutUint32(c[at:], v)
		return c
	}
	for name, c := range map[string]struct {
		b    []byte
		want string
	}{
		"a payload of 4 GiB":               {put(8, 0xffffffff), "payload length): 4294967295 is more than"},
		"a header of 4 GiB":                {put(4, 0xffffffff), "header length): 4294967295 is not within"},
		"a header of 39 octets":            {put(4, 39), "header length): 39 is not within"},
		"a header that cuts an attribute":  {put(4, 41), "1 octets are left in the header, an attribute needs 4"},
		"an attribute beyond the header":   {put(4, 46), "attribute 6 is 4 octets long, 2 are left in the header"},
		"a payload longer than the octets": {put(8, 1000), "ends after"},
	} {
		t.Run(name, func(t *testing.T) {
			us, err := dissect.Octets(c.b, dissect.X2X3)
			require.NoError(t, err)
			require.Contains(t, us[0].Error, c.want)
			require.NotNil(t, us[0].Root, "what could be read is shown")
		})
	}
}

// TestPeers reads what other implementations made: what is valid, and what is known to be wrong with it.
func TestPeers(t *testing.T) {
	for file, want := range map[string][]string{
		"midwell/midwell-keepalive.bin":                     {},
		"midwell/midwell-x3-ipv4.bin":                       {},
		"midwell/midwell-x2-AMFRegistration.bin":            {"<gpsimsisdn>, want <gpsiMsisdn>"},
		"midwell/midwell-x2-AMFDeregistration.bin":          {"<gpsimsisdn>, want <gpsiMsisdn>"},
		"midwell/midwell-x2-SMFPDUSessionEstablishment.bin": {"<gpsimsisdn>, want <gpsiMsisdn>", "demands sUPIUnauthenticated"},
		"lippycat/lippycat-keepalive.bin":                   {"version 5.0", "without a sequence number"},
		"lippycat/lippycat-x2_sip_bye.bin":                  {"version 5.0", "(timestamp): 12 octets", "not the contents of a targetIdentifier", "no UUID of version 4"},
		"lippycat/lippycat-x2_sip_invite.bin":               {"version 5.0", "(timestamp): 12 octets", "not the contents of a targetIdentifier", "no UUID of version 4"},
		"lippycat/lippycat-x2_sip_message.bin":              {"version 5.0", "(timestamp): 12 octets", "not the contents of a targetIdentifier", "no UUID of version 4"},
		"lippycat/lippycat-x3_rtp.bin":                      {"version 5.0", "(timestamp): 12 octets", "not the contents of a targetIdentifier", "no UUID of version 4"},
		"sipgate/x2-demo-01.bin":                            {"<E164Number>, want <e164Number>", "(NFID) is missing", "(IPID) is missing", "(sequence number) is missing", "(timestamp) is missing"},
	} {
		t.Run(file, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join(judge.Shared(t, "vectors", "li-peers"), filepath.FromSlash(file)))
			require.NoError(t, err)
			us, err := dissect.Octets(b, dissect.Auto)
			require.NoError(t, err)
			require.Len(t, us, 1)
			require.Equal(t, dissect.X2X3, us[0].Kind)
			require.Empty(t, us[0].Error)
			require.Len(t, us[0].Findings, len(want), "%v", us[0].Findings)
			for i, w := range want {
				require.Contains(t, us[0].Findings[i], w)
			}
			invariants(t, us[0])
		})
	}
	for file, n := range map[string]int{"lippycat/lippycat-x2x3.pcap": 5, "sipgate/x2-demo-01.pcap": 1} {
		b, err := os.ReadFile(filepath.Join(judge.Shared(t, "vectors", "li-peers"), filepath.FromSlash(file)))
		require.NoError(t, err)
		us, _ := units(t, b, dissect.Options{})
		require.Len(t, us, n, file)
	}
}

// TestPrefixes cuts every vector everywhere: each prefix is an error or not recognised, and its tree lies within it.
func TestPrefixes(t *testing.T) {
	all := map[string]dissect.Kind{vectors["x2-registration"]: dissect.X2X3, vectors["keepalive"]: dissect.X2X3, vectors["pspdu"]: dissect.PSPDU,
		vectors["xiri-location"]: dissect.XIRI, vectors["iri-payload"]: dissect.IRIPayload, "300e81050414110101a205a303810101": dissect.IEF,
		"302e81050413130304a225a223a11e811c4500001c00010000401100000a2d000208080808c000003500080000820105": dissect.CCPayload}
	for text, kind := range all {
		b := octets(t, text)
		us, err := dissect.Octets(b, dissect.Auto)
		require.NoError(t, err)
		require.Equal(t, kind, us[0].Kind)
		require.Empty(t, us[0].Error)
		for i := range b {
			us, err := dissect.Octets(b[:i], kind)
			require.NoError(t, err)
			require.NotEmpty(t, us[len(us)-1].Error, "%s, %d octets", kind, i)
			for _, u := range us {
				invariants(t, u)
			}
		}
	}
}

// invariants checks that every node lies within its parent and the root within the unit.
func invariants(t testing.TB, u *dissect.Unit) {
	if u.Root == nil || u.Error != "" && u.Root.Length > u.Length {
		return
	}
	require.LessOrEqual(t, u.Root.Offset+u.Root.Length, max(u.Length, u.Root.Length))
	nested(t, u.Root)
}

func nested(t testing.TB, n *dissect.Node) {
	for _, c := range n.Children {
		if c.Offset >= 0 && (c.Offset < n.Offset || c.Offset+c.Length > n.Offset+n.Length) {
			t.Fatalf("%s at %d, %d octets, is not within %s at %d, %d octets", c.Name, c.Offset, c.Length, n.Name, n.Offset, n.Length)
		}
		nested(t, c)
	}
}

package scenarios

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle"
	"lilab/oracle/dissect"
	"lilab/oracle/truth"
	"lilab/pcaps"
)

// judgeRun gives what crossed the interfaces of a run to judges that nobody here wrote: each message of X1, LI_T2 and LI_T3
// to xmllint with the published schemas, each xIRI and each PS-PDU (of content the first 50 of a scenario and then every tenth) to
// Erlang's asn1ct with the published modules, packets on N3, N4, N9 and X3 to tshark. It adds to counts what they saw.
func judgeRun(t *testing.T, sc *Scenario, out string, res oracle.Result, counts map[string]int) {
	here := judgeLI(t, out)
	for what, n := range here {
		counts[what] += n
	}
	require.Equal(t, here["xIRI"], here["HI2"], "every xIRI is mediated once")
	if sc.carriesData() {
		judgePackets(t, out, res)
	}
}

// requireMany wants that the judges saw much of everything in all scenarios together.
func requireMany(t *testing.T, counts map[string]int) {
	require.Greater(t, counts["x1"], 500)
	require.Greater(t, counts["t3"], 50)
	require.Greater(t, counts["t2"], 50)
	require.Greater(t, counts["xIRI"], 200)
	require.Greater(t, counts["xCC"], 1000)
	require.Greater(t, counts["HI3"], 1000)
	require.Greater(t, counts["lmdf"], 3)
	require.Greater(t, counts["t1"], 20)
	require.Greater(t, counts["x2lite"], 20)
}

// judgeLI gives the PDUs of the LI interfaces of a run to their judges and counts them.
func judgeLI(t *testing.T, out string) map[string]int {
	counts := map[string]int{}
	xml := xmlMessages{dir: t.TempDir()}
	frames(t, out, func(f pcaps.Frame) {
		if f.LinkType != pcaps.LinkTypeUpperPDU {
			return
		}
		pdu, err := f.PDU()
		require.NoError(t, err)
		_, point, _ := strings.Cut(f.Interface, ".")
		switch pdu.Dissector {
		case "xml":
			counts[point]++
			xml.add(t, f, pdu.Payload)
		case "li5g":
			payload := x2payload(t, pdu.Payload)
			if binary.BigEndian.Uint16(pdu.Payload[2:]) == 2 {
				counts["xCC"]++
				return // tshark judges what is in it
			}
			switch point {
			case "x2lite": // it stays inside
				counts[point]++
			case "lmdf":
				if binary.BigEndian.Uint16(pdu.Payload[12:]) == 15 { // MIME: keys of media on their way to the MDF3
					counts["keys"]++
					return
				}
				counts[point]++
				fallthrough
			default:
				counts["xIRI"]++
			}
			_, err := judge.Decode(t, "TS33128Payloads", "XIRIPayload", payload)
			require.NoError(t, err, "frame %d on %s", f.Number, f.Interface)
		case "ber":
			counts[strings.ToUpper(point)]++
			if n := counts[strings.ToUpper(point)]; point == hi3Link && n > 50 && n%10 != 0 {
				return // packets of the same sessions differ in their octets alone
			}
			_, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", pdu.Payload)
			require.NoError(t, err, "frame %d on %s", f.Number, f.Interface)
		}
	})
	xml.judge(t)
	return counts
}

// xmlMessages are many messages for one run of xmllint: it takes longer to begin than to judge.
type xmlMessages struct {
	dir   string
	files []string
}

func (x *xmlMessages) add(t *testing.T, f pcaps.Frame, message []byte) {
	name := filepath.Join(x.dir, fmt.Sprintf("frame-%d-on-%s.xml", f.Number, f.Interface))
	require.NoError(t, os.WriteFile(name, message, 0o600))
	x.files = append(x.files, name)
}

func (x *xmlMessages) judge(t *testing.T) {
	schema := judge.Shared(t, "spec", "xsd", "x1-validate.xsd")
	out, err := exec.CommandContext(t.Context(), judge.Tool(t, "xmllint"), append([]string{"--noout", "--nonet", "--schema", schema}, x.files...)...).CombinedOutput()
	require.NoError(t, err, string(out))
	require.Equal(t, len(x.files), strings.Count(string(out), " validates\n"))
}

// x2payload takes the payload out of an X2 PDU by its header (TS 103 221-2 clause 5.1): header length at 4, payload
// length at 8.
func x2payload(t testing.TB, pdu []byte) []byte {
	t.Helper()
	_, err := dissect.Octets(pdu, dissect.X2X3)
	require.NoError(t, err)
	header := int(binary.BigEndian.Uint32(pdu[4:]))
	require.Len(t, pdu, header+int(binary.BigEndian.Uint32(pdu[8:])))
	return pdu[header:]
}

// judgePackets lets tshark read the user plane of a run: nothing is malformed, and it counts as many packets of each
// session as the result does.
func judgePackets(t *testing.T, out string, res oracle.Result) {
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	require.NotEmpty(t, tr.Sessions)
	// A packet is in the capture once for each reference point. The second sighting is no retransmission, as tshark
	// would have it where it puts streams together.
	apart := []string{"-o", "tcp.desegment_tcp_streams:FALSE"}
	framed := slices.ContainsFunc(tr.Sessions, func(s truth.Session) bool { return s.Result == "established" && len(s.Addresses) == 0 })
	if framed {
		apart = append(apart, "-o", "gtp.dissect_tpdu_as:None") // it would guess
	}
	for _, row := range tsharkWith(t, apart, out, `_ws.malformed && frame.interface_name matches "[.](n3|n4|n6|n9|x3)$"`, "frame.number", "frame.interface_name", "_ws.expert.message") {
		t.Errorf("tshark complains about frame %s on %s: %s", row[0], row[1], row[2])
	}
	require.NotEmpty(t, tshark(t, out, "pfcp.msg_type == 50 || pfcp.msg_type == 51", "frame.number"))
	if framed {
		judgeFrames(t, out, apart, tr, res)
		return
	}
	plane := countTunnels(t, out, tr)
	seen := 0
	for _, w := range res.Warrants {
		agency := tr.Warrants[w.ID].Agency
		for _, c := range w.Sessions {
			at := indexOf(t, tr, c)
			if c.N3 != nil {
				seen++
				require.Equal(t, *plane[tr.Subscribers[c.Subscriber].In+".n3"][at], *c.N3, "%s: N3 of session %d of %s", w.ID, c.Session, c.Subscriber)
			}
			if c.N9 != nil {
				seen++
				require.Equal(t, *plane[n9Of(tr, agency)][at], *c.N9, "%s: N9 of session %d of %s", w.ID, c.Session, c.Subscriber)
			}
			if slices.Contains(tr.Warrants[w.ID].Deliver, "cc") && c.Due != (oracle.PacketCount{}) {
				require.Equal(t, c.X3, c.HI3)
				if orderedInCall(tr, w.ID) {
					// Packets that cross while the order is under way may be delivered and need not be: the capture has the packet with
					// which it began.
					judgeTail(t, out, tr, w, c)
					continue
				}
				require.Equal(t, c.Due, c.X3)
			}
		}
	}
	if !strings.HasPrefix(res.Scenario, "outbound/data-lbo") && len(tr.Warrants) > 0 {
		require.Positive(t, seen, "the result counts no packets")
	}
}

// judgeFrames lets tshark count the packets in tunnels in which no address says whose they are: on N3 a session of the result
// has as many as one tunnel of its direction.
func judgeFrames(t *testing.T, out string, options []string, tr truth.Truth, res oracle.Result) {
	tunnels := map[string]int{}
	for _, row := range tsharkWith(t, options, out, `gtp.message == 0xff && frame.interface_name matches "[.]n3$"`, "gtp.ext_hdr.pdu_ses_con.pdu_type", "gtp.teid") {
		tunnels[row[0]+" "+row[1]]++
	}
	counts := map[string][]int{}
	for k, n := range tunnels {
		counts[k[:1]] = append(counts[k[:1]], n)
	}
	for _, c := range res.Warrants[0].Sessions {
		require.Contains(t, counts["1"], c.N3.Uplink)
		require.Contains(t, counts["0"], c.N3.Downlink)
		require.Equal(t, *c.N3, c.Due)
		require.Equal(t, c.Due, c.X3)
		require.Equal(t, c.Due, c.HI3)
	}
	for _, s := range tr.Sessions {
		require.Len(t, slices.DeleteFunc(slices.Clone(counts["1"]), func(n int) bool { return uint64(n) != s.Uplink }), len(tr.Sessions), "the same for all phones")
	}
}

// countTunnels has tshark count the packets of each session at each interface: those of the tunnels in which a packet has the
// phone's address.
func countTunnels(t testing.TB, out string, tr truth.Truth) map[string]map[int]*oracle.PacketCount {
	type tunnel struct{ iface, receiver, teid string }
	owner, count, direction := map[tunnel]int{}, map[tunnel]int{}, map[tunnel]string{}
	for _, row := range tshark(t, out, `gtp.message == 0xff && frame.interface_name matches "[.](n3|n9)$"`, "frame.interface_name", "ip.dst", "gtp.teid", "gtp.ext_hdr.pdu_ses_con.pdu_type", "ip.src", "ipv6.src", "ipv6.dst") {
		receiver, _, _ := strings.Cut(row[1], ",")
		k := tunnel{row[0], receiver, row[2]}
		count[k]++
		direction[k] = row[3]
		for i, s := range tr.Sessions {
			for _, a := range strings.Split(strings.Join([]string{row[1], row[4], row[5], row[6]}, ","), ",") {
				addr, err := netip.ParseAddr(a)
				if err == nil && slices.ContainsFunc(s.Addresses, func(p netip.Prefix) bool { return p.Contains(addr) }) {
					owner[k] = i
				}
			}
		}
	}
	plane := map[string]map[int]*oracle.PacketCount{}
	for k, n := range count {
		i, ok := owner[k]
		require.True(t, ok, "a tunnel of nobody: %+v", k)
		if plane[k.iface] == nil {
			plane[k.iface] = map[int]*oracle.PacketCount{}
		}
		c := plane[k.iface][i]
		if c == nil {
			c = &oracle.PacketCount{}
			plane[k.iface][i] = c
		}
		if direction[k] == "1" {
			c.Uplink += n
		} else {
			c.Downlink += n
		}
	}
	return plane
}

// indexOf is the session of a result in the truth.
func indexOf(t testing.TB, tr truth.Truth, c oracle.SessionCount) int {
	at := slices.IndexFunc(tr.Sessions, func(s truth.Session) bool {
		return s.Subscriber == c.Subscriber && s.ID == c.Session && s.Result == "established"
	})
	require.GreaterOrEqual(t, at, 0, "no such session in the truth: %+v", c)
	return at
}

// n9Of is the interface on which a network has N9, whatever protects packets between the networks.
func n9Of(tr truth.Truth, network string) string {
	for _, a := range tr.Agreements {
		if a.Data == string(HomeRouted) && (a.Visited == network || a.Home == network) {
			return network + ".n9"
		}
	}
	return network + ".n9" // between UPFs of the network
}

package scenarios

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// rowless are the scenarios that play what no row of the decision table says.
var rowless = []string{"domestic/data-ethernet", "domestic/data-handover", "domestic/data-ipv6", "domestic/data-two-warrants", "domestic/data-upf-change",
	"domestic/sms-nas-truncated", "domestic/voice-unanswered", "inv/hri-internal", "inv/phase1-silent", "inv/nontarget", "inv/undetectable",
	"domestic/data-unstructured", "domestic/emergency", "inbound/emergency-midcall", "domestic/session-changes", "domestic/session-refused", "inbound/session-changes"}

// TestShippedScenarios holds every shipped scenario to what a reader may expect of it.
func TestShippedScenarios(t *testing.T) {
	require.NotEmpty(t, Shipped())
	for _, id := range Shipped() {
		sc, err := Get(id)
		require.NoError(t, err, id)
		require.Equal(t, id, sc.ID)
		require.NotEmpty(t, sc.About, id)
		require.NotEmpty(t, sc.Clauses, id)
		require.Equal(t, !slices.Contains(rowless, id), len(sc.Rows) > 0, "%s: rows", id)
		require.Equal(t, id != "inv/phase1-silent", len(sc.Warrants) > 0, "%s: warrants", id)
		controls := 0
		for name, sub := range sc.Subscribers {
			if sub.Control {
				controls++
				require.Contains(t, sc.Subscribers, sub.Like, "%s: %s", id, name)
			}
		}
		require.Positive(t, controls, "%s has no control subscriber", id)
		for w := range sc.Warrants {
			require.Contains(t, sc.Expect, w, "%s expects nothing of %s", id, w)
		}
		text, err := os.ReadFile(id + ".yaml")
		require.NoError(t, err)
		require.True(t, strings.HasPrefix(string(text), "# yaml-language-server: $schema=../schema.json\n"), id)
	}
}

// TestSettings reads every setting in every form it may have.
func TestSettings(t *testing.T) {
	sc, err := Parse("x.yaml", []byte(`id: x
title: a title
networks:
  nl: {plmn: "001-01", country: NL, cells: {north: {tac: "00000a", nr-cell-id: "00000001a"}, south: {tac: "00000b", nr-cell-id: "00000001b"}}}
  de: {plmn: 999-070}
agreements:
  - {home: de, visited: nl}
  - {home: nl, visited: de, n32: tls, gpsi-supplied: false}
subscribers:
  anna: {home: de, in: nl, suci: null, nas: nea3, cell: south}
  bram: {home: nl, suci: "null", nas: nea0, fault: wrong-key}
  carl: {home: nl, suci: profile-b, supi: "001010000000001", gpsi: "99912345", pei: "0010203040506070", k: 000102030405060708090a0b0c0d0e0f, opc: 000102030405060708090A0B0C0D0E0F}
  dora: {like: anna, control: true, suci: profile-a}
warrants:
  one: {agency: nl, target: anna.supi}
  two: {agency: de, target: bram.pei, deliver: [iri], services: [voice, data]}
script:
  - activate: one
  - activate: [two]
  - register: [anna, carl, dora]
  - move: {subscriber: anna, to: north}
  - move: [{subscriber: dora, to: north}, {subscriber: carl, to: south}]
  - deregister: anna
  - deregister: [carl, {subscriber: dora, switch-off: true}]
  - deactivate: [one, two]
`))
	require.NoError(t, err)
	p, err := sc.resolve(4)
	require.NoError(t, err)
	anna, bram, carl, dora := p.subscriber("anna"), p.subscriber("bram"), p.subscriber("carl"), p.subscriber("dora")
	require.Equal(t, []SUCIScheme{SUCINull, SUCINull, SUCIProfileB, SUCIProfileA}, []SUCIScheme{anna.SUCI, bram.SUCI, carl.SUCI, dora.SUCI})
	require.Equal(t, []uint8{3, 0, 2, 3}, []uint8{anna.NAS.NEA(), bram.NAS.NEA(), carl.NAS.NEA(), dora.NAS.NEA()})
	require.Equal(t, []string{"nl", "nl", "nl", "nl"}, []string{anna.In, bram.In, carl.In, dora.In})
	require.Equal(t, []string{"south", "north", "north", "south"}, []string{anna.Cell, bram.Cell, carl.Cell, dora.Cell})
	require.Equal(t, FaultWrongKey, bram.Fault)
	require.Equal(t, "001010000000001", carl.SUPI)
	require.Equal(t, [16]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, carl.k)
	require.Equal(t, carl.k, carl.opc)
	require.Regexp(t, "^999070[1-9]{9}$", anna.SUPI)
	require.NotEqual(t, anna.SUPI, dora.SUPI)
	require.Equal(t, []cell{{"north", 10, 26}, {"south", 11, 27}}, p.network("nl").cells)
	require.True(t, sc.Agreements[0].gpsiSupplied())
	require.False(t, sc.Agreements[1].gpsiSupplied())
	require.Equal(t, N32TLS, sc.Agreements[0].n32())
	require.Equal(t, Names{"two"}, sc.Script[1].Activate)
	require.Equal(t, Moves{{Subscriber: "dora", To: "north"}, {Subscriber: "carl", To: "south"}}, sc.Script[4].Move)
	require.Equal(t, Deregistrations{{"anna", false}}, sc.Script[5].Deregister)
	require.Equal(t, Deregistrations{{"carl", false}, {"dora", true}}, sc.Script[6].Deregister)
	require.Equal(t, []string{"iri", "cc"}, sc.Warrants["one"].deliver())

	// The seed and the name alone decide what is invented.
	again, err := sc.resolve(4)
	require.NoError(t, err)
	require.Equal(t, p.subscribers, again.subscribers)
	other, err := sc.resolve(5)
	require.NoError(t, err)
	require.NotEqual(t, anna.SUPI, other.subscriber("anna").SUPI)
	require.Equal(t, carl.SUPI, other.subscriber("carl").SUPI)
}

const minimal = `id: x
title: a title
networks:
  nl: {plmn: "001-01"}
subscribers:
  anna: {home: nl}
script:
  - register: anna
`

// TestProblems gives the loader one mistake at a time and wants its place, its words and its hint.
func TestProblems(t *testing.T) {
	edit := func(old, new string) string {
		require.Contains(t, minimal, old)
		return strings.Replace(minimal, old, new, 1)
	}
	for name, tc := range map[string]struct {
		text string
		want []string // "line:column: message" and, after a tab, the hint
	}{
		"nothing wrong":        {minimal, nil},
		"empty":                {"", []string{"1:1: the file is empty\t"}},
		"two documents":        {minimal + "---\nid: y\n", []string{"9:1: a file holds one scenario, this is a second document\t"}},
		"unknown key":          {edit("title:", "titel:"), []string{"1:1: a scenario lacks the key \"title\"\t", "2:1: a scenario has no key \"titel\"\tdid you mean \"title\"?"}},
		"duplicate key":        {edit("title: a title", "title: a title\ntitle: b"), []string{"3:1: the key \"title\" is there twice\tit stands in line 2 already"}},
		"duplicate subscriber": {edit("  anna: {home: nl}", "  anna: {home: nl}\n  anna: {home: nl}"), []string{"7:3: the key \"anna\" is there twice\tit stands in line 6 already"}},
		"wrong type":           {edit("title: a title", "title: [a, b]"), []string{"2:8: title: want a text, got a list\t"}},
		"number for text":      {edit("title: a title", "title: 12"), []string{"2:8: title: want a text, got a number\tput it in quotes"}},
		"real network":         {edit("001-01", "204-08"), []string{"4:14: plmn: 204-08 may belong to a real network; the lab plays test networks only (MCC 001 or 999)\tuse a test network, for example 001-01 or 999-70"}},
		"bad plmn":             {edit("001-01", "1-1"), []string{"4:14: plmn: want MCC-MNC with digits, for example 001-01, got \"1-1\"\t"}},
		"unknown subscriber":   {edit("register: anna", "register: ana"), []string{"8:15: there is no subscriber \"ana\"\tdid you mean \"anna\"?"}},
		"unknown network":      {edit("home: nl", "home: de"), []string{"6:16: there is no network \"de\"\tdid you mean \"nl\"?"}},
		"id and file":          {edit("id: x", "id: y"), []string{"1:5: the id y does not fit the file x.yaml\tthe id is the path of the file without .yaml"}},
		"planned key":          {edit("{home: nl}", "{home: nl, access: eps}"), []string{"6:20: \"access\" is not simulated yet\ta setting that is not played is never accepted, because the verdict would not depend on it"}},
		"planned step":         {edit("- register: anna", "- sms: {from: anna}"), []string{"8:5: \"sms\" is not simulated yet\ta setting that is not played is never accepted, because the verdict would not depend on it"}},
		"planned value":        {edit("subscribers:", "agreements: [{home: nl, visited: nl, n32: prins}]\nsubscribers:"), []string{"5:34: a network needs no agreement with itself\t", "5:43: n32: prins is not simulated yet\tplayed so far: tls"}},
		"two steps in one":     {edit("- register: anna", "- register: anna\n    deregister: anna"), []string{"8:5: a step does one thing, this one does 2\tbegin a new item of the list for the second one"}},
		"bad scheme":           {edit("{home: nl}", "{home: nl, suci: profile-c}"), []string{"6:26: suci: want one of null, profile-a, profile-b, got \"profile-c\"\tdid you mean \"profile-a\"?"}},
		"alias":                {edit("{home: nl}", "&a {home: nl}"), []string{"6:9: anchors, aliases, tags and merge keys are not accepted\ta scenario file says everything where it stands; use like: for subscribers"}},
		"not yaml":             {"id: [x", []string{"1:5: the text is not YAML: sequence end token ']' not found\t"}},
		"not registered":       {minimal + "  - deregister: anna\n  - move: {subscriber: anna, to: cell2}\n", []string{"10:24: anna is not registered here\t"}},
		"no such cell":         {minimal + "  - move: [{subscriber: anna, to: cell9}]\n", []string{"9:35: there is no cell of nl \"cell9\"\tdid you mean \"cell1\"?"}},
		"no registration":      {edit("{home: nl}", "{home: nl, fault: wrong-key}") + "  - deregister: anna\n", []string{"9:17: anna is not registered here\twith fault: wrong-key no registration succeeds"}},
		"circle":               {edit("{home: nl}", "{like: bram}\n  bram: {like: anna}"), []string{"6:16: the subscribers anna, bram, anna are like each other in a circle\t", "7:16: the subscribers bram, anna, bram are like each other in a circle\t"}},
		"foreign supi":         {edit("{home: nl}", "{home: nl, supi: \"999700000000001\"}"), []string{"6:26: the SUPI 999700000000001 does not begin with 00101, the PLMN of network nl\t"}},
		"expect nobody":        {minimal + "expect:\n  nl-1: {identity: T, iri: T, location: T, call: T, content: T}\n", []string{"10:3: there is no warrant \"nl-1\"\t"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("x.yaml", []byte(tc.text))
			if tc.want == nil {
				require.NoError(t, err)
				return
			}
			var p Problems
			require.ErrorAs(t, err, &p)
			var got []string
			for _, q := range p {
				got = append(got, strings.TrimPrefix(q.Error(), "x.yaml:")+"\t"+q.Hint)
			}
			require.Equal(t, tc.want, got)
		})
	}
}

// TestPrefixes cuts a scenario after every octet: the loader answers, and never panics.
func TestPrefixes(t *testing.T) {
	text, err := Text("inbound/registration-suci-a")
	require.NoError(t, err)
	for i := range text {
		if sc, err := Parse("-", text[:i]); err == nil {
			require.NotEmpty(t, sc.Script)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, id := range Shipped() {
		text, _ := Text(id)
		f.Add(text)
	}
	f.Add([]byte(minimal))
	f.Fuzz(func(t *testing.T, text []byte) {
		sc, err := Parse("-", text)
		if err == nil {
			// What the loader lets through, the runner can resolve.
			_, err = sc.resolve(1)
			require.NoError(t, err)
			return
		}
		var p Problems
		require.ErrorAs(t, err, &p)
		require.NotEmpty(t, p)
		for _, q := range p {
			require.Positive(t, q.Line)
			require.Positive(t, q.Column)
			require.NotEmpty(t, q.Message)
		}
	})
}

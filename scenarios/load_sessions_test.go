package scenarios

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/truth"
	"lilab/sim"
	"lilab/sim/event"
)

// TestSessionSettings reads every setting of sessions and applications in every form, and looks for it in what the
// simulator and the truth get.
func TestSessionSettings(t *testing.T) {
	sc, err := Parse("x.yaml", []byte(`id: x
title: a title
networks:
  nl: {plmn: "001-01", x3-format: ip, dnns: {internet: {types: [ipv4, ipv6], confidentiality: required}, ims: {}}}
  de: {plmn: 999-070, dnns: {internet: {confidentiality: not-needed}, ims: {types: [ipv6]}}}
agreements:
  - {home: de, visited: nl, data: local-breakout}
  - {home: nl, visited: de, data: home-routed}
subscribers:
  anna: {home: de, in: nl}
  bram: {home: nl}
  dora: {home: nl}
warrants:
  one: {agency: nl, target: anna.supi, header-reports: summary}
  two: {agency: de, target: anna.supi, header-reports: per-packet, header-reports-by: mdf}
script:
  - register: [anna, bram, dora]
  - open-session: anna
  - open-session: [bram, {subscriber: anna, dnn: ims, id: 7, type: ipv6}, dora]
  - data: {from: anna, app: dns, requests: 2, protection: tls, session: 1}
  - data: [{from: bram, to: dora, app: messenger, protection: e2ee+tls, messages: 2, octets: 64}, {from: anna, app: udp, octets: 1352, session: 7}]
  - close-session: {subscriber: anna, id: 1}
  - data: {from: anna, app: http, octets: 1000000}
  - close-session: [anna, {subscriber: bram}]
`))
	require.NoError(t, err)
	p, err := sc.resolve(1)
	require.NoError(t, err)
	cfg := p.labConfig(nil, nil, nil, nil, nil)
	require.Equal(t, sim.DNN{Types: []event.PDUSessionType{event.IPv4, event.IPv6}, Confidentiality: "required"}, cfg.Networks["nl"].DNNs["internet"])
	require.Equal(t, sim.DNN{Types: []event.PDUSessionType{event.IPv6}, Confidentiality: "preferred"}, cfg.Networks["de"].DNNs["ims"])
	require.Equal(t, sim.LocalBreakout, cfg.Agreements[0].Data)
	require.Equal(t, sim.HomeRouted, cfg.Agreements[1].Data)
	tr := p.truth()
	require.Equal(t, truth.Agreement{Home: "nl", Visited: "de", N32: "tls", GPSISupplied: true, Data: "home-routed", N9: "clear"}, tr.Agreements[1])
	require.Empty(t, tr.Agreements[0].N9)
	require.Equal(t, []string{"summary", "upf"}, []string{tr.Warrants["one"].HeaderReports, tr.Warrants["one"].HeaderReportsBy})
	require.Equal(t, []string{"per-packet", "mdf"}, []string{tr.Warrants["two"].HeaderReports, tr.Warrants["two"].HeaderReportsBy})
	require.Equal(t, X3IP, sc.Networks["nl"].x3Format())
	require.Equal(t, X3GTPU, sc.Networks["de"].x3Format())
	require.Equal(t, SessionOpenings{{Subscriber: "bram"}, {Subscriber: "anna", DNN: "ims", ID: 7, Type: SessionIPv6}, {Subscriber: "dora"}}, sc.Script[2].OpenSession)
	require.Equal(t, SessionClosings{{Subscriber: "anna"}, {Subscriber: "bram"}}, sc.Script[7].CloseSession)
	require.Equal(t, Transfers{{From: "anna", App: AppDNS, Requests: 2, Protection: ProtectionTLS, Session: 1}}, sc.Script[3].Data)
}

// TestWithoutSessions has no session plane where nothing asks for one: scenarios of registrations stay as fast and as
// small as they were.
func TestWithoutSessions(t *testing.T) {
	sc, err := Get("inbound/registration-suci-a")
	require.NoError(t, err)
	require.False(t, sc.carriesData())
	p, err := sc.resolve(1)
	require.NoError(t, err)
	for name, n := range p.labConfig(nil, nil, nil, nil, nil).Networks {
		require.Empty(t, n.DNNs, name)
	}
}

const visitor = `id: x
title: a title
networks:
  nl: {plmn: "001-01"}
  de: {plmn: "999-70"}
agreements:
  - {home: de, visited: nl, data: home-routed}
subscribers:
  anna: {home: de, in: nl}
  bram: {home: nl}
warrants:
  nl-1: {agency: nl, target: anna.supi}
script:
  - register: [anna, bram]
  - open-session: [anna, bram]
  - data: {from: anna, app: http}
  - close-session: [anna, bram]
`

// TestSessionProblems shows each mistake about sessions and applications with place, message and hint.
func TestSessionProblems(t *testing.T) {
	edit := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(visitor) }
	step := "  - data: {from: anna, app: http}\n"
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"nothing wrong":       {visitor, nil},
		"no route":            {edit(", data: home-routed", ""), []string{"15:20: anna has no PDU sessions in nl: the agreement says nothing about data\tadd data: home-routed or data: local-breakout to the agreement {home: de, visited: nl}"}},
		"unknown route":       {edit("home-routed", "home-route"), []string{"7:35: data: want one of local-breakout, home-routed, got \"home-route\"\tdid you mean \"home-routed\"?"}},
		"n9 without route":    {edit("data: home-routed", "data: local-breakout, n9: clear"), []string{"7:51: there is an N9 with data: home-routed only\tadd data: home-routed"}},
		"no session":          {edit("  - open-session: [anna, bram]\n", "  - open-session: bram\n"), []string{"16:12: anna has no open PDU session here\tput a step before it: - open-session: anna", "17:21: anna has no open PDU session here\tput a step before it: - open-session: anna"}},
		"not registered":      {edit("[anna, bram]\n  - open", "[bram]\n  - open"), []string{"15:20: anna is not registered here\t", "16:18: anna is not registered here\t", "17:21: anna is not registered here\t"}},
		"session after leave": {edit(step, "  - deregister: anna\n  - register: anna\n"+step), []string{"18:12: anna has no open PDU session here\tput a step before it: - open-session: anna", "19:21: anna has no open PDU session here\tput a step before it: - open-session: anna"}},
		"which session":       {edit(step, "  - open-session: anna\n"+step), []string{"17:12: anna has 2 open PDU sessions, and the step names none\tadd session: 1", "18:21: anna has 2 open PDU sessions, and the step names none\tadd id: 1"}},
		"another session":     {edit("app: http}", "app: http, session: 4}"), []string{"16:44: PDU session 4 of anna is not open here\t"}},
		"open twice":          {edit(step, "  - open-session: {subscriber: anna, id: 1}\n"), []string{"16:42: PDU session 1 of anna is open already\t"}},
		"session 16":          {edit("app: http}", "app: http, session: 16}"), []string{"16:44: session: want at most 15, got 16\t", "16:44: PDU session 16 of anna is not open here\t"}},
		"no such DNN":         {edit("[anna, bram]\n  - data", "[{subscriber: anna, dnn: internett}, bram]\n  - data"), []string{"15:44: there is no data network \"internett\" in de\tdid you mean \"internet\"?"}},
		"which DNN":           {edit(`"999-70"}`, `"999-70", dnns: {a: {}, b: {}}}`), []string{"15:20: which data network: a or b of de?\tadd dnn:"}},
		"a type not offered":  {edit(`"999-70"}`, `"999-70", dnns: {internet: {types: [ipv6]}}}`), []string{"16:12: PDU session 1 of anna does not come about: internet of de does not offer ipv4\t", "17:21: PDU session 1 of anna does not come about: internet of de does not offer ipv4\t"}},
		"no ethernet":         {edit("[anna, bram]\n  - data", "[{subscriber: anna, type: ethernet}, bram]\n  - data"), []string{"16:12: PDU session 1 of anna does not come about: internet of de does not offer ethernet\t", "17:21: PDU session 1 of anna does not come about: internet of de does not offer ethernet\t"}},
		"web over frames":     {edit(`"999-70"}`, `"999-70", dnns: {lan: {types: [ethernet]}, internet: {}}}`, "[anna, bram]\n  - data", "[{subscriber: anna, type: ethernet, dnn: lan}]\n  - data", "close-session: [anna, bram]", "close-session: anna"), []string{"16:29: PDU session 1 of anna has the type ethernet, and http does not run there\tuse app: frames"}},
		"frames over IP":      {edit("app: http}", "app: frames, octets: 1500}"), []string{"16:29: PDU session 1 of anna has the type ipv4, and frames does not run there\topen a session with type: ethernet or type: unstructured", "16:45: a frame has at most 1400 octets of payload\t"}},
		"refused by nobody":   {edit("[anna, bram]\n  - data", "[{subscriber: anna, refused: true}, bram]\n  - data"), []string{"15:39: internet of de offers ipv4, so nothing refuses the session\tname a data network or a type that there is not"}},
		"refused":             {edit("[anna, bram]\n  - data", "[{subscriber: anna, refused: true, dnn: nowhere}, {subscriber: anna, type: unstructured, refused: true}, anna, bram]\n  - data"), nil},
		"a change of nothing": {edit(step, step+"  - modify-session: {subscriber: anna}\n"), []string{"17:22: the step changes nothing\tadd add-flow: or remove-flow:"}},
		"two changes":         {edit(step, step+"  - modify-session: {subscriber: anna, add-flow: {protocol: udp}, remove-flow: 2}\n"), []string{"17:67: a modification adds a flow or removes one\tbegin a new item of the list for the second one"}},
		"a flow with a rate":  {edit(step, step+"  - modify-session: {subscriber: anna, add-flow: {protocol: udp, five-qi: 1}}\n"), []string{"17:75: five-qi: want one of 5, 6, 7, 8, 9, 10, 69, 70, 79, 80, got \"1\"\t"}},
		"released twice":      {edit(step, step+"  - release-session: [anna, {subscriber: anna, cause: 39}]\n", "close-session: [anna, bram]", "close-session: bram"), []string{"17:30: anna has no open PDU session here\tput a step before it: - open-session: anna"}},
		"move to another gNB": {edit(`"001-01"}`, `"001-01", cells: {a: {tac: "000001", nr-cell-id: "000000011"}, b: {tac: "000001", nr-cell-id: "100000011"}}}`, step, "  - move: {subscriber: anna, to: b}\n"+step), []string{"16:34: cell b is of another gNB than a, where anna is, and a move stays with the gNB\tuse handover"}},
		"handover":            {edit(`"001-01"}`, `"001-01", handover: n2, cells: {a: {tac: "000001", nr-cell-id: "000000011"}, b: {tac: "000001", nr-cell-id: "100000011"}}}`, step, "  - handover: {subscriber: anna, to: b, during: {app: http}}\n"+step), nil},
		"handover to nowhere": {edit(step, "  - handover: [{subscriber: anna, to: cell1}, {subscriber: bram, to: cell2, during: {from: anna, app: http}}]\n"+step), []string{"16:39: anna is in cell cell1 already\t", "16:92: the application is on the phone that is handed over, bram\t"}},
		"to a server":         {edit("app: http}", "app: http, to: bram}"), []string{"16:35: http goes to a server of the data network, not to bram\tonly the messenger connects two users"}},
		"to oneself":          {edit("app: http}", "app: messenger, to: anna}"), []string{"16:44: anna cannot write to anna\t"}},
		"to another network":  {edit("app: http}", "app: messenger, to: bram}"), []string{"16:44: bram has no open PDU session that ends in de, where that of anna ends\tthe two users of the messenger meet at one server"}},
		"to nobody":           {edit("app: http}", "app: messenger, to: bran}"), []string{"16:44: there is no subscriber \"bran\"\tdid you mean \"bram\"?"}},
		"e2ee web":            {edit("app: http}", "app: http, protection: e2ee}"), []string{"16:47: http has no protection e2ee\thttp has none, tls"}},
		"udp over tls":        {edit("app: http}", "app: udp, protection: tls}"), []string{"16:46: udp has no protection tls\tudp has none"}},
		"messages of http":    {edit("app: http}", "app: http, messages: 3}"), []string{"16:35: http has requests, not messages\tuse \"requests\""}},
		"requests of udp":     {edit("app: http}", "app: udp, requests: 3}"), []string{"16:34: udp has messages, not requests\tuse \"messages\""}},
		"octets of dns":       {edit("app: http}", "app: dns, octets: 100}"), []string{"16:34: what a lookup carries is the name, so dns has no octets\t"}},
		"large datagram":      {edit("app: http}", "app: udp, octets: 1400}"), []string{"16:42: a datagram has 56 to 1352 octets, so that it fits one packet of a PDU session\t"}},
		"large message":       {edit("app: http}", "app: messenger, octets: 60000}"), []string{"16:48: a message has at most 50000 octets\t"}},
		"no app":              {edit(", app: http", ""), []string{"16:5: data lacks the key \"app\"\t"}},
		"unknown app":         {edit("app: http", "app: html"), []string{"16:29: app: want one of http, dns, messenger, udp, frames, got \"html\"\tdid you mean \"http\"?"}},
		"unknown key":         {edit("app: http", "ap: http"), []string{"16:5: data lacks the key \"app\"\t", "16:24: data has no key \"ap\"\tdid you mean \"app\"?"}},
		"reports by nobody":   {edit("anna.supi}", "anna.supi, header-reports-by: mdf}"), []string{"12:41: no header reports are ordered\tadd header-reports: per-packet or header-reports: summary"}},
		"reports without iri": {edit("anna.supi}", "anna.supi, deliver: [cc], header-reports: summary}"), []string{"12:56: header reports are IRI, and the warrant does not order it\tadd iri to deliver"}},
		"reports of voice":    {edit("anna.supi}", "anna.supi, services: [voice], header-reports: summary}"), []string{"12:60: header reports are of the service data, and the warrant does not cover it\tadd data to services"}},
		"reports of nothing":  {strings.Replace(minimal, "script:", "warrants:\n  w: {agency: nl, target: anna.supi, header-reports: summary}\nscript:", 1), []string{"8:38: no step of the script opens a PDU session, so there are no packets to report\t"}},
		"format of nothing":   {strings.Replace(minimal, `"001-01"`, `"001-01", x3-format: ip`, 1), []string{"4:24: no step of the script opens a PDU session, so nothing is delivered over X3\t"}},
		"policy":              {edit(`"999-70"}`, `"999-70", dnns: {internet: {confidentiality: off}}}`), []string{"5:59: confidentiality: want one of required, preferred, not-needed, got \"off\"\t"}},
		"key of a DNN":        {edit(`"999-70"}`, `"999-70", dnns: {internet: {type: ipv4}}}`), []string{"5:42: data network internet has no key \"type\"\tdid you mean \"types\"?"}},
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

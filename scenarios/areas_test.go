package scenarios

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/oracle"
	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// told is what a record of the visited network is about: its type with the cause or the request type, the SMF that it is from, and the
// correlation.
type told struct {
	what, by    string
	correlation uint64
}

// recordsOf reads the records about a subscriber on a reference point of X2.
func recordsOf(t *testing.T, out, point, supi string) (all []told) {
	t.Helper()
	frames(t, out, func(f pcaps.Frame) {
		if f.Interface != point || f.LinkType != pcaps.LinkTypeUpperPDU {
			return
		}
		p, err := f.PDU()
		require.NoError(t, err)
		if binary.BigEndian.Uint16(p.Payload[2:]) != 1 {
			return
		}
		payload := x2payload(t, p.Payload)
		x, _, err := xiri.ParseXIRIPayload(payload)
		require.NoError(t, err)
		head := p.Payload[:len(p.Payload)-len(payload)]
		r := told{correlation: binary.BigEndian.Uint64(head[32:])}
		for _, smf := range []string{"smf1", "smf2"} {
			if strings.Contains(string(head), smf) {
				r.by = smf
			}
		}
		switch e := x.Event.(type) {
		case *xiri.N9HRPDUSessionInfo:
			if string(e.SUPI.IMSI) == supi {
				r.what = e.MessageCause.String()
				all = append(all, r)
			}
		case *xiri.SMFPDUSessionEstablishment:
			r.what = "establishment"
			if e.RequestType == xiri.FiveGSMRequestTypeExistingPDUSession {
				r.what = "taken over"
			}
			all = append(all, r)
		case *xiri.SMFPDUSessionRelease:
			r.what = "release"
			all = append(all, r)
		}
	})
	return all
}

// TestVSMFChange plays the change of V-SMF in a call: the LMISF learns of it from the new V-SMF under the correlation that the session has,
// and the agency gets what both V-SMFs and both V-UPFs have of one communication.
func TestVSMFChange(t *testing.T) {
	sc, err := Get("inbound/voice-n9hr-smf-change")
	require.NoError(t, err)
	out := t.TempDir()
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 9})
	requirePass(t, sc, res)
	require.Equal(t, oracle.Pass, resultOf(res, "HR-1", "nl"))
	tr, err := readTruth(out + "/" + TruthFile)
	require.NoError(t, err)
	for _, name := range []string{"anna", "carla"} {
		info := recordsOf(t, out, "nl.x2lite", tr.Subscribers[name].SUPI)
		at := slices.IndexFunc(info, func(r told) bool { return strings.EqualFold(r.what, "sMFChanged") })
		require.Positive(t, at, "%v", info)
		require.Equal(t, "smf1", info[0].by)
		require.Equal(t, "smf2", info[at].by)
		require.Equal(t, info[0].correlation, info[at].correlation, name)
	}
	smfs := recordsOf(t, out, "nl.x2", "")
	require.Equal(t, []told{{"establishment", "smf1", smfs[0].correlation}, {"taken over", "smf2", smfs[0].correlation}, {"release", "smf2", smfs[0].correlation}}, smfs)
	require.NotZero(t, smfs[0].correlation)
	handovers := 0
	for _, s := range tr.Steps {
		if s.Kind == "handover" {
			handovers++
			require.Equal(t, "smf2", s.Cell.SMF)
		}
	}
	require.Equal(t, 2, handovers)
}

// deaf is a CC-POI that loses everything from one UPF.
type deaf struct{ poi.CCUntampered }

// TestOracleNoticesVUPF has the point of interception at the new V-UPF deliver nothing: the oracle misses those packets and no others.
func TestOracleNoticesVUPF(t *testing.T) {
	n := 0
	res := playShipped(t, "inbound/data-hr-smf-change", RunConfig{Seed: 9, TamperCC: func(network string) poi.CCTamperer {
		if network != "nl" {
			return nil
		}
		if n++; n == 2 {
			return deaf{}
		}
		return nil
	}})
	require.Equal(t, oracle.Fail, res.Verdict)
	require.Equal(t, oracle.Fail, resultOf(res, "CC-1", "nl-1"))
	require.Equal(t, oracle.Pass, resultOf(res, "CC-1", "de-1"))
	at := slices.IndexFunc(res.Warrants, func(w oracle.Warrant) bool { return w.ID == "nl-1" })
	c := res.Warrants[at].Sessions[0]
	require.Positive(t, c.X3.Uplink, "what crossed the first V-UPF")
	require.Less(t, c.X3.Uplink, c.Due.Uplink)
}

// Packet misses every packet.
func (deaf) Packet(*lipf.Task, *event.UPFPacket) bool { return false }

// TestAreas looks at the functions that cells are assigned to, and at what is no assignment.
func TestAreas(t *testing.T) {
	sc, err := Get("inbound/data-hr-smf-change")
	require.NoError(t, err)
	p, err := sc.resolve(1)
	require.NoError(t, err)
	smfs, upfs := p.network("nl").simFunctions()
	require.Equal(t, []sim.SMF{{Name: "smf1", TACs: []uint32{1}, UPFs: []string{"upf1"}}, {Name: "smf2", TACs: []uint32{2}, UPFs: []string{"upf2"}}}, smfs)
	require.Equal(t, []sim.UPF{{Name: "upf1"}, {Name: "upf2"}}, upfs)
	smfs, upfs = p.network("de").simFunctions()
	require.Empty(t, smfs)
	require.Empty(t, upfs)

	const text = `id: x
title: a title
networks:
  nl:
    plmn: "001-01"
    smfs: 2
    cells:
      c1: {tac: "000001", nr-cell-id: "000010011"}
      c2: {tac: "000002", nr-cell-id: "000020011", smf: 2}
  de: {plmn: "999-70"}
agreements: [{home: de, visited: nl, data: home-routed}]
subscribers: {anna: {home: de, in: nl}}
script:
  - register: anna
  - open-session: anna
`
	_, err = Parse("x.yaml", []byte(text))
	require.NoError(t, err)
	for name, c := range map[string]struct{ old, new, want string }{
		"no such SMF":          {"smf: 2}", "smf: 3}", "nl has no smf3"},
		"an SMF without cells": {", smf: 2}", "}", "smf2 serves no cell of nl"},
		"both":                 {"    smfs: 2\n", "    smfs: 2\n    upfs: 2\n", "several SMFs have a UPF each"},
		"a V-UPF alone":        {"    smfs: 2\n", "    upfs: 2\n", "changes together with its V-SMF"},
		"one tracking area":    {`"000002", nr`, `"000001", nr`, "are in one tracking area"},
		"one gNB":              {"000020011", "000010012", "are of one gNB"},
	} {
		require.Contains(t, text, c.old, name)
		_, err := Parse("x.yaml", []byte(strings.Replace(text, c.old, c.new, 1)))
		require.ErrorContains(t, err, c.want, name)
	}
}

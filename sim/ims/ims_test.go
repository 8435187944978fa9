package ims_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

func TestIdentities(t *testing.T) {
	p := event.PLMN{MCC: "999", MNC: "70"}
	require.Equal(t, "ims.mnc070.mcc999.3gppnetwork.org", ims.HomeDomain(p))
	require.Equal(t, "999700000000001@ims.mnc070.mcc999.3gppnetwork.org", ims.IMPI("999700000000001", p))
	require.True(t, ims.SameUser("tel:+49-151-1", "sip:+491511@ims.mnc070.mcc999.3gppnetwork.org;user=phone"))
	require.False(t, ims.SameUser("tel:+491511", "tel:+491512"))
	require.True(t, ims.SameUser("sip:Anna@Example.com;x=1", "sip:anna@example.com"))
	require.False(t, ims.SameUser("sip:491511@example.com", "tel:+491511"), "a name of digits is no number")
	d, ok := ims.Telephone("sip:+491511;npdi@x;user=phone")
	require.True(t, ok)
	require.Equal(t, "491511", d)
	for _, u := range []string{"tel:", "sip:anna@x", "urn:service:sos", "tel:abc", ""} {
		_, ok := ims.Telephone(u)
		require.False(t, ok, u)
	}
	require.Equal(t, "urn:gsma:imei:35693803-564380-0", ims.IMEIURN("3569380356438030"))
}

func TestAccessNetworkInfo(t *testing.T) {
	for _, mnc := range []string{"70", "070"} {
		in := event.Location{TAI: event.TAI{PLMN: event.PLMN{MCC: "999", MNC: mnc}, TAC: 0xabcdef}, NRCellID: 0xfedcba987}
		out := ims.ParseAccessNetworkInfo(ims.AccessNetworkInfo(in))
		require.NotNil(t, out)
		require.Equal(t, in.TAI, out.TAI)
		require.Equal(t, in.NRCellID, out.NRCellID)
	}
	for _, v := range []string{"", "IEEE-802.11", "3GPP-NR-TDD", "3GPP-NR-TDD;utran-cell-id-3gpp=1", "3GPP-NR-TDD;utran-cell-id-3gpp=99970zzzzzz000000000", "3GPP-NR-FDD;utran-cell-id-3gpp=9x970000001000000010"} {
		require.Nil(t, ims.ParseAccessNetworkInfo(v), v)
	}
}

// TestDigest has the example of RFC 2617 clause 3.5, and the empty password of a resynchronisation.
func TestDigest(t *testing.T) {
	d, err := ims.ParseDigest(`Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", opaque="5ccc069c403ebaf9f0171e9517f40e41"`)
	require.NoError(t, err)
	require.Equal(t, "6629fae49393a05397450978507c4ef1", d.Respond("GET", []byte("Circle Of Life")))
	again, err := ims.ParseDigest(d.String())
	require.NoError(t, err)
	require.Equal(t, d, again)
	for _, v := range []string{"", "Digest", "Basic x", `Digest a`, `Digest a="b`, `Digest a="b" c="d"`, `Digest a=1, a=2`, `Digest "=1`, "Digest " + strings.Repeat("x=1,", 100)} {
		got, err := ims.ParseDigest(v)
		if v == "Digest" {
			require.NoError(t, err)
			require.Empty(t, got)
			continue
		}
		require.ErrorIs(t, err, ims.ErrDigest, v)
	}
	_, _, err = ims.Digest{"nonce": "AAAA"}.Challenge()
	require.ErrorIs(t, err, ims.ErrDigest)
	rand, autn, err := ims.Digest{"nonce": ims.Nonce([16]byte{1}, [16]byte{2})}.Challenge()
	require.NoError(t, err)
	require.Equal(t, [16]byte{1}, rand)
	require.Equal(t, [16]byte{2}, autn)
}

// FuzzHeaders: readers of header values end, and what they make of them holds.
func FuzzHeaders(f *testing.F) {
	f.Add(`Digest username="a", nonce="b==", nc=1`)
	f.Add(`3GPP-NR-TDD;utran-cell-id-3gpp=99970000001000000010`)
	f.Add(`<sip:a@1.2.3.4>;+sip.instance="<urn:gsma:imei:35693803-564380-0>"`)
	f.Add("sip:+49-151@x;user=phone")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ims.ParseDigest(s); err == nil {
			_, _, _ = d.Challenge()
			require.Len(t, d.Respond("REGISTER", []byte(s)), 32)
		}
		if l := ims.ParseAccessNetworkInfo(s); l != nil {
			again := ims.ParseAccessNetworkInfo(ims.AccessNetworkInfo(*l))
			require.Equal(t, l.TAI, again.TAI)
			require.Equal(t, l.NRCellID, again.NRCellID)
		}
		m := &sip.Message{Headers: []sip.Header{{Name: "Contact", Value: s}, {Name: "P-Asserted-Identity", Value: s}}}
		if v := ims.Instance(m); v != "" {
			require.Len(t, v, 14)
		}
		for _, u := range ims.Asserted(m) {
			require.NotEmpty(t, u)
			require.True(t, ims.SameUser(u, u))
		}
		if d, ok := ims.Telephone(s); ok {
			require.Equal(t, ims.UserPart(s), d)
			require.True(t, ims.SameUser(s, ims.TelURI(d)))
		}
	})
}

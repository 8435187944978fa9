package sim_test

import (
	"net"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/sip"
)

// TestIMSTrust has a stranger on the link of the IMS, and one between the networks, say of a REGISTER that it came protected: nobody is
// deregistered by it. A phone that is protected deregisters at once.
func TestIMSTrust(t *testing.T) {
	a := person("de", "de", 1, gm.ESPNull)
	lab, ctx := start(t, withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": a}))
	p := phone(t, ctx, lab, "a", sim.PhoneConfig{})
	de := lab.Network("de")
	i := de.IMS()
	impi, impu := ims.IMPI(a.SUPI, de.PLMN), ims.TemporaryIMPU(a.SUPI, de.PLMN)
	registrar := "sip:" + ims.HomeDomain(de.PLMN)
	rogue, err := de.Server("rogue")
	require.NoError(t, err)
	inside, err := i.Link().Attach(rogue)
	require.NoError(t, err)
	conn, err := rogue.ListenPacket(ctx, netip.AddrPortFrom(inside, 5060))
	require.NoError(t, err)
	defer conn.Close()
	ask := func(function string, claim string) *sip.Message {
		at, ok := i.Directory.Resolve("sip:" + i.FQDN(function))
		require.True(t, ok)
		w := &wire{t: t, conn: conn, at: netip.AddrPortFrom(inside, 5060), to: net.UDPAddrFromAddrPort(at), n: len(function) * 10}
		m := w.message("REGISTER", registrar, "To", "<"+impu+">", "From", "<"+impu+">;tag=1", "Expires", "0",
			"Authorization", ims.Digest{"username": impi, "realm": ims.HomeDomain(de.PLMN), "nonce": "", "uri": registrar, "response": "", "integrity-protected": claim}.String())
		m.Add("P-Visited-Network-ID", ims.HomeDomain(de.PLMN))
		m.Set("Contact", "<sip:hand@"+w.at.String()+">;expires=0")
		return w.ask(m)
	}
	for _, function := range []string{"scscf", "icscf"} {
		r := ask(function, "yes")
		require.NotNil(t, r, function)
		require.Equal(t, 401, r.Status, "%s believes a stranger", function)
		require.Equal(t, 1, i.SCSCF.Registered())
	}
	require.NoError(t, p.Deregister(ctx))
	require.Zero(t, i.SCSCF.Registered())
}

// TestIMSPartners sends requests to the IBCF from an address between the networks that is that of no partner.
func TestIMSPartners(t *testing.T) {
	lab, ctx := start(t, withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": person("de", "nl", 1, gm.None), "b": person("de", "de", 2, gm.None)}))
	b := phone(t, ctx, lab, "b", sim.PhoneConfig{})
	phone(t, ctx, lab, "a", sim.PhoneConfig{}) // its REGISTER comes through both IBCFs
	rogue, err := lab.Network("nl").Server("rogue")
	require.NoError(t, err)
	link, ibcf := lab.Network("de").IMS().Ici()
	at, err := link.Attach(rogue)
	require.NoError(t, err)
	conn, err := rogue.ListenPacket(ctx, netip.AddrPortFrom(at, 5060))
	require.NoError(t, err)
	defer conn.Close()
	w := &wire{t: t, conn: conn, at: netip.AddrPortFrom(at, 5060), to: net.UDPAddrFromAddrPort(ibcf)}
	for _, method := range []string{"INVITE", "MESSAGE", "OPTIONS", "REGISTER"} {
		r := w.ask(w.message(method, ims.TelURI(person("de", "de", 2, gm.None).GPSI), "Route", "<sip:"+lab.Network("de").IMS().FQDN("icscf")+";lr>"))
		require.NotNil(t, r, method)
		require.Equal(t, 403, r.Status, method)
	}
	require.NoError(t, b.Deregister(ctx))
}

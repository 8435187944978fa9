package oracle

import "lilab/oracle/observe"

// complete checks what tables of stage 3 make mandatory and the ASN.1 does not.
func complete(c *check, rec *observe.Record, s observe.Source) {
	c.ok()
	switch rec.Type {
	case observe.AMFDeregistration:
		if rec.SUPI == "" && rec.SUCI == nil && rec.PEI == "" && rec.GPSI == "" {
			c.fail("one of sUPI, sUCI, pEI, gPSI (TS 33.128 R19 table 6.2.2.2.3-1)", "none of them", ev(s, rec.Type))
		}
	case observe.UDMServingSystem:
		if rec.Roaming == nil {
			c.fail("roamingIndicator (TS 33.128 R19 clause 7.2.2.3)", "absent", ev(s, rec.Type))
		} else if *rec.Roaming && rec.PLMN == "" {
			c.fail("pLMNID of the visited network when roaming (TS 33.128 R19 clause 7.2.2.3)", "absent", ev(s, rec.Type))
		}
	}
	if m := rec.IMS; m != nil && rec.Type == observe.IMSMessage && m.Err != nil {
		c.fail("a SIP message in sIPContent (TS 33.128 R19 table 7.12.4.2.1-1)", m.Err.Error(), ev(s, rec.Type))
	}
	if m := rec.SMS; m != nil {
		lacks := func(what string) {
			c.fail(what+" (TS 33.128 R19 clause 6.2.5)", "absent", ev(s, rec.Type))
		}
		if m.Form == "" {
			lacks("sMSTPDUData")
		}
		if m.Type == "" {
			lacks("messageType")
		}
		if m.Reference < 0 {
			lacks("rPMessageReference")
		}
	}
	if rec.Session != nil {
		completeSession(c, rec, s)
	}
}

// completeSession checks the tables of records about PDU sessions, TS 33.128 R19 tables 6.2.3.2.2-1 to 6.2.3.2.5-1.
func completeSession(c *check, rec *observe.Record, s observe.Source) {
	lacks := func(what, table string) {
		c.fail(what+" (TS 33.128 R19 table "+table+")", "absent", ev(s, rec.Type))
	}
	var table string
	switch rec.Type {
	case observe.SMFEstablishment:
		table = "6.2.3.2.2-1"
		if rec.SUPI == "" && rec.PEI == "" && rec.GPSI == "" {
			c.fail("one of sUPI, pEI, gPSI (TS 33.128 R19 table "+table+")", "none of them", ev(s, rec.Type))
		}
	case observe.SMFModification:
		table = "6.2.3.2.3-1"
		if rec.Session.ID < 0 {
			lacks("pDUSessionID", table)
		}
	case observe.SMFStart:
		table = "6.2.3.2.5-1"
	default:
		return
	}
	if !rec.Session.TunnelInfo {
		lacks("gTPTunnelInfo", table)
	}
	if rec.Type != observe.SMFModification && rec.SUPI != "" && rec.Session.Unauthenticated == nil {
		lacks("sUPIUnauthenticated with sUPI", table)
	}
}

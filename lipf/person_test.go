package lipf_test

import (
	"crypto/tls"
	"time"

	"lilab/lipf"
	"lilab/sim/event"
)

type tlsCertificate = tls.Certificate

// person is a subscriber about whom the tests make events by hand.
type person struct {
	event.Subscriber
	guti event.GUTI
	at   time.Time
}

func newPerson(n uint32) *person {
	digits := []byte("001010000000000")
	for i, v := len(digits)-1, n; v > 0; i, v = i-1, v/10 {
		digits[i] = '0' + byte(v%10)
	}
	return &person{
		Subscriber: event.Subscriber{SUPI: string(digits), Authenticated: true, PEI: "35509306" + string(digits[8:15]) + "1", GPSI: "1555" + string(digits[8:15]),
			SUCI: &event.SUCI{HomeNetwork: nl, RoutingIndicator: "0000", Scheme: 1, HomeNetworkPublicKeyID: 1, SchemeOutput: []byte{1, 2, 3, byte(n)}}},
		guti: event.GUTI{PLMN: nl, AMFRegionID: 1, AMFSetID: 1, TMSI: 0x12340000 + n},
		at:   time.Date(2026, 1, 2, 3, 4, 5, 123456789, time.UTC).Add(time.Duration(n) * time.Second),
	}
}

func (p *person) supi() lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: p.SUPI}
}
func (p *person) pei() lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.PEIIMEISV, Value: p.PEI}
}
func (p *person) gpsi() lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.GPSIMSISDN, Value: p.GPSI}
}

// tick moves the person's clock; events of tests with tasks in the past need none.
func (p *person) head(nf event.NF) event.Header {
	p.at = p.at.Add(time.Millisecond)
	return event.Header{Time: p.at, NF: nf}
}

func cell(n uint64, at time.Time) event.Location {
	return event.Location{TAI: event.TAI{PLMN: nl, TAC: 1}, NCGIPLMN: nl, NRCellID: n, Time: at}
}

func (p *person) registered() event.AMFRegistered {
	h := p.head(amfNF)
	return event.AMFRegistered{Header: h, Subscriber: p.Subscriber, Type: event.InitialRegistration, GUTI: p.guti, Location: cell(0x10, h.Time),
		TAIList: []event.TAI{{PLMN: nl, TAC: 1}, {PLMN: nl, TAC: 2}}, AllowedNSSAI: []event.SNSSAI{{SST: 1}, {SST: 1, SD: []byte{1, 2, 3}}}, SMSOverNAS: true}
}

func (p *person) moved(to uint64) event.AMFLocationChanged {
	h := p.head(amfNF)
	return event.AMFLocationChanged{Header: h, Subscriber: event.Subscriber{SUPI: p.SUPI, Authenticated: true}, GUTI: p.guti, Location: cell(to, h.Time)}
}

func (p *person) deregistered(by event.Initiator) event.AMFDeregistered {
	h := p.head(amfNF)
	l := cell(0x10, h.Time)
	return event.AMFDeregistered{Header: h, Subscriber: p.Subscriber, GUTI: p.guti, Initiator: by, SwitchOff: by == event.ByUE, Location: &l}
}

func (p *person) failed() event.AMFRegistrationFailed {
	h := p.head(amfNF)
	s := p.Subscriber
	s.Authenticated = false
	l := cell(0x10, h.Time)
	return event.AMFRegistrationFailed{Header: h, Subscriber: s, Cause: 3, RequestedNSSAI: []event.SNSSAI{{SST: 1}}, Location: &l}
}

func (p *person) served(by event.PLMN) event.UDMServingSystem {
	return event.UDMServingSystem{Header: p.head(udmNF), Subscriber: p.Subscriber, GUAMI: event.GUAMI{PLMN: by, AMFRegionID: 1, AMFSetID: 1},
		ServingPLMN: by, Roaming: by != nl, SubscriptionDataSets: []byte(`{"amData":{}}`)}
}

func (p *person) cancelled(by event.PLMN, purged bool) event.UDMLocationCancelled {
	return event.UDMLocationCancelled{Header: p.head(udmNF), Subscriber: p.Subscriber, GUAMI: event.GUAMI{PLMN: by, AMFRegionID: 1, AMFSetID: 1}, ServingPLMN: by, Purged: purged}
}

func (p *person) authenticated(problem string) event.UDMAuthentication {
	return event.UDMAuthentication{Header: p.head(udmNF), Subscriber: p.Subscriber, ServingNetwork: de, AUSFInstanceID: "6f1c1f0e-6a0f-4b7e-8d50-0c7b8a3a0003", Problem: problem}
}

package poi

import (
	"lilab/lipf"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// amfPOI is what is special about the IRI-POI of an AMF.
type amfPOI struct {
	registered states[*registration]
}

// registration is what the POI keeps of a UE that is registered: what the AMF told in the life of the registration. It
// is kept for every UE, so that a task that comes later finds the SUCI, the GUTI and the cell (rules G1 and G2 of
// the lab: TS 33.128 clause 6.2.2.2.5, TS 33.127 R18 clause 6.2.2.3).
type registration struct {
	event.AMFRegistered
}

// claims says what of a subscriber the AMF may act on. An identity that was proved counts as it is. Otherwise only
// the device identity does, with one exception in failed procedures: a SUPI that the UE itself sent in the clear
// with the null scheme. A SUPI that somebody else named and nothing proved never counts, nor does a GPSI.
func claims(s event.Subscriber, failed bool) lipf.Identity {
	if s.Authenticated {
		return lipf.Identity{SUPI: s.SUPI, PEI: s.PEI, GPSI: s.GPSI}
	}
	id := lipf.Identity{PEI: s.PEI}
	if said := NullSchemeSUPI(s.SUCI); failed && said != "" && (s.SUPI == said || s.SUPI == "") {
		id.SUPI = said
	}
	return id
}

// NullSchemeSUPI returns the IMSI that a SUCI with the null scheme shows to anybody, or "" for another scheme or a
// malformed one (TS 23.003 clause 2.2B, TS 24.501 figure 9.11.3.4.3: BCD digits, filler 1111 at the end).
func NullSchemeSUPI(s *event.SUCI) string {
	if s == nil || s.Scheme != 0 || len(s.SchemeOutput) == 0 || len(s.SchemeOutput) > 5 {
		return ""
	}
	imsi := []byte(s.HomeNetwork.MCC + s.HomeNetwork.MNC)
	for i, o := range s.SchemeOutput {
		low, high := o&0x0f, o>>4
		if low > 9 || high > 9 && (high != 15 || i != len(s.SchemeOutput)-1) {
			return ""
		}
		imsi = append(imsi, '0'+low)
		if high <= 9 {
			imsi = append(imsi, '0'+high)
		}
	}
	if len(imsi) > 15 {
		return ""
	}
	return string(imsi)
}

// amfKey names a registration: by SUPI, or by the device where no identity was proved.
func amfKey(s event.Subscriber) string {
	if s.Authenticated && s.SUPI != "" {
		return "supi" + s.SUPI
	}
	if s.PEI != "" {
		return "pei" + s.PEI
	}
	return ""
}

// complete fills what a later event does not repeat from what the AMF told earlier in this registration.
func complete(s *event.Subscriber, r *registration) {
	if s.SUCI == nil {
		s.SUCI = r.Subscriber.SUCI
	}
	if s.PEI == "" {
		s.PEI = r.Subscriber.PEI
	}
	if s.GPSI == "" {
		s.GPSI = r.Subscriber.GPSI
	}
}

func (a *amfPOI) observe(e event.Event) (product, bool) {
	switch e := e.(type) {
	case event.AMFRegistered:
		key := amfKey(e.Subscriber)
		if r, ok := a.registered.get(key); ok {
			complete(&e.Subscriber, r)
		}
		a.registered.put(key, &registration{e})
		return product{claims(e.Subscriber, false), e.Time, x2x3.FromTarget, func() xiri.Event { return amfRegistration(e) }, uncorrelated, false, nil}, true
	case event.AMFDeregistered:
		key := amfKey(e.Subscriber)
		if r, ok := a.registered.get(key); ok {
			complete(&e.Subscriber, r)
		}
		a.registered.remove(key)
		return product{claims(e.Subscriber, false), e.Time, initiator(e.Initiator), func() xiri.Event { return amfDeregistration(e) }, uncorrelated, false, nil}, true
	case event.AMFLocationChanged:
		if r, ok := a.registered.get(amfKey(e.Subscriber)); ok {
			complete(&e.Subscriber, r)
			r.Location, r.GUTI = e.Location, e.GUTI
		}
		return product{claims(e.Subscriber, false), e.Time, x2x3.FromTarget, func() xiri.Event { return amfLocationUpdate(e) }, uncorrelated, false, nil}, true
	case event.AMFRegistrationFailed:
		return product{claims(e.Subscriber, true), e.Time, x2x3.FromTarget, func() xiri.Event { return amfUnsuccessful(e) }, uncorrelated, false, nil}, true
	}
	return product{}, false
}

// initiator is the payload direction of a procedure, TS 33.128 clause 5.3.2.
func initiator(i event.Initiator) x2x3.Direction {
	switch i {
	case event.ByUE:
		return x2x3.FromTarget
	case event.ByNetwork:
		return x2x3.ToTarget
	}
	return x2x3.DirectionUnknown
}

func (*amfPOI) reported() {}

// ongoing returns a start of interception for every UE that is registered, in the order of registration. Each has
// its own time; the caller puts the time of the task.
func (a *amfPOI) ongoing(each func(product)) {
	a.registered.each(func(r *registration) {
		each(product{claims(r.Subscriber, false), r.Time, x2x3.NotApplicable, func() xiri.Event { return amfStart(r) }, uncorrelated, false, nil})
	})
}

// about returns the identifiers that a record about the subscriber may name: what was proved, or claimed in the
// clear, and the SUCI in any case. Who is registered without authentication, for emergency services, matched by the
// device: the SUPI that was claimed is named, because these records must have one (TS 33.128 R19 tables 6.2.2.2.2-1 and
// following) and have no place to say that it is not authenticated, as those of the SMF have. Of a phone that
// claims none, there cannot be these records.
func about(s event.Subscriber, failed bool) (xiri.SUPI, *xiri.SUCI, xiri.PEI, xiri.GPSI) {
	id := claims(s, failed)
	if !failed && !s.Authenticated {
		id.SUPI = s.SUPI
		if id.SUPI == "" {
			id.SUPI = NullSchemeSUPI(s.SUCI)
		}
	}
	return supi(id.SUPI), suci(s.SUCI), pei(id.PEI), gpsi(id.GPSI)
}

// amfRegistration is TS 33.128 R19 clause 6.2.2.2.2.
func amfRegistration(e event.AMFRegistered) xiri.Event {
	r := &xiri.AMFRegistration{
		RegistrationType: xiri.AMFRegistrationType(e.Type), RegistrationResult: xiri.AMFRegistrationResultThreeGPPAccess,
		Slice: allowed(e.AllowedNSSAI), GUTI: guti(e.GUTI), Location: optLocation(&e.Location), FiveGSTAIList: taiList(e.TAIList),
		SMSOverNASIndicator: smsOverNAS(e.SMSOverNAS), OldGUTI: oldGUTI(e.OldGUTI), RATType: xiri.Some(xiri.RATTypeNR),
	}
	r.SUPI, r.SUCI, r.PEI, r.GPSI = about(e.Subscriber, false)
	return r
}

// amfDeregistration is TS 33.128 R19 clause 6.2.2.2.3.
func amfDeregistration(e event.AMFDeregistered) xiri.Event {
	r := &xiri.AMFDeregistration{AccessType: xiri.AccessTypeThreeGPPAccess, GUTI: optGUTI(&e.GUTI), Location: optLocation(e.Location)}
	r.SUPI, r.SUCI, r.PEI, r.GPSI = about(e.Subscriber, false)
	if e.Cause != 0 {
		r.Cause = xiri.Some(e.Cause)
	}
	if e.Initiator == event.ByNetwork {
		r.DeregistrationDirection = xiri.AMFDirectionNetworkInitiated
		r.ReRegRequiredIndicator = xiri.Some(xiri.ReRegRequiredIndicatorReRegistrationNotRequired)
		if e.ReregistrationRequired {
			r.ReRegRequiredIndicator = xiri.Some(xiri.ReRegRequiredIndicatorReRegistrationRequired)
		}
		return r
	}
	r.DeregistrationDirection = xiri.AMFDirectionUEInitiated
	r.SwitchOffIndicator = xiri.Some(xiri.SwitchOffIndicatorNormalDetach)
	if e.SwitchOff {
		r.SwitchOffIndicator = xiri.Some(xiri.SwitchOffIndicatorSwitchOff)
	}
	return r
}

// amfLocationUpdate is TS 33.128 R19 clause 6.2.2.2.4.
func amfLocationUpdate(e event.AMFLocationChanged) xiri.Event {
	r := &xiri.AMFLocationUpdate{GUTI: optGUTI(&e.GUTI), Location: location(e.Location)}
	r.SUPI, r.SUCI, r.PEI, r.GPSI = about(e.Subscriber, false)
	return r
}

// amfStart is TS 33.128 R19 clause 6.2.2.2.5.
func amfStart(e *registration) xiri.Event {
	r := &xiri.AMFStartOfInterceptionWithRegisteredUE{
		RegistrationResult: xiri.AMFRegistrationResultThreeGPPAccess, RegistrationType: xiri.Some(xiri.AMFRegistrationType(e.Type)),
		Slice: allowed(e.AllowedNSSAI), GUTI: guti(e.GUTI), Location: optLocation(&e.Location), TimeOfRegistration: e.Time,
		FiveGSTAIList: taiList(e.TAIList), SMSOverNASIndicator: smsOverNAS(e.SMSOverNAS), OldGUTI: oldGUTI(e.OldGUTI),
	}
	r.SUPI, r.SUCI, r.PEI, r.GPSI = about(e.Subscriber, false)
	return r
}

// amfUnsuccessful is TS 33.128 R19 clause 6.2.2.2.6.
func amfUnsuccessful(e event.AMFRegistrationFailed) xiri.Event {
	r := &xiri.AMFUnsuccessfulProcedure{
		FailedProcedureType: xiri.AMFFailedProcedureTypeRegistration, FailureCause: xiri.AMFFailureCause{FiveGMMCause: xiri.Some(e.Cause)},
		RequestedSlice: nssai(e.RequestedNSSAI), GUTI: optGUTI(e.GUTI), Location: optLocation(e.Location),
	}
	r.SUPI, r.SUCI, r.PEI, r.GPSI = about(e.Subscriber, true)
	return r
}

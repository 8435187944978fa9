package x1

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"lilab/lipf"
)

// writer builds a document whose default namespace is that of X1.
type writer struct{ b strings.Builder }

const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

func (w *writer) root(name string) {
	w.b.WriteString(xmlHeader + "<" + name + ` xmlns="` + NS + `" xmlns:c="` + NSCommon + `" xmlns:xsi="` + nsXSI + `">`)
}

func (w *writer) open(name string)  { w.b.WriteString("<" + name + ">") }
func (w *writer) close(name string) { w.b.WriteString("</" + name + ">") }

func (w *writer) text(name, value string) {
	w.open(name)
	escape(&w.b, value)
	w.close(name)
}

func (w *writer) uuid(name string, u lipf.UUID) { w.text(name, u.String()) }

func (w *writer) uuids(name string, us []lipf.UUID) {
	for _, u := range us {
		w.uuid(name, u)
	}
}

func (w *writer) time(name string, t time.Time) { w.text(name, FormatTime(t)) }

func (w *writer) optTime(name string, t time.Time) {
	if !t.IsZero() {
		w.time(name, t)
	}
}

func (w *writer) optBool(name string, b *bool) {
	if b != nil {
		w.text(name, strconv.FormatBool(*b))
	}
}

func (w *writer) optUint(name string, v *uint64) {
	if v != nil {
		w.text(name, strconv.FormatUint(*v, 10))
	}
}

func (w *writer) optCode(name string, c Code) {
	if c != 0 {
		w.text(name, strconv.Itoa(int(c)))
	}
}

func (w *writer) optText(name, s string) {
	if s != "" {
		w.text(name, s)
	}
}

func (w *writer) extensions(name string, es []lipf.Extension) {
	for _, e := range es {
		w.open(name)
		w.text("Owner", e.Owner)
		w.b.WriteString(e.XML)
		w.close(name)
	}
}

// FormatTime writes a QualifiedMicrosecondDateTime in UTC: exactly six decimals.
func FormatTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// AppendRequests appends an X1Request document.
func AppendRequests(b []byte, ms []RequestMessage) []byte {
	var w writer
	w.root("X1Request")
	for _, m := range ms {
		w.b.WriteString(`<x1RequestMessage xsi:type="` + string(m.Body.Type()) + `Request">`)
		w.header(m.Header)
		m.Body.write(&w)
		w.close("x1RequestMessage")
	}
	w.close("X1Request")
	return append(b, w.b.String()...)
}

// AppendResponses appends an X1Response document.
func AppendResponses(b []byte, ms []ResponseMessage) []byte {
	var w writer
	w.root("X1Response")
	for _, m := range ms {
		kind := string(m.Body.Type())
		if _, ok := m.Body.(ErrorResponse); ok {
			kind = "Error"
		}
		w.b.WriteString(`<x1ResponseMessage xsi:type="` + kind + `Response">`)
		w.header(m.Header)
		m.Body.write(&w)
		w.close("x1ResponseMessage")
	}
	w.close("X1Response")
	return append(b, w.b.String()...)
}

// AppendTopLevelError appends an X1TopLevelErrorResponse document.
func AppendTopLevelError(b []byte, e TopLevelError) []byte {
	var w writer
	w.root("X1TopLevelErrorResponse")
	w.topHeader(e.Header)
	w.close("X1TopLevelErrorResponse")
	return append(b, w.b.String()...)
}

func (w *writer) topHeader(h Header) {
	w.text("admfIdentifier", h.ADMF)
	w.text("neIdentifier", h.NE)
	w.time("messageTimestamp", h.Timestamp)
	w.text("version", h.Version)
}

func (w *writer) header(h Header) {
	w.topHeader(h)
	w.uuid("x1TransactionId", h.Transaction)
}

func (w *writer) target(t lipf.TargetIdentifier) {
	w.open("targetIdentifier")
	if structuredTargets[string(t.Type)] {
		w.open(string(t.Type))
		w.b.WriteString(t.Value)
		w.close(string(t.Type))
	} else {
		w.text(string(t.Type), t.Value)
	}
	w.close("targetIdentifier")
}

func (w *writer) dids(name string, dids, dsids []lipf.UUID) {
	w.open(name)
	w.uuids("dId", dids)
	w.uuids("dSId", dsids)
	w.close(name)
}

func (w *writer) services(name string, ss []lipf.ServiceType) {
	if len(ss) == 0 {
		return
	}
	w.open(name)
	for _, s := range ss {
		w.text("serviceType", string(s))
	}
	w.close(name)
}

func (w *writer) policies(us []lipf.UUID) {
	if len(us) == 0 {
		return
	}
	w.open("listOfTrafficPolicyReferences")
	w.uuids("trafficPolicyReference", us)
	w.close("listOfTrafficPolicyReferences")
}

func (w *writer) task(t lipf.Task) {
	w.open("taskDetails")
	w.taskContent(t)
	w.close("taskDetails")
}

func (w *writer) taskContent(t lipf.Task) {
	w.uuid("xId", t.XID)
	w.open("targetIdentifiers")
	for _, id := range t.Targets {
		w.target(id)
	}
	w.close("targetIdentifiers")
	w.text("deliveryType", string(t.DeliveryType))
	w.dids("listOfDIDs", t.DIDs, t.DSIDs)
	if len(t.Mediation) > 0 {
		w.open("listOfMediationDetails")
		for _, m := range t.Mediation {
			w.mediation(m)
		}
		w.close("listOfMediationDetails")
	}
	w.optUint("correlationID", t.CorrelationID)
	w.optBool("implicitDeactivationAllowed", t.ImplicitDeactivationAllowed)
	if t.ProductID != nil {
		w.uuid("productID", *t.ProductID)
	}
	w.services("listOfServiceTypes", t.Services)
	w.extensions("taskDetailsExtensions", t.Extensions)
	w.policies(t.TrafficPolicies)
}

func (w *writer) mediation(m lipf.MediationDetails) {
	w.open("mediationDetails")
	w.text("LIID", m.LIID)
	w.text("deliveryType", string(m.DeliveryType))
	w.optTime("StartTime", m.Start)
	w.optTime("EndTime", m.End)
	if len(m.DIDs)+len(m.DSIDs) > 0 {
		w.dids("listOfDIDs", m.DIDs, m.DSIDs)
	}
	w.extensions("mediationDetailsExtensions", m.Extensions)
	if len(m.Scoping) > 0 {
		w.open("serviceScopingOptions")
		for _, s := range m.Scoping {
			w.scoping(s)
		}
		w.close("serviceScopingOptions")
	}
	w.policies(m.Policies)
	w.close("mediationDetails")
}

func (w *writer) scoping(s lipf.ServiceScoping) {
	w.open("serviceScopingOptions")
	w.services("serviceType", s.Services)
	switch {
	case s.DoNotReportLocation:
		w.open("locationType")
		w.text("doNotReport", "")
		w.close("locationType")
	case s.HasLocation:
		w.open("locationType")
		w.open("listOfLocationTypes")
		for _, l := range s.Location {
			w.open("locationType")
			w.optBool("beginningAndEnd", l.BeginningAndEnd)
			w.optBool("uponChange", l.UponChange)
			w.optBool("LALS", l.LALS)
			w.close("locationType")
		}
		w.close("listOfLocationTypes")
		w.close("locationType")
	}
	w.optBool("suspendOnOutboundInternationalRoaming", s.SuspendOnOutboundInternationalRoaming)
	w.optBool("reportPostDialledDigits", s.ReportPostDialledDigits)
	w.close("serviceScopingOptions")
}

func (w *writer) destination(d lipf.Destination) {
	w.open("destinationDetails")
	w.uuid("dId", d.DID)
	w.optText("friendlyName", d.FriendlyName)
	w.text("deliveryType", string(d.DeliveryType))
	w.open("deliveryAddress")
	switch {
	case d.URI != "":
		w.text("uri", d.URI)
	case d.E164 != "":
		w.text("e164Number", d.E164)
	case d.Email != "":
		w.text("emailAddress", d.Email)
	default:
		w.addressPort(d.Address, d.UDP)
	}
	w.close("deliveryAddress")
	w.extensions("destinationDetailsExtensions", d.Extensions)
	w.close("destinationDetails")
}

func (w *writer) addressPort(ap netip.AddrPort, udp bool) {
	w.open("ipAddressAndPort")
	w.open("c:address")
	if a := ap.Addr(); a.Is4() {
		w.text("c:IPv4Address", a.String())
	} else {
		w.text("c:IPv6Address", a.WithZone("").StringExpanded())
	}
	w.close("c:address")
	w.open("c:port")
	if udp {
		w.text("c:UDPPort", strconv.Itoa(int(ap.Port())))
	} else {
		w.text("c:TCPPort", strconv.Itoa(int(ap.Port())))
	}
	w.close("c:port")
	w.close("ipAddressAndPort")
}

package scenarios

import (
	"github.com/invopop/jsonschema"

	"lilab/sim/event"
)

// SessionType is a PDU session type.
type SessionType string

// The PDU session types that are played.
const (
	SessionIPv4         SessionType = "ipv4"
	SessionIPv6         SessionType = "ipv6"
	SessionIPv4v6       SessionType = "ipv4v6"
	SessionEthernet     SessionType = "ethernet"
	SessionUnstructured SessionType = "unstructured"
)

// framed says that sessions of the type carry frames and no IP packets of their own.
func (t SessionType) framed() bool { return t == SessionEthernet || t == SessionUnstructured }

// PDUSessionType is the number of the type, TS 24.501 clause 9.11.4.11; IPv4 if it is not given.
func (t SessionType) PDUSessionType() event.PDUSessionType {
	switch t {
	case SessionIPv6:
		return event.IPv6
	case SessionIPv4v6:
		return event.IPv4v6
	case SessionEthernet:
		return event.Ethernet
	case SessionUnstructured:
		return event.Unstructured
	}
	return event.IPv4
}

// sessionTypes names the numbers of TS 24.501 clause 9.11.4.11 as truth.json does.
var sessionTypes = map[event.PDUSessionType]string{
	event.IPv4: "ipv4", event.IPv6: "ipv6", event.IPv4v6: "ipv4v6", event.Ethernet: "ethernet", event.Unstructured: "unstructured",
}

// JSONSchema implements the interface of package jsonschema.
func (SessionType) JSONSchema() *jsonschema.Schema {
	return enum("ipv4", "ipv6", "ipv4v6", "ethernet", "unstructured")
}

// Policy is a user-plane security policy.
type Policy string

// PolicyPreferred is the default.
const PolicyPreferred Policy = "preferred"

// JSONSchema implements the interface of package jsonschema.
func (Policy) JSONSchema() *jsonschema.Schema {
	s := enum("required", "preferred", "not-needed")
	s.Default = "preferred"
	return s
}

// X3Format is the form of delivered packets.
type X3Format string

// The forms.
const (
	X3GTPU X3Format = "gtp-u"
	X3IP   X3Format = "ip"
)

// JSONSchema implements the interface of package jsonschema.
func (X3Format) JSONSchema() *jsonschema.Schema {
	s := enum("gtp-u", "ip")
	s.Default = "gtp-u"
	return s
}

// Route says how data of visitors leaves.
type Route string

// The routes.
const (
	LocalBreakout Route = "local-breakout"
	HomeRouted    Route = "home-routed"
)

// JSONSchema implements the interface of package jsonschema.
func (Route) JSONSchema() *jsonschema.Schema { return enum("local-breakout", "home-routed") }

// N9 is the protection of N9.
type N9 string

// The protections of N9.
const (
	N9Clear N9 = "clear"
	N9ESP   N9 = "esp"
)

// JSONSchema implements the interface of package jsonschema.
func (N9) JSONSchema() *jsonschema.Schema {
	s := enum("clear", "esp")
	s.Default = "clear"
	return s
}

// HeaderReports is a kind of packet header reporting.
type HeaderReports string

// The kinds.
const (
	ReportPerPacket HeaderReports = "per-packet"
	ReportSummary   HeaderReports = "summary"
)

// JSONSchema implements the interface of package jsonschema.
func (HeaderReports) JSONSchema() *jsonschema.Schema { return enum("per-packet", "summary") }

// HeaderReportsBy is who makes header reports.
type HeaderReportsBy string

// Who makes them.
const (
	ReportByUPF HeaderReportsBy = "upf"
	ReportByMDF HeaderReportsBy = "mdf"
)

// JSONSchema implements the interface of package jsonschema.
func (HeaderReportsBy) JSONSchema() *jsonschema.Schema {
	s := enum("upf", "mdf")
	s.Default = "upf"
	return s
}

// App is an application.
type App string

// The applications.
const (
	AppHTTP      App = "http"
	AppDNS       App = "dns"
	AppMessenger App = "messenger"
	AppUDP       App = "udp"
	AppFrames    App = "frames"
)

// JSONSchema implements the interface of package jsonschema.
func (App) JSONSchema() *jsonschema.Schema { return enum("http", "dns", "messenger", "udp", "frames") }

// Protection says who can read the content of an application.
type Protection string

// The protections.
const (
	ProtectionNone    Protection = "none"
	ProtectionTLS     Protection = "tls"
	ProtectionE2EE    Protection = "e2ee"
	ProtectionE2EETLS Protection = "e2ee+tls"
)

// JSONSchema implements the interface of package jsonschema.
func (Protection) JSONSchema() *jsonschema.Schema {
	s := enum("none", "tls", "e2ee", "e2ee+tls")
	s.Default = "none"
	return s
}

// SessionOpenings is one opening or a list; a bare name opens a session to the default data network.
type SessionOpenings []SessionOpening

// JSONSchema implements the interface of package jsonschema.
func (SessionOpenings) JSONSchema() *jsonschema.Schema { return namedOrObject(SessionOpening{}) }

// UnmarshalYAML reads the three forms.
func (o *SessionOpenings) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[SessionOpening](unmarshal)
	*o = v
	return err
}

// UnmarshalYAML reads a bare name or the members.
func (o *SessionOpening) UnmarshalYAML(unmarshal func(any) error) error {
	var name string
	if err := unmarshal(&name); err == nil {
		*o = SessionOpening{Subscriber: name}
		return nil
	}
	type plain SessionOpening
	return unmarshal((*plain)(o))
}

// SessionClosings is one closing or a list; a bare name closes the only session of the subscriber.
type SessionClosings []SessionClosing

// JSONSchema implements the interface of package jsonschema.
func (SessionClosings) JSONSchema() *jsonschema.Schema { return namedOrObject(SessionClosing{}) }

// UnmarshalYAML reads the three forms.
func (c *SessionClosings) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[SessionClosing](unmarshal)
	*c = v
	return err
}

// UnmarshalYAML reads a bare name or the members.
func (c *SessionClosing) UnmarshalYAML(unmarshal func(any) error) error {
	var name string
	if err := unmarshal(&name); err == nil {
		*c = SessionClosing{Subscriber: name}
		return nil
	}
	type plain SessionClosing
	return unmarshal((*plain)(c))
}

// Transfers is one transfer or a list.
type Transfers []Transfer

// JSONSchema implements the interface of package jsonschema.
func (Transfers) JSONSchema() *jsonschema.Schema {
	return oneOrList("object", object(Transfer{}), object(Transfer{}))
}

// UnmarshalYAML reads one or a list.
func (t *Transfers) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[Transfer](unmarshal)
	*t = v
	return err
}

// namedOrObject is a schema for a bare name, an object, or a list of both.
func namedOrObject(v any) *jsonschema.Schema {
	item := object(v)
	item.Type = ""
	item.Extras = map[string]any{"type": []string{"string", "object"}}
	return oneOrList("string,object", item, object(v))
}

// Handover is how phones are handed over between gNBs.
type Handover string

// The ways.
const (
	HandoverXn Handover = "xn"
	HandoverN2 Handover = "n2"
)

// JSONSchema implements the interface of package jsonschema.
func (Handover) JSONSchema() *jsonschema.Schema {
	s := enum("xn", "n2")
	s.Default = "xn"
	return s
}

// Package xiri holds the records of TS 33.128 R19 annex A: xIRI as points of interception send them over X2, IRI, CC and
// notifications as mediation functions send them over HI2, HI3 and HI4, the messages of the identity association
// (LI_XER), and the packet report of TS 102 232-3.
//
// Every type of the modules is declared once, in the folder records: name, tags, presence, sizes, and where the table of
// the clause wants more than the ASN.1. The Go types with their straight encoders and decoders are generated from
// that; [Check], [Dump] and [Describe] read it while the program runs.
//
// A mandatory component is a plain field. An optional SEQUENCE is a pointer, an optional number, boolean or
// enumerated value an [Opt], an optional list or octet string a slice whose nil is absent. A CHOICE has one
// field for each alternative; with none set it is absent. A character string that must not be empty is
// absent where it is empty. An IP address is a netip.Addr, a BIT STRING of a fixed size the low bits of a number.
//
// The modules have EXTENSIBILITY IMPLIED, so components that the decoder does not know are passed over, but
// they are kept and encoded again. Only an alternative of XIRIEvent, IRIEvent or CCPDU that it does not know is an error.
package xiri

//go:generate go test ./internal/gen -run TestGenerated -update
//go:generate go test . -run TestRecordsDocument -update

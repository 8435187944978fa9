// Package xiri holds the records of TS 33.128 annex A: xIRI as points of interception send them over X2, and
// IRI as mediation functions send them over HI2.
//
// Each SEQUENCE and CHOICE of the module is one Go struct. Its walk method names each component once, with
// tag, name and presence. Encoding, decoding, [Check], [Describe] and [Dump] all come from that one place.
//
// A mandatory component is a plain field. An optional SEQUENCE is a pointer, an optional number, boolean or
// enumerated value an [Opt], an optional list or octet string a slice whose nil is absent. A CHOICE has one
// field for each alternative; with none set it is absent. A character string that must not be empty is
// absent where it is empty.
//
// The module has EXTENSIBILITY IMPLIED, so components that the decoder does not know are passed over, but
// they are kept and encoded again. Only an alternative of XIRIEvent that it does not know is an error.
package xiri

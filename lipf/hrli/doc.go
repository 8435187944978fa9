// Package hrli is home-routed LI of a visited network: interception of the IMS services of inbound roamers whose IMS is at
// home, TS 33.127 R19 clause 7.4.7.4.2 and TS 33.128 R19 clause 7.10 (N9HR). A visited network has no IMS function on their
// path, only its V-SMF and V-UPF, so it reads SIP out of the packets of their PDU session for the IMS.
//
//	BBIFF-C    in the V-SMF: tells the LMISF of every PDU session for the IMS of an inbound roamer, has the BBIFF-U copy
//	BBIFF-U    in the V-UPF: copies packets; it is a CC-POI of a UPF (package poi) that obeys the BBIFF-C
//	LMISF-IRI  mirrors registrations and sessions of all these users from the copies, and makes IRI for targets
//	LMISF-CC   makes content of the media of intercepted sessions
//
// # Two phases
//
// Phase 1 is on for all inbound home-routed users of the IMS, by one task of the ADMF for the BBIFF-C and the LMISF-IRI
// (target HR and IMSSignaling). It has no output to a mediation function: what the functions send each other over LI_X2_LITE and
// LI_X3_LITE stays inside. Phase 2 is tasks for targets, at the LMISF-IRI and, for content, the LMISF-CC. Because the state of
// all calls is there already, a task that comes in the middle of a call begins with it.
//
// # What can be read
//
// The LMISF sees the octets of the V-UPF and nothing else. It holds no key and computes none. SIP is readable over UDP and TCP
// in clear, and inside ESP with NULL encryption (RFC 2410), which protects integrity only and which the security agreement
// (RFC 3329) that passes in clear before it names. Encrypted ESP and TLS are counted as such and reported to the ADMF: the
// home network did not keep what home-routed LI needs (TS 33.107 clause 20.1.1).
//
// # One QoS flow
//
// The standard has the BBIFF-U copy the flow with 5QI 5 for signalling and that with 5QI 1 for media. An event of an SMF names
// one QoS flow of a session. While a session has only that one, signalling and media share it, and the BBIFF-C asks
// for the whole session in both cases (Stats.SingleFlow counts this). The LMISF-IRI drops what is not SIP, the
// LMISF-CC what is not media of an intercepted session.
package hrli

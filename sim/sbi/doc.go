// Package sbi is the service based interface: HTTP/2 over mutual TLS with JSON bodies, TS 29.500 and TS 29.501.
//
// Server and Router make an NF service producer, Client an NF service consumer. The client finds producers through
// the NRF of its own PLMN (TS 29.510 R17 clause 5.3), keeps the answers for their validity period, and sends what
// is meant for another PLMN to its own SEPP with the header 3gpp-Sbi-Target-apiRoot (TS 29.500 R17 clauses
// 5.2.3.2.4 and 6.1.4.3). The caller sees no difference.
//
// A refusal by the other side is a *Problem; everything else that goes wrong (no connection, no answer in time,
// an answer that makes no sense) is an ordinary error.
//
// Access tokens (TS 29.510 R17 clause 5.4) are not used: network functions know each other by their certificates.
package sbi

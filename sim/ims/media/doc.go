// Package media makes the media of calls: RTP (RFC 3550) with G.711, AMR-WB or EVS, in clear or as SRTP (RFC 3711) with
// keys of SDES (RFC 4568) or DTLS (RFC 5764), either to the access gateway of the operator (end to access edge, TS 33.328
// R17 clause 4) or to the other phone (end to end).
//
// [Endpoint] is the media function of a phone: its sessions make and take SDP offers and answers (RFC 3264), send a
// planted tone and record what arrives. The session descriptions, key management and header checks in this package are
// those of the access gateway too (package agw).
//
// What is simulated plainly. The payload of AMR-WB and EVS is octets from the seed behind the right header octets: no codec is here.
// RTCP is multiplexed with RTP (RFC 5761) or left out; there is no ICE, no DTMF and no video.
package media

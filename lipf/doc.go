// Package lipf is the lawful interception side of the lab: what a licensed operator must have beside its
// network so that an agency's warrant is executed. It follows the architecture of TS 33.127 R19 and the stage 3
// of TS 33.128 R19.
//
// Names in the standards differ from folder names in one place: "LIPF" proper, the LI provisioning function,
// is a part of the ADMF. The sub-packages are these functions:
//
//	lipf/x1    LI_X1: messages, client, server, task and destination store    ETSI TS 103 221-1
//	lipf/admf  ADMF with its LICF (warrants, audit) and LIPF (provisioning)   TS 33.127 clause 5.3.4
//	lipf/poi   IRI-POIs of AMF, UDM, SMF, SMSF and of IMS functions, CC-TF     TS 33.128 clauses 6.2.2, 6.2.3, 6.2.5, 7.2.2, 7.12
//	           and IRI-TF of the SMF, CC-TF of the P-CSCF, POIs of the UPF,
//	           CC-POI of the IMS access gateway
//	lipf/headers  packet header reports, for the UPF and the MDF3             TS 33.128 clauses 6.2.3.5, 6.2.3.9
//	lipf/content  users' packets on X3 and HI3                                TS 33.128 clauses 6.2.3.6, 6.2.3.8
//	lipf/hrli  home-routed LI: BBIFF-C, BBIFF-U, LMISF-IRI, LMISF-CC         TS 33.128 clause 7.10
//	lipf/mdf   MDF2 and MDF3: mediation and delivery of IRI and content       TS 33.128 clause 5.5
//	lipf/hi    LI_HI2, LI_HI3: the PS-PDU carrier                             ETSI TS 102 232-1
//	lipf/lemf  LEMF: the agency's receiver and its product folders            TS 33.127 clause 5.3.5
//
// This package holds what they share: warrants, tasks, destinations and target identifiers.
//
// The network never imports any of this. Points of interception listen to the events (package sim/event) that
// network functions publish for every subscriber, so the network cannot behave differently for a target.
package lipf

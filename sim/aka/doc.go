// Package aka is the cryptography of 5G access security: MILENAGE and 5G-AKA, the key hierarchy, SUCI
// concealment, and the ciphering and integrity algorithms NEA0-3 and NIA0-3.
//
// # Key hierarchy
//
// TS 33.501 R18 clause 6.2 and annex A; every arrow is one call of the KDF of TS 33.220 annex B.2,
// HMAC-SHA-256 over FC || P0 || L0 || P1 || L1 …:
//
//	K, OPc                         USIM and UDM/ARPF, TS 35.206
//	 │  MILENAGE f2…f5 with RAND
//	CK, IK, AK, RES
//	 │  FC 0x6A, serving network name, SQN xor AK        FC 0x6B, serving network name, RAND, RES
//	KAUSF                          UE and AUSF           RES*, XRES*  ──SHA-256 with RAND──> HRES*, HXRES*
//	 │  FC 0x6C, serving network name
//	KSEAF                          UE and SEAF
//	 │  FC 0x6D, SUPI, ABBA
//	KAMF                           UE and AMF
//	 ├─ FC 0x69, 0x01, algorithm ──> KNASenc             low 128 bits
//	 ├─ FC 0x69, 0x02, algorithm ──> KNASint             low 128 bits
//	 └─ FC 0x6E, uplink NAS COUNT, access ──> KgNB       UE and gNB
//	     ├─ FC 0x69, 0x03…0x06, algorithm ──> KRRCenc, KRRCint, KUPenc, KUPint
//	     └─ FC 0x70, PCI, ARFCN-DL ──> KNG-RAN*          at a handover
//
// The serving network name is the one of the visited network, with an MNC of three digits
// (event.PLMN.ServingNetworkName). KAMF is bound to the SUPI (the bare IMSI digits): two sides that disagree
// about who is registering, or about which network serves, end with different NAS keys, so that the NAS security
// mode procedure fails. This is what proves a SUPI to a visited network.
//
// # What is not here
//
// De-concealment of a SUCI is in sim/udm/internal/sidf and nowhere else: Go's rule about internal packages keeps
// every other network function from it, as TS 33.501 clause 5.8.2 demands.
//
// The values of this package are real, the subscribers are not: keys come from a scenario or from a seed.
package aka

package sbi

// Custom headers, TS 29.500 R17 clause 5.2.3.2, in the canonical form of net/http.
const (
	// HeaderTargetAPIRoot is 3gpp-Sbi-Target-apiRoot, clause 5.2.3.2.4: the apiRoot of the request's real target
	// when the request goes to a SEPP.
	HeaderTargetAPIRoot = "3gpp-Sbi-Target-Apiroot"
	// HeaderOriginatingNetworkID is 3gpp-Sbi-Originating-Network-Id, clause 5.2.3.2.15: the PLMN a request comes
	// from, as MCC "-" MNC.
	HeaderOriginatingNetworkID = "3gpp-Sbi-Originating-Network-Id"
)

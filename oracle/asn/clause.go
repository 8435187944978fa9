package asn

// clauses says where a record is defined. Findings inside a record cite its clause.
var clauses = map[string]string{
	"AMFRegistration":                            "TS 33.128 R19 clause 6.2.2.2.2",
	"AMFDeregistration":                          "TS 33.128 R19 clause 6.2.2.2.3",
	"AMFLocationUpdate":                          "TS 33.128 R19 clause 6.2.2.2.4",
	"AMFStartOfInterceptionWithRegisteredUE":     "TS 33.128 R19 clause 6.2.2.2.5",
	"AMFUnsuccessfulProcedure":                   "TS 33.128 R19 clause 6.2.2.2.6",
	"UDMServingSystemMessage":                    "TS 33.128 R19 clause 7.2.2.3",
	"UDMCancelLocationMessage":                   "TS 33.128 R19 clause 7.2.2.3",
	"UDMUEAuthenticationResponse":                "TS 33.128 R19 clause 7.2.2.3",
	"UDMStartOfInterceptionWithRegisteredTarget": "TS 33.128 R19 clause 7.2.2.3",
	"XIRIPayload":                                "TS 33.128 R19 clause 5.3.2",
	"IRIPayload":                                 "TS 33.128 R19 clause 5.5.2",
	"PS-PDU":                                     "TS 102 232-1 V3.26.1 clause 5.2",
	"PSHeader":                                   "TS 102 232-1 V3.26.1 clause 5.2",
}

func clauseOf(record string) string {
	if c := clauses[record]; c != "" {
		return c
	}
	return "TS 33.128 R19 annex A"
}

package report

import (
	"slices"

	"lilab/oracle"
)

// meanings say what findings mean, by their names.
var meanings = map[string]string{
	"cc-start-gap":                      "packets passed while the trigger of their interception was under way; they are not among those due",
	"eio-art31-notification":            "interception in another state's territory without its help: Article 31 of Directive 2014/41/EU wants it notified",
	"gm-encrypted-until-reregistration": "the target came from another network and kept SIP encrypted as agreed on there, until its next registration with the IMS; the agreement is kept, and until then nobody in the visited network could read who calls whom",
	"hr-media-encrypted":                "the media of home-routed calls are encrypted, against what TS 33.107 asks of the agreement",
	"hr-signalling-encrypted":           "SIP of home-routed users is encrypted where the visited network carries it, so that nobody there can read who calls whom",
	"hrli-hplmn-unconfigured":           "interception of home-routed IMS is deployed, but not configured for this home network",
	"hrli-missing":                      "the visited network has no interception of home-routed IMS",
	"n32-unprotected":                   "signalling between the operators is not protected",
	"nas-null-cipher":                   "NAS signalling is not ciphered on the air",
	"privacy:null-scheme":               "the permanent identity goes over the air in clear",
	"service-denied":                    "the visited network refused service, because the home network encrypts; there was no communication to intercept, and N does not mean that one escaped",
	"supi-binding-failed":               "the home network named another SUPI than the phone's keys belong to",
	"user-plane-disturbed":              "the network itself lost or changed packets of the target, which says nothing about interception",
}

// finding is a finding with what it means, "" if nobody wrote that down.
type finding struct{ Name, Meaning string }

func findingsOf(names []string) []finding {
	out := make([]finding, len(names))
	for i, n := range names {
		out[i] = finding{n, meanings[n]}
	}
	return out
}

// allFindings are those of all results that have a meaning, each once, in the order of their names.
func allFindings(results []oracle.Result) []finding {
	var names []string
	for _, r := range results {
		names = append(names, r.Findings...)
	}
	slices.Sort(names)
	return slices.DeleteFunc(findingsOf(slices.Compact(names)), func(f finding) bool { return f.Meaning == "" })
}

// denied says that there was no communication because the network refused service.
func denied(w oracle.Warrant) bool { return slices.Contains(w.Findings, "service-denied") }

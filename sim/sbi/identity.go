package sbi

import (
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// Prefixes of identities in SBI, TS 29.571 R17 clause 5.3.2.
const (
	prefixIMSI   = "imsi-"
	prefixMSISDN = "msisdn-"
)

// SUPI returns IMSI digits as SBI writes them.
func SUPI(imsi string) string { return prefixIMSI + imsi }

// GPSI returns MSISDN digits as SBI writes them.
func GPSI(msisdn string) string { return prefixMSISDN + msisdn }

// ParseSUPI returns the IMSI digits of a SUPI of that type: 5 to 15 digits, TS 29.571 R17 table 5.3.2-1.
func ParseSUPI(s string) (string, bool) {
	d, ok := strings.CutPrefix(s, prefixIMSI)
	return d, ok && len(d) >= 5 && len(d) <= 15 && digits(d)
}

// ParseGPSI returns the MSISDN digits of a GPSI of that type: 5 to 15 digits.
func ParseGPSI(s string) (string, bool) {
	d, ok := strings.CutPrefix(s, prefixMSISDN)
	return d, ok && len(d) >= 5 && len(d) <= 15 && digits(d)
}

// ParsePEI returns the 16 digits of a PEI that is an IMEISV.
func ParsePEI(s string) (string, bool) {
	d, ok := strings.CutPrefix(s, "imeisv-")
	return d, ok && len(d) == 16 && digits(d)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// ValidPLMN says whether MCC has three digits and MNC two or three.
func ValidPLMN(p event.PLMN) bool {
	return len(p.MCC) == 3 && digits(p.MCC) && (len(p.MNC) == 2 || len(p.MNC) == 3) && digits(p.MNC)
}

// SamePLMN compares as domain names do: an MNC of two digits equals the one padded with a zero.
func SamePLMN(a, b event.PLMN) bool { return a.MCC == b.MCC && a.MNC3() == b.MNC3() }

// PLMNID returns the wire form of a PLMN.
func PLMNID(p event.PLMN) models.PlmnId { return models.PlmnId{Mcc: p.MCC, Mnc: p.MNC} }

// plmnQuery is a PLMN as a query parameter of type PlmnId, or of a list of one.
func plmnQuery(p event.PLMN) string {
	return `{"mcc":"` + p.MCC + `","mnc":"` + p.MNC + `"}`
}

// ParsePLMNList reads the query parameter of that name, a JSON array of PlmnId (TS 29.510 R17 table
// 6.2.3.2.3.1-1). It returns nil if the parameter is absent.
func ParsePLMNList(name, v string) ([]event.PLMN, error) {
	if v == "" {
		return nil, nil
	}
	var ids []models.PlmnId
	if err := json.Unmarshal([]byte(v), &ids); err != nil || len(ids) == 0 {
		return nil, invalidQuery(name)
	}
	out := make([]event.PLMN, len(ids))
	for i, id := range ids {
		out[i] = event.PLMN{MCC: id.Mcc, MNC: id.Mnc}
		if !ValidPLMN(out[i]) {
			return nil, invalidQuery(name)
		}
	}
	return out, nil
}

// ParsePLMN reads the query parameter of that name, a JSON PlmnId.
func ParsePLMN(name, v string) (event.PLMN, error) {
	var id models.PlmnId
	if err := json.Unmarshal([]byte(v), &id); err != nil {
		return event.PLMN{}, invalidQuery(name)
	}
	p := event.PLMN{MCC: id.Mcc, MNC: id.Mnc}
	if !ValidPLMN(p) {
		return event.PLMN{}, invalidQuery(name)
	}
	return p, nil
}

func invalidQuery(name string) *Problem {
	p := NewProblem(http.StatusBadRequest, CauseInvalidQueryParam, "query parameter "+name+" is not of its type")
	p.InvalidParams = []models.InvalidParam{{Param: name}}
	return p
}

// ServingNetwork returns the PLMN of a serving network name "5G:mnc<3 digits>.mcc<3 digits>.3gppnetwork.org"
// (TS 24.501 R17 clause 9.12.1). An MNC that starts with 0 may have two digits in truth: compare with SamePLMN.
func ServingNetwork(name string) (event.PLMN, bool) {
	rest, ok := strings.CutPrefix(name, "5G:")
	if !ok {
		return event.PLMN{}, false
	}
	return domainPLMN(rest)
}

// DomainPLMN returns the PLMN in whose domain a host name lies: "<anything>.5gc.mnc<3>.mcc<3>.3gppnetwork.org"
// (TS 23.003 R17 clause 28.2). The MNC has three digits as in the name: compare with SamePLMN.
func DomainPLMN(host string) (event.PLMN, bool) {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	i := strings.LastIndex(host, ".5gc.")
	if i < 1 {
		return event.PLMN{}, false
	}
	return domainPLMN(host[i+len(".5gc."):])
}

func domainPLMN(s string) (event.PLMN, bool) {
	const form = "mnc000.mcc000.3gppnetwork.org"
	if len(s) != len(form) || s[:3] != "mnc" || s[6:10] != ".mcc" || s[13:] != form[13:] {
		return event.PLMN{}, false
	}
	p := event.PLMN{MNC: s[3:6], MCC: s[10:13]}
	return p, ValidPLMN(p)
}

// ParseAPIRoot reads an apiRoot, TS 29.501 R17 clause 4.4.1: https, authority, optional prefix; no query, no
// fragment, no user. The path of the result has no slash at the end.
func ParseAPIRoot(s string) (*url.URL, error) {
	if len(s) > 2048 {
		return nil, Problemf(http.StatusBadRequest, CauseUnspecifiedMsgFailure, "apiRoot has %d octets", len(s))
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, Problemf(http.StatusBadRequest, CauseUnspecifiedMsgFailure, "apiRoot is not a URI")
	}
	if u.Scheme != "https" || u.Opaque != "" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return nil, Problemf(http.StatusBadRequest, CauseUnspecifiedMsgFailure, "apiRoot %.100q is not https://host[:port][/prefix]", s)
	}
	if p := u.Port(); p != "" {
		if n, err := strconv.ParseUint(p, 10, 16); err != nil || n == 0 {
			return nil, Problemf(http.StatusBadRequest, CauseUnspecifiedMsgFailure, "apiRoot %.100q has no valid port", s)
		}
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = ""
	return u, nil
}

// APIRoot builds an apiRoot; port 443 is left out.
func APIRoot(host string, port uint16) string {
	if port == 443 || port == 0 {
		if strings.Contains(host, ":") {
			return "https://[" + host + "]"
		}
		return "https://" + host
	}
	return "https://" + net.JoinHostPort(host, strconv.Itoa(int(port)))
}

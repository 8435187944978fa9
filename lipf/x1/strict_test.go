package x1_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf/x1"
)

const pingDoc = `<?xml version="1.0" encoding="UTF-8"?>
<a:X1Request xmlns:a="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<a:x1RequestMessage xsi:type="a:PingRequest"><a:admfIdentifier> admf
 1 </a:admfIdentifier><a:neIdentifier>ne</a:neIdentifier><a:messageTimestamp>2026-01-02T03:04:05.123456+01:00</a:messageTimestamp><a:version>v1.6.1</a:version><a:x1TransactionId>3741800e-971b-4aa9-85f4-466d2b1adc7f</a:x1TransactionId></a:x1RequestMessage>
</a:X1Request>`

func TestTokensAndZones(t *testing.T) {
	ms, err := x1.ParseRequests([]byte(pingDoc))
	require.NoError(t, err)
	require.Equal(t, "admf 1", ms[0].ADMF)
	require.Equal(t, "2026-01-02T02:04:05.123456Z", x1.FormatTime(ms[0].Timestamp))
}

// TestStrict changes one thing of a good document at a time.
func TestStrict(t *testing.T) {
	for _, c := range []struct{ why, old, now, want string }{
		{"document type", `<a:X1Request `, `<!DOCTYPE x [<!ENTITY e "x">]><a:X1Request `, "document type declaration"},
		{"entity", `>ne<`, `>&e;<`, "invalid character entity"},
		{"milliseconds", `.123456`, `.123`, "six decimals"},
		{"nanoseconds", `.123456`, `.123456789`, "six decimals"},
		{"no zone", `+01:00`, ``, "six decimals"},
		{"no month 13", `2026-01`, `2026-13`, "six decimals"},
		{"upper-case UUID", `3741800e`, `3741800E`, "lower case"},
		{"version 1 UUID", `4aa9`, `1aa9`, "version 4"},
		{"wrong namespace", `2017/10`, `2018/10`, "not an X1Request"},
		{"undeclared prefix", `<a:neIdentifier>ne</a:neIdentifier>`, `<b:neIdentifier>ne</b:neIdentifier>`, "not declared"},
		{"xsi:type in another namespace", `"a:PingRequest"`, `"PingRequest"`, "is not a Request type of X1"},
		{"unknown message", `"a:PingRequest"`, `"a:PongRequest"`, "not a message of X1"},
		{"response in a request", `"a:PingRequest"`, `"a:PingResponse"`, "not a Request type"},
		{"error in a request", `"a:PingRequest"`, `"a:ErrorRequest"`, "not a message"},
		{"unknown element", `</a:x1RequestMessage>`, `<a:more/></a:x1RequestMessage>`, "not expected"},
		{"unknown attribute", `<a:neIdentifier>`, `<a:neIdentifier x="1">`, "unknown attribute"},
		{"attribute twice", `xsi:type=`, `xsi:type="a:PingRequest" xsi:type=`, "twice"},
		{"order", `<a:neIdentifier>ne</a:neIdentifier>`, ``, "found where neIdentifier is expected"},
		{"text", `</a:x1RequestMessage>`, `x</a:x1RequestMessage>`, "text between elements"},
		{"text after the end", `</a:X1Request>`, `</a:X1Request>x`, "outside the root"},
		{"second root", `</a:X1Request>`, `</a:X1Request><b/>`, "second root"},
		{"wrong end", `</a:neIdentifier>`, `</a:neIdentifie>`, "does not match"},
		{"other encoding", `UTF-8`, `ISO-8859-1`, "encoding"},
		{"version", `v1.6.1`, `1.6`, "not a version"},
		{"major version", `v1.6.1`, `v2.0.0`, "error 1020"},
		{"depth", `>ne<`, ">" + strings.Repeat("<a:x>", 40) + strings.Repeat("</a:x>", 40) + "<", "deeper"},
		{"size", `>ne<`, ">" + strings.Repeat("n", x1.MaxDocument) + "<", "larger than"},
		{"elements", `>ne<`, ">" + strings.Repeat("<a:x/>", 70000) + "<", "more than"},
	} {
		t.Run(c.why, func(t *testing.T) {
			require.Contains(t, pingDoc, c.old)
			doc := strings.Replace(pingDoc, c.old, c.now, 1)
			if c.why == "wrong namespace" {
				doc = strings.ReplaceAll(pingDoc, c.old, c.now)
			}
			_, err := x1.ParseRequests([]byte(doc))
			require.ErrorContains(t, err, c.want)
		})
	}
}

// TestExtensionKeepsNamespaces reads an extension whose prefixes are declared far above it.
func TestExtensionKeepsNamespaces(t *testing.T) {
	doc := strings.Replace(pingDoc, `xmlns:a=`, `xmlns:e="urn:e" xmlns:unused="urn:u" xmlns:q="urn:q" xmlns:a=`, 1)
	doc = strings.Replace(doc, "PingRequest", "ReportNEIssueRequest", 1)
	body := `<a:typeOfNeIssueMessage>Alert</a:typeOfNeIssueMessage><a:description/><a:nEIssueExtensions><a:Owner>o</a:Owner>%s</a:nEIssueExtensions></a:x1RequestMessage>`
	read := func(ext string) (string, error) {
		ms, err := x1.ParseRequests([]byte(strings.Replace(doc, `</a:x1RequestMessage>`, fmt.Sprintf(body, ext), 1)))
		if err != nil {
			return "", err
		}
		return ms[0].Body.(x1.ReportNEIssue).Extensions[0].XML, nil
	}
	got, err := read(`<e:x e:k="1" l="2"><y xmlns="urn:y">q:name<!-- no --></y><e:z/></e:x>`)
	require.NoError(t, err)
	require.Equal(t, `<e:x xmlns:e="urn:e" e:k="1" l="2"><y xmlns="urn:y" xmlns:q="urn:q">q:name</y><e:z></e:z></e:x>`, got)
	_, err = read(`<a:x/>`)
	require.ErrorContains(t, err, "another namespace")
	_, err = read(`<x/>`)
	require.ErrorContains(t, err, "another namespace")
}

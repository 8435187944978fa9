// Package x1 is LI_X1: the interface over which an ADMF administers network elements, ETSI TS 103 221-1
// (schema V1.22.1, namespace http://uri.etsi.org/03221/X1/2017/10).
//
// Requests travel in containers; each request message gets its own response message. The kind of a message is its
// xsi:type. Errors of X1 are answers with HTTP status 200 (clause 7.2.2.2).
//
//	ADMF --POST /X1/NE-->   NE     Create/Modify/RemoveDestination, Activate/Modify/DeactivateTask, Get…, Ping, Keepalive
//	NE   --POST /X1/ADMF--> ADMF   ReportTaskIssue, ReportDestinationIssue, ReportNEIssue, Ping
//
// Both directions use HTTPS with mutual TLS, and the UID of the peer's certificate subject must be the identifier
// that the peer claims (clause 8.2.4).
package x1

// Package app has the applications of the lab: servers of a data network (DNS, HTTP, a messenger, a UDP echo), in
// clear, in TLS or encrypted from end to end, and their clients on phones. They run on any fabric.Host.
//
// Every flow carries a [Canary] in its user content, and the client returns a [Flow]: addresses, octets, canaries,
// and who encrypted it. That is the truth with which delivered content is compared.
//
// The messenger is synthetic. It follows no product and no published protocol; what it shares with some is that
// in one mode the provider can read and in another only the two users can. Nothing here reads content before it
// is encrypted, keeps keys for anybody else, or recovers any.
package app

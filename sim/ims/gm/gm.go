// Package gm protects Gm, the reference point between a phone and its P-CSCF: IPsec ESP in transport mode with the keys of
// IMS-AKA (TS 33.203 R18 clauses 6.2, 6.3 and 7 with annexes H and I), or TLS (annexes N and O), agreed with the header
// fields of RFC 3329.
//
// NewClient is the phone's side, NewServer that of the P-CSCF. Applications use ordinary sockets of their host at the
// protected ports; a hook at the interface of the host puts every packet between protected ports under ESP, and drops what
// comes there without.
//
// What is simulated plainly. A P-CSCF has one protected client port for all registrations, where TS 33.203 clause 7.1 lets
// each pair of associations have its own; which of two sets protects a packet from it is decided by the state of the sets. UDP
// encapsulation for phones behind a NAT (annex M) is left out: there is no NAT here.
package gm

import (
	"errors"
	"fmt"

	"lilab/sim/event"
)

// Mode is how Gm is protected.
type Mode string

// Modes. The names of IPsec modes are those of the best algorithms that an end takes.
const (
	// None protects nothing.
	None Mode = "none"
	// ESPNull is IPsec with integrity and without confidentiality.
	ESPNull Mode = "esp-null"
	// ESPAES is IPsec with AES-CBC.
	ESPAES Mode = "esp-aes"
	// ESPAESGCM is IPsec with AES-GCM.
	ESPAESGCM Mode = "esp-aes-gcm"
	// TLS is SIP over TLS on a connection that the phone opens.
	TLS Mode = "tls"
)

// ParseMode reads the name of a mode.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case None, ESPNull, ESPAES, ESPAESGCM, TLS:
		return m, nil
	}
	return "", fmt.Errorf("gm: mode %q", s)
}

// IPsec says whether the mode is one with ESP.
func (m Mode) IPsec() bool { return m == ESPNull || m == ESPAES || m == ESPAESGCM }

// Encryption says whether Gm may be confidential.
type Encryption uint8

// Values of Encryption.
const (
	// EncryptionOn takes the algorithms of the P-CSCF's mode.
	EncryptionOn Encryption = iota
	// EncryptionOff takes null encryption only: integrity remains.
	EncryptionOff
)

// A Policy tells the encryption for phones in a visited network, TS 33.203 R18 clause 6.2: the local policy of the P-CSCF, which
// for home routing follows the roaming agreement (TS 23.228 R18 annex W.3). It is asked at each registration and
// re-registration.
type Policy func(visited event.PLMN) Encryption

// ByPLMN is a policy from a table; other is for networks that are not in it.
func ByPLMN(table map[event.PLMN]Encryption, other Encryption) Policy {
	t := make(map[event.PLMN]Encryption, len(table))
	for k, v := range table {
		t[k] = v
	}
	return func(visited event.PLMN) Encryption {
		if e, ok := t[visited]; ok {
			return e
		}
		return other
	}
}

// Null is the NullEncryption of a sip.GmRequest for a phone in the visited network. A nil policy never asks for it.
func (p Policy) Null(visited event.PLMN) bool { return p != nil && p(visited) == EncryptionOff }

// Errors of both sides.
var (
	// ErrNoAgreement says that the ends share no mechanism or algorithm: 494 of RFC 3329 clause 2.3.
	ErrNoAgreement = errors.New("gm: no security mechanism is shared")
	// ErrHeader says that a Security-Client, Security-Server or Security-Verify cannot be read.
	ErrHeader = errors.New("gm: security mechanism")
	// ErrCollision says that address and port of a phone belong to another registration, TS 33.203 clause 7.1.
	ErrCollision = errors.New("gm: address and port belong to another registration")
	// ErrClosed says that the end is closed.
	ErrClosed = errors.New("gm: closed")
)

// Stats counts packets of the hook of IPsec.
type Stats struct {
	// Sealed went out in ESP, Opened came in and went up. Fragments are pieces of long ones that were sent.
	Sealed, Opened, Fragments uint64
	// UnknownSPI came in ESP of no association. Integrity had a wrong check value, Replayed an old sequence number, Expired came
	// or went after the lifetime of the association, Malformed are no packets.
	UnknownSPI, Integrity, Replayed, Expired, Malformed uint64
	// Selectors came under an association that is not for their addresses and ports.
	Selectors uint64
	// Clear came to a protected port without ESP. NoSA were to leave from a protected port for which there is no association.
	Clear, NoSA uint64
	// Incomplete are packets of which fragments are missing or do not fit.
	Incomplete uint64
}

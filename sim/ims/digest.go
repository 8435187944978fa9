package ims

import (
	"crypto/md5" //nolint:gosec // RFC 3310 and TS 24.229 demand it
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
)

// Digest are the parameters of a WWW-Authenticate or Authorization header, names in lower case.
type Digest map[string]string

// maxDigest bounds the number of parameters.
const maxDigest = 32

// ErrDigest says that a header is no digest challenge or response.
var ErrDigest = errors.New("ims: not a Digest header")

// ParseDigest reads the value of WWW-Authenticate or Authorization.
func ParseDigest(v string) (Digest, error) {
	kind, rest, _ := strings.Cut(strings.TrimSpace(v), " ")
	if !strings.EqualFold(kind, "Digest") {
		return nil, ErrDigest
	}
	d := Digest{}
	for rest = strings.TrimSpace(rest); rest != ""; {
		name, after, ok := strings.Cut(rest, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !ok || name == "" || len(d) >= maxDigest || strings.ContainsAny(name, "\" ,") {
			return nil, ErrDigest
		}
		after = strings.TrimLeft(after, " \t")
		var value string
		if strings.HasPrefix(after, `"`) {
			end := strings.IndexByte(after[1:], '"')
			if end < 0 {
				return nil, ErrDigest
			}
			value, rest = after[1:1+end], strings.TrimSpace(after[2+end:])
			if rest != "" && rest[0] != ',' {
				return nil, ErrDigest
			}
			rest = strings.TrimPrefix(rest, ",")
		} else {
			value, rest, _ = strings.Cut(after, ",")
		}
		if _, twice := d[name]; twice {
			return nil, ErrDigest
		}
		d[name] = strings.TrimSpace(value)
		rest = strings.TrimSpace(rest)
	}
	return d, nil
}

// unquoted are the parameters that stand without quotes, RFC 3261 clause 25.1 and RFC 3310 clause 3.2.
var unquoted = map[string]bool{"algorithm": true, "qop": false, "nc": true, "stale": true}

// String writes the header value. The order is that of names, so that the same digest gives the same octets.
func (d Digest) String() string {
	var b strings.Builder
	b.WriteString("Digest ")
	first := true
	for _, name := range []string{"username", "realm", "nonce", "uri", "response", "algorithm", "cnonce", "qop", "nc", "auts", "stale", "opaque", "ik", "ck", "integrity-protected"} {
		v, ok := d[name]
		if !ok {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		if unquoted[name] || (name == "qop" && d["response"] != "") {
			b.WriteString(name + "=" + v)
		} else {
			b.WriteString(name + `="` + v + `"`)
		}
	}
	return b.String()
}

// AKAv1 is the digest algorithm of IMS-AKA, RFC 3310.
const AKAv1 = "AKAv1-MD5"

// Respond computes the response of RFC 2617 clause 3.2.2 with password, which for IMS-AKA is RES as octets (RFC 3310 clause
// 3.3).
func (d Digest) Respond(method string, password []byte) string {
	h := func(b []byte) string {
		s := md5.Sum(b) //nolint:gosec // see above
		return hex.EncodeToString(s[:])
	}
	a1 := h(append([]byte(d["username"]+":"+d["realm"]+":"), password...))
	a2 := h([]byte(method + ":" + d["uri"]))
	if d["qop"] != "" {
		return h([]byte(a1 + ":" + d["nonce"] + ":" + d["nc"] + ":" + d["cnonce"] + ":" + d["qop"] + ":" + a2))
	}
	return h([]byte(a1 + ":" + d["nonce"] + ":" + a2))
}

// Nonce makes the nonce of a challenge, RFC 3310 clause 3.2.
func Nonce(rand, autn [16]byte) string {
	return base64.StdEncoding.EncodeToString(append(rand[:], autn[:]...))
}

// Challenge reads RAND and AUTN of a nonce.
func (d Digest) Challenge() (rand, autn [16]byte, err error) {
	b, err := base64.StdEncoding.DecodeString(d["nonce"])
	if err != nil || len(b) < 32 {
		return rand, autn, ErrDigest
	}
	return [16]byte(b[:16]), [16]byte(b[16:32]), nil
}

package gm

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Bounds of the header fields.
const (
	maxMechanisms = 32
	maxHeader     = 8 << 10
)

// ipsec3GPP and tlsMechanism are names of mechanisms, RFC 3329 clause 2.2 and TS 33.203 annexes H and O.
const (
	ipsec3GPP    = "ipsec-3gpp"
	tlsMechanism = "tls"
)

// Mechanism is one value of Security-Client, Security-Server or Security-Verify, RFC 3329 clause 2.2 with TS 33.203 R18 annex H.
// Two are equal (==) when they say the same.
type Mechanism struct {
	// Name is ipsec-3gpp or tls, in lower case.
	Name string
	// Q is the preference in thousandths; 1000 if it is not told.
	Q int
	// Alg and EAlg are the algorithms of integrity and of encryption, Prot and Mod protocol and mode of ipsec-3gpp. What is not
	// told has the value of annex H: null, esp, trans.
	Alg, EAlg, Prot, Mod string
	// SPIC and SPIS are the indices for the client and the server port of the sender, PortC and PortS these ports.
	SPIC, SPIS   uint32
	PortC, PortS uint16
	// Other are further parameters as they came, each with ";" before it.
	Other string
}

// Suite are the algorithms.
func (m Mechanism) Suite() Suite { return Suite{m.EAlg, m.Alg} }

// usable says whether ipsec-3gpp has what associations need.
func (m Mechanism) usable() bool {
	return m.Name == ipsec3GPP && m.Prot == "esp" && m.Mod == "trans" && m.SPIC > 255 && m.SPIS > 255 && m.SPIC != m.SPIS &&
		m.PortC != 0 && m.PortS != 0
}

// ParseMechanisms reads the values of one header field; each may be a list.
func ParseMechanisms(values []string) ([]Mechanism, error) {
	var out []Mechanism
	total := 0
	for _, v := range values {
		if total += len(v); total > maxHeader {
			return nil, fmt.Errorf("%w: longer than %d octets", ErrHeader, maxHeader)
		}
		for _, one := range split(v, ',') {
			one = trim(one)
			if one == "" {
				continue
			}
			m, err := parseMechanism(one)
			if err != nil {
				return nil, err
			}
			if len(out) == maxMechanisms {
				return nil, fmt.Errorf("%w: more than %d", ErrHeader, maxMechanisms)
			}
			out = append(out, m)
		}
	}
	return out, nil
}

// split cuts at a separator that is not in quotes.
func split(s string, sep byte) []string {
	var out []string
	quoted, start := false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == sep && !quoted:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

func trim(s string) string { return strings.Trim(s, " \t\r\n") }

// token says whether s is a token of RFC 3261 clause 25.1.
func token(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') && !strings.ContainsRune("-.!%*_+`'~", rune(c)) {
			return false
		}
	}
	return s != ""
}

func parseMechanism(s string) (Mechanism, error) {
	fail := func(what string) (Mechanism, error) {
		if len(s) > 80 {
			s = s[:80]
		}
		return Mechanism{}, fmt.Errorf("%w: %s in %q", ErrHeader, what, s)
	}
	parts := split(s, ';')
	m := Mechanism{Name: strings.ToLower(trim(parts[0])), Q: 1000}
	if !token(m.Name) {
		return fail("name")
	}
	if m.Name == ipsec3GPP {
		m.EAlg, m.Alg, m.Prot, m.Mod = "null", "null", "esp", "trans"
	}
	seen := make([]string, 0, 16)
	for _, p := range parts[1:] {
		name, value, has := strings.Cut(p, "=")
		name, value = strings.ToLower(trim(name)), trim(value)
		if !token(name) || slices.Contains(seen, name) {
			return fail("parameter")
		}
		seen = append(seen, name)
		switch ok := true; name {
		case "q":
			m.Q, ok = parseQ(value)
			if !ok {
				return fail("q")
			}
			continue
		case "alg", "ealg", "prot", "mod", "spi-c", "spi-s", "port-c", "port-s":
			if m.Name == ipsec3GPP {
				if !m.set(name, strings.ToLower(value)) {
					return fail(name)
				}
				continue
			}
		}
		switch {
		case !has:
			m.Other += ";" + name
		case token(value), quotedString(value):
			m.Other += ";" + name + "=" + value
		default:
			return fail(name)
		}
	}
	return m, nil
}

// quotedString says whether s is one quoted string.
func quotedString(s string) bool {
	if len(s) < 2 || s[0] != '"' {
		return false
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"':
			return i == len(s)-1
		case c < ' ' && c != '\t' || c == 0x7f:
			return false
		}
	}
	return false
}

func (m *Mechanism) set(name, value string) bool {
	switch name {
	case "alg", "ealg", "prot", "mod":
		*map[string]*string{"alg": &m.Alg, "ealg": &m.EAlg, "prot": &m.Prot, "mod": &m.Mod}[name] = value
		return token(value)
	case "spi-c", "spi-s":
		n, err := strconv.ParseUint(value, 10, 32)
		if name == "spi-c" {
			m.SPIC = uint32(n)
		} else {
			m.SPIS = uint32(n)
		}
		return err == nil && value[0] != '+'
	default:
		n, err := strconv.ParseUint(value, 10, 16)
		if name == "port-c" {
			m.PortC = uint16(n)
		} else {
			m.PortS = uint16(n)
		}
		return err == nil && value[0] != '+'
	}
}

// parseQ reads a qvalue, RFC 3261 clause 25.1.
func parseQ(s string) (int, bool) {
	whole, part, _ := strings.Cut(s, ".")
	if whole != "0" && whole != "1" || len(part) > 3 {
		return 0, false
	}
	n := int(whole[0]-'0') * 1000
	for i, unit := 0, 100; i < len(part); i, unit = i+1, unit/10 {
		if part[i] < '0' || part[i] > '9' {
			return 0, false
		}
		n += int(part[i]-'0') * unit
	}
	return n, n <= 1000
}

// String writes the header value.
func (m Mechanism) String() string {
	var b strings.Builder
	b.WriteString(m.Name)
	if m.Q != 1000 {
		fmt.Fprintf(&b, ";q=0.%03d", m.Q)
	}
	if m.Name == ipsec3GPP {
		fmt.Fprintf(&b, ";alg=%s;prot=%s;mod=%s;ealg=%s;spi-c=%010d;spi-s=%010d;port-c=%d;port-s=%d", m.Alg, m.Prot, m.Mod, m.EAlg, m.SPIC, m.SPIS, m.PortC, m.PortS)
	}
	b.WriteString(m.Other)
	return b.String()
}

func write(ms []Mechanism) []string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = m.String()
	}
	return out
}

// choose takes the mechanism of a list with the highest preference that ok takes, the first of several (RFC 3329 clause 2.3.1).
func choose(list []Mechanism, ok func(Mechanism) bool) (best Mechanism, found bool) {
	for _, m := range list {
		if ok(m) && (!found || m.Q > best.Q) {
			best, found = m, true
		}
	}
	return best, found
}

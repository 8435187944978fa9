package sms_test

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/sms"
)

func octets(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(t, err)
	return b
}

var when = time.Date(2026, 11, 21, 12, 34, 56, 0, time.FixedZone("", -90*60))

// samples are one TPDU of every kind, made by the encoders.
func samples(t testing.TB) (submits, delivers, reports [][]byte) {
	t.Helper()
	long, err := sms.Split(strings.Repeat("canary ", 40), 7)
	require.NoError(t, err)
	wide, err := sms.Split("снег 😀", 8)
	require.NoError(t, err)
	data := []sms.UserData{{Text: ""}, {Text: "hello"}, long[0], long[1], wide[0], {DCS: sms.DCS8Bit, Octets: []byte{1, 2, 3}},
		{DCS: sms.DCSUCS2, Text: "я", Header: []sms.Element{{ID: sms.Concatenation16, Data: []byte{1, 2, 2, 1}}}}}
	add := func(to *[][]byte, b []byte, err error) {
		require.NoError(t, err)
		*to = append(*to, b)
	}
	for i, u := range data {
		s := sms.Submit{Reference: uint8(i), Destination: sms.International("31600000002"[:11-i%2]), UserData: u, StatusReport: i%2 == 0}
		switch i % 4 {
		case 1:
			s.Validity = []byte{167}
		case 2:
			s.Validity = make([]byte, 7)
		case 3:
			s.Validity, s.Enhanced = make([]byte, 7), true
		}
		b, err := s.Octets()
		add(&submits, b, err)
		d := sms.Deliver{Originator: sms.International("4915"), Time: when, UserData: u, More: i%2 == 0}
		if i == 1 {
			d.Originator = sms.Address{Type: sms.AlphanumericAddress, Digits: "Operator"}
		}
		b, err = d.Octets()
		add(&delivers, b, err)
	}
	pid := byte(0)
	for _, p := range []sms.Report{
		{}, {Error: true, Failure: sms.FailureMemoryExceeded}, {Submit: true, Time: when}, {Submit: true, Time: when, Error: true, Failure: sms.FailureInvalidSMEAddress},
		{PID: &pid, UserData: &sms.UserData{Text: "read"}}, {Submit: true, Time: when, UserData: &sms.UserData{DCS: sms.DCSUCS2, Text: "да"}},
	} {
		b, err := p.Octets()
		add(&reports, b, err)
	}
	return
}

// TestVector decodes a message that has been in textbooks for decades, and encodes it again.
func TestVector(t *testing.T) {
	// "hellohello" from +27838890001, 14 March 1999, without the address of the service centre in front.
	b := octets(t, "04 0B C8 72 38 88 09 00 F1 00 00 99 30 92 51 61 95 80 0A E8 32 9B FD 46 97 D9 EC 37")
	d, err := sms.ParseDeliver(b)
	require.NoError(t, err)
	require.Equal(t, "hellohello", d.UserData.Text)
	require.Equal(t, "27838890001", d.Originator.Digits)
	require.False(t, d.More)
	require.Equal(t, "1999-03-29T15:16:59+02:00", d.Time.Format(time.RFC3339))
	again, err := d.Octets()
	require.NoError(t, err)
	require.Equal(t, b, again)
}

func TestAlphabet(t *testing.T) {
	all := "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€"
	s, err := sms.Encode7(all)
	require.NoError(t, err)
	require.Len(t, s, 127+20)
	require.Equal(t, all, sms.Decode7(s))
	_, err = sms.Encode7("ж")
	require.ErrorIs(t, err, sms.ErrAlphabet)
	_, err = sms.Encode7("\x1b")
	require.ErrorIs(t, err, sms.ErrAlphabet)
	require.Equal(t, "A ", sms.Decode7([]byte{0x1b, 'A', 0x1b, 0x1b, 0x1b}), "unknown extension, second escape, escape at the end")
	require.Equal(t, "x😀", sms.DecodeUCS2(sms.EncodeUCS2("x😀")))
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]int{
		"": 1, strings.Repeat("a", 160): 1, strings.Repeat("a", 161): 2, strings.Repeat("a", 306): 2, strings.Repeat("a", 307): 3,
		strings.Repeat("€", 80): 1, strings.Repeat("€", 81): 2, strings.Repeat("a", 152) + "€" + strings.Repeat("b", 152): 3,
		strings.Repeat("я", 70): 1, strings.Repeat("я", 71): 2, strings.Repeat("я", 66) + "😀" + strings.Repeat("я", 66): 3,
	} {
		parts, err := sms.Split(text, 9)
		require.NoError(t, err)
		require.Len(t, parts, want, "%.20q", text)
		var c sms.Collector
		for i := len(parts) - 1; i >= 0; i-- { // the last part comes first
			d := sms.Deliver{Originator: sms.International("1"), Time: when, UserData: parts[i]}
			b, err := d.Octets()
			require.NoError(t, err)
			got, err := sms.ParseDeliver(b)
			require.NoError(t, err)
			m, whole := c.Add("99", got)
			require.Equal(t, i == 0, whole)
			if whole {
				require.Equal(t, text, m.Text)
			}
		}
	}
	_, err := sms.Split(strings.Repeat("a", 153*255+1), 0)
	require.Error(t, err)
}

func TestCollectorKeepsMessagesApart(t *testing.T) {
	var c sms.Collector
	part := func(from string, reference, total, n byte, text string) (sms.Message, bool) {
		return c.Add("", &sms.Deliver{Originator: sms.International(from), UserData: sms.UserData{Text: text, Header: []sms.Element{{ID: sms.Concatenation8, Data: []byte{reference, total, n}}}}})
	}
	_, whole := part("1", 5, 2, 1, "a")
	require.False(t, whole)
	_, whole = part("2", 5, 2, 2, "x")
	require.False(t, whole, "another sender")
	_, whole = part("1", 6, 2, 2, "y")
	require.False(t, whole, "another message")
	_, whole = part("1", 5, 3, 2, "z")
	require.False(t, whole, "another count")
	_, whole = part("1", 5, 2, 1, "a")
	require.False(t, whole, "the same part again")
	m, whole := part("1", 5, 2, 2, "b")
	require.True(t, whole)
	require.Equal(t, "ab", m.Text)
	m, whole = part("1", 5, 0, 3, "not possible")
	require.True(t, whole)
	require.Equal(t, "not possible", m.Text)
	for i := range byte(200) { // bounded
		part("3", i, 2, 1, "")
	}
	m, whole = part("3", 199, 2, 2, "end")
	require.True(t, whole)
	require.Equal(t, "end", m.Text)
	_, whole = part("3", 0, 2, 2, "gone")
	require.False(t, whole)
}

// TestPrefixes: every prefix of every message fails cleanly with an offset in it, and so does one octet too many.
func TestPrefixes(t *testing.T) {
	submits, delivers, reports := samples(t)
	check := func(b []byte, parse func([]byte) error, optional ...int) {
		t.Helper()
		require.NoError(t, parse(b), "%x", b)
		for i := range len(b) {
			err := parse(b[:i:i])
			if len(optional) > 0 && i == optional[0] {
				continue
			}
			var de *sms.DecodeError
			require.ErrorAs(t, err, &de, "%x of %x", b[:i], b)
			require.LessOrEqual(t, de.Offset, i)
		}
		require.Error(t, parse(append(b[:len(b):len(b)], 0)), "%x", b)
	}
	for _, b := range submits {
		check(b, func(b []byte) error { _, err := sms.ParseSubmit(b); return err })
	}
	for _, b := range delivers {
		check(b, func(b []byte) error { _, err := sms.ParseDeliver(b); return err })
	}
	for i, b := range reports {
		submit, failed := i == 2 || i == 3 || i == 5, i == 1 || i == 3
		check(b, func(b []byte) error { _, err := sms.ParseReport(b, submit, failed); return err })
	}
	for _, network := range []bool{false, true} {
		parse := func(b []byte) error { _, err := sms.ParseRP(b, network); return err }
		for _, m := range []sms.RP{
			{Kind: sms.RPData, Centre: sms.International("0010010000099"), TPDU: submits[1]}, {Kind: sms.RPData, TPDU: []byte{1}},
			{Kind: sms.RPAck}, {Kind: sms.RPAck, TPDU: reports[0]}, {Kind: sms.RPError, Cause: 22}, {Kind: sms.RPError, Cause: 22, TPDU: reports[1]},
		} {
			m.FromNetwork, m.Reference = network, 200
			b, err := m.Octets()
			require.NoError(t, err)
			got, err := sms.ParseRP(b, network)
			require.NoError(t, err)
			require.Equal(t, &m, got)
			_, err = sms.ParseRP(b, !network)
			require.ErrorIs(t, err, sms.ErrKind)
			end := -1
			if m.Kind != sms.RPData && m.TPDU != nil {
				end = len(b) - 2 - len(m.TPDU) // there it could end
			}
			check(b, parse, end)
			cp := sms.CP{TI: 6, Answer: network, Type: sms.CPData, RPDU: b}
			c, err := cp.Octets()
			require.NoError(t, err)
			in, err := sms.ParseCP(c)
			require.NoError(t, err)
			require.Equal(t, &cp, in)
			check(c, func(b []byte) error { _, err := sms.ParseCP(b); return err })
		}
	}
	for _, m := range []sms.CP{{Type: sms.CPAck}, {Type: sms.CPError, Cause: sms.CPCauseCongestion, TI: 3, Answer: true}} {
		c, err := m.Octets()
		require.NoError(t, err)
		check(c, func(b []byte) error { _, err := sms.ParseCP(b); return err })
	}
}

// TestRefused is what no message may be.
func TestRefused(t *testing.T) {
	for name, b := range map[string]string{
		"another protocol":    "05 04",
		"reserved identifier": "79 04",
		"unknown type":        "09 02",
		"empty CP-DATA":       "09 01 00",
		"CP-DATA too long":    "09 01 f9" + strings.Repeat("00", 249),
	} {
		_, err := sms.ParseCP(octets(t, b))
		require.Error(t, err, name)
	}
	for name, b := range map[string]string{
		"service centre with 12 octets": "00 01 00 0c 91" + strings.Repeat("00", 11) + "01 01",
		"digit 15 in the middle":        "00 01 00 03 91 f1 10 01 01",
		"no TPDU":                       "00 01 00 00 00",
		"cause of three octets":         "04 01 03 01 02 03",
		"unknown element":               "02 01 42 01 00",
		"SMMA with more":                "06 01 00",
	} {
		_, err := sms.ParseRP(octets(t, b), false)
		require.Error(t, err, name)
	}
	for name, b := range map[string]string{
		"another type":         "00 00 02 91 21 00 00 00",
		"address of 21 digits": "01 00 15 91 " + strings.Repeat("11", 11) + "00 00 00",
		"user data too long":   "01 00 02 91 21 00 08 8d" + strings.Repeat("00", 141),
		"too many septets":     "01 00 02 91 21 00 00 a1" + strings.Repeat("00", 141),
		"header over the end":  "41 00 02 91 21 00 04 03 05 00 03",
		"element over the end": "41 00 02 91 21 00 04 04 03 00 02 01",
		"half an element":      "41 00 02 91 21 00 04 02 01 00",
		"header over septets":  "41 00 02 91 21 00 00 01 03",
		"odd octets of UCS2":   "01 00 02 91 21 00 08 01 00",
		"TPDU of 233 octets":   "01" + strings.Repeat("00", 232),
	} {
		_, err := sms.ParseSubmit(octets(t, b))
		require.Error(t, err, name)
	}
	_, err := sms.ParseDeliver(octets(t, "04 02 91 21 00 00 62 31 12 21 00 00 00 00"))
	require.Error(t, err, "month 13")
	_, err = (&sms.Submit{Destination: sms.International(strings.Repeat("1", 21))}).Octets()
	require.Error(t, err)
	_, err = (&sms.Submit{Destination: sms.International("+31")}).Octets()
	require.Error(t, err)
	_, err = (&sms.Submit{UserData: sms.UserData{Text: strings.Repeat("a", 161)}}).Octets()
	require.Error(t, err)
	_, err = (&sms.RP{Kind: sms.RPSMMA, FromNetwork: true}).Octets()
	require.Error(t, err)
	require.True(t, errors.Is(&sms.DecodeError{Err: sms.ErrTruncated}, sms.ErrTruncated))
}

func TestValidity(t *testing.T) {
	for v, want := range map[byte]time.Duration{0: 5 * time.Minute, 143: 12 * time.Hour, 144: 12*time.Hour + 30*time.Minute, 167: 24 * time.Hour, 168: 48 * time.Hour, 196: 30 * 24 * time.Hour, 197: 5 * 7 * 24 * time.Hour, 255: 63 * 7 * 24 * time.Hour} {
		require.Equal(t, want, (&sms.Submit{Validity: []byte{v}}).ValidFor(), "%d", v)
	}
	require.Zero(t, (&sms.Submit{}).ValidFor())
}

// stable parses, encodes what came out, and parses again: both results are the same.
func FuzzTPDU(f *testing.F) {
	submits, delivers, reports := samples(f)
	for _, list := range [][][]byte{submits, delivers, reports} {
		for _, b := range list {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if s, err := sms.ParseSubmit(b); err == nil {
			again, err := s.Octets()
			require.NoError(t, err, "%+v", s)
			s2, err := sms.ParseSubmit(again)
			require.NoError(t, err)
			require.Equal(t, s, s2)
		}
		if d, err := sms.ParseDeliver(b); err == nil {
			again, err := d.Octets()
			require.NoError(t, err, "%+v", d)
			d2, err := sms.ParseDeliver(again)
			require.NoError(t, err)
			require.True(t, d.Time.Equal(d2.Time))
			d2.Time = d.Time
			require.Equal(t, d, d2)
		}
		for i := range 4 {
			if p, err := sms.ParseReport(b, i&1 != 0, i&2 != 0); err == nil {
				again, err := p.Octets()
				require.NoError(t, err, "%+v", p)
				p2, err := sms.ParseReport(again, i&1 != 0, i&2 != 0)
				require.NoError(t, err)
				require.True(t, p.Time.Equal(p2.Time))
				p2.Time = p.Time
				require.Equal(t, p, p2)
			}
		}
	})
}

func FuzzCP(f *testing.F) {
	submits, _, reports := samples(f)
	for _, m := range []sms.RP{{Kind: sms.RPData, Centre: sms.International("001"), TPDU: submits[0]}, {Kind: sms.RPError, Cause: 1, TPDU: reports[1]}, {Kind: sms.RPSMMA}} {
		b, err := m.Octets()
		require.NoError(f, err)
		c, err := (&sms.CP{Type: sms.CPData, RPDU: b}).Octets()
		require.NoError(f, err)
		f.Add(c)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := sms.ParseCP(b)
		if err != nil {
			return
		}
		again, err := c.Octets()
		require.NoError(t, err)
		require.Equal(t, b, again)
		for _, network := range []bool{false, true} {
			m, err := sms.ParseRP(c.RPDU, network)
			if err != nil {
				continue
			}
			o, err := m.Octets()
			require.NoError(t, err, "%+v", m)
			m2, err := sms.ParseRP(o, network)
			require.NoError(t, err)
			require.Equal(t, m, m2)
		}
	})
}

package x2x3_test

import (
	"bytes"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/x2x3"
)

// good is an X2 PDU without any finding.
func good(t testing.TB) x2x3.PDU {
	p := reference(t)["x2reg_v6"].pdu
	require.Empty(t, p.Check())
	return p
}

// TestTraps has what published implementations really send, made on purpose with Raw: what a receiver refuses, and what it
// takes and finds fault with.
func TestTraps(t *testing.T) {
	change := func(r *x2x3.Raw, a x2x3.AttributeType, value string) {
		for i := range r.Attributes {
			if r.Attributes[i].Type == a {
				r.Attributes[i].Value = []byte(value)
				return
			}
		}
		r.Attributes = append(r.Attributes, x2x3.RawAttribute{Type: a, Value: []byte(value)})
	}
	all := x2x3.Limits{Accept: x2x3.AcceptAll}
	for _, c := range []struct {
		name   string
		change func(*x2x3.Raw)
		limits x2x3.Limits
		err    error
		find   string // part of the only finding
	}{
		{name: "nothing"},
		{name: "1: version 1", change: func(r *x2x3.Raw) { r.Version = 1 }},
		{name: "1: version 2", change: func(r *x2x3.Raw) { r.Version = 2 }},
		{name: "1: version 5", change: func(r *x2x3.Raw) { r.Version = 5 }},
		{name: "1: a minor that is not published", change: func(r *x2x3.Raw) { r.Version = 7 }, find: "5.2.1"},
		{name: "1: version 0x0500", change: func(r *x2x3.Raw) { r.Version = 0x0500 }, err: x2x3.ErrVersion},
		{name: "1: version 0x0500 where all are taken", change: func(r *x2x3.Raw) { r.Version = 0x0500 }, limits: all, find: "0x0500"},
		{name: "1: version 0x0500 where major 5 is known", change: func(r *x2x3.Raw) { r.Version = 0x0500 },
			limits: x2x3.Limits{Accept: x2x3.AcceptMajor(0, 5)}, find: "0x0500"},
		{name: "1: version 6 where only 5 is taken", limits: x2x3.Limits{Accept: x2x3.AcceptOnly(5)}, err: x2x3.ErrVersion},
		{name: "2: timestamp of 12 octets", change: func(r *x2x3.Raw) { change(r, 9, string(make([]byte, 12))) }, err: x2x3.ErrAttribute},
		{name: "3: target with a 3GPP prefix", change: func(r *x2x3.Raw) { change(r, 17, "IMSI001010000000001") }, find: "attribute 17"},
		{name: "3: target that is an LIID", change: func(r *x2x3.Raw) { change(r, 18, "LIID-1") }, find: "attribute 18"},
		{name: "3: two elements in one target", change: func(r *x2x3.Raw) { change(r, 17, "<a>1</a><b>2</b>") }, find: "attribute 17"},
		{name: "3: document type in a target", change: func(r *x2x3.Raw) { change(r, 17, "<!DOCTYPE a><a>1</a>") }, find: "attribute 17"},
		{name: "3: element with another case, as one sample in the field", change: func(r *x2x3.Raw) { change(r, 17, "<E164Number>1</E164Number>") }},
		{name: "4: keepalive without attribute 8", change: func(r *x2x3.Raw) {
			*r = x2x3.Raw{Version: 5, Type: x2x3.Keepalive}
		}, err: x2x3.ErrAttribute},
		{name: "6: XID of version 1", change: func(r *x2x3.Raw) { r.XID[6] = 0x18 }, find: "5.2.7"},
		{name: "7: unknown attribute 23", change: func(r *x2x3.Raw) { change(r, 23, "x") }, find: "attribute 23"},
		{name: "7: unknown attribute 65535", change: func(r *x2x3.Raw) { change(r, 65535, "") }, find: "attribute 65535"},
		{name: "8: GTP-U on X2", change: func(r *x2x3.Raw) { r.Format = x2x3.FormatGTPU }, find: "GTP-U is not for X2"},
		{name: "8: SIP on X3", change: func(r *x2x3.Raw) { r.Type, r.Format = x2x3.X3, x2x3.FormatSIP }, find: "SIP is not for X3"},
		{name: "8: format 17", change: func(r *x2x3.Raw) { r.Format = x2x3.FormatPSPDUPayload }},
		{name: "8: format 18", change: func(r *x2x3.Raw) { r.Format = 18 }, find: "18 is none"},
		{name: "9: header of more than 320 octets", change: func(r *x2x3.Raw) {
			change(r, 22, string(make([]byte, 400)))
			r.Type, r.Format = x2x3.X3, x2x3.FormatIPv4
		}},
		{name: "9: payload of more than 8192 octets", change: func(r *x2x3.Raw) { r.Payload = make([]byte, 9000) }},
		{name: "9: header of more than 320 octets where that is the limit", change: func(r *x2x3.Raw) { change(r, 22, string(make([]byte, 400))) },
			limits: x2x3.Limits{Header: 320}, err: x2x3.ErrLimit},
		{name: "direction 0", change: func(r *x2x3.Raw) { r.Direction = 0 }, find: "5.2.6"},
		{name: "direction 6", change: func(r *x2x3.Raw) { r.Direction = 6 }, find: "5.2.6"},
		{name: "a second NFID", change: func(r *x2x3.Raw) { r.Attributes = append(r.Attributes, x2x3.RawAttribute{Type: 6, Value: []byte("x")}) }, find: "first counts"},
		{name: "proprietary attribute without an owner", change: func(r *x2x3.Raw) { change(r, 4, "\x00x") }, find: "owner"},
		{name: "proprietary payload with half an owner", change: func(r *x2x3.Raw) { r.Format, r.Payload = x2x3.FormatProprietary, []byte("\x05a") }, find: "5.4.5"},
		{name: "MIME payload without a type", change: func(r *x2x3.Raw) { r.Format = x2x3.FormatMIME }, find: "attribute 19"},
		{name: "SDP beside a record", change: func(r *x2x3.Raw) { change(r, 22, "v=0") }, find: "5.3.23"},
		{name: "header length that lies", change: func(r *x2x3.Raw) { r.HeaderLength = x2x3.Some[uint32](41) }, err: x2x3.ErrAttribute},
		{name: "header of 4 GiB", change: func(r *x2x3.Raw) { r.HeaderLength = x2x3.Some[uint32](math.MaxUint32) }, err: x2x3.ErrLimit},
		{name: "payload of 4 GiB", change: func(r *x2x3.Raw) { r.PayloadLength = x2x3.Some[uint32](math.MaxUint32) }, err: x2x3.ErrLimit},
		{name: "lengths whose sum overflows 32 bits", change: func(r *x2x3.Raw) {
			r.HeaderLength, r.PayloadLength = x2x3.Some[uint32](1<<31), x2x3.Some[uint32](1<<31)
		}, limits: x2x3.Limits{Header: math.MaxInt32 * 2, Payload: math.MaxInt32 * 2}, err: x2x3.ErrTruncated},
		{name: "attribute longer than the header", change: func(r *x2x3.Raw) { r.Attributes[0].Length = x2x3.Some[uint16](65535) }, err: x2x3.ErrAttribute},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := good(t)
			r, err := p.Raw()
			require.NoError(t, err)
			if c.change != nil {
				c.change(&r)
			}
			b, err := r.AppendBinary(nil)
			require.NoError(t, err)
			var got x2x3.PDU
			// A good PDU follows: the stream goes on behind whatever is taken.
			follow, err := p.AppendBinary(nil)
			require.NoError(t, err)
			in := x2x3.NewReader(bytes.NewReader(append(b, follow...)), c.limits)
			_, err = got.Parse(b, c.limits)
			if c.err != nil {
				require.ErrorIs(t, err, c.err)
				_, err = in.Next(&got)
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			findings := got.Check()
			if c.find == "" {
				require.Empty(t, findings)
			} else {
				require.Len(t, findings, 1)
				require.ErrorContains(t, findings[0], c.find)
				require.ErrorContains(t, findings[0], "clause")
			}
			again, err := got.AppendBinary(nil)
			require.NoError(t, err)
			q, _, err := x2x3.Parse(again)
			if err == nil {
				require.Equal(t, got, q)
			}
			_, err = in.Next(&got)
			require.NoError(t, err)
			if c.limits.Accept == nil {
				_, err = in.Next(&got)
				require.NoError(t, err)
			}
		})
	}
}

// TestRawIsThePDU makes the same octets from a PDU and from its raw form.
func TestRawIsThePDU(t *testing.T) {
	pdus := []x2x3.PDU{everything(t), {Type: x2x3.X3}, x2x3.NewKeepalive(5, 7)}
	for _, c := range reference(t) {
		pdus = append(pdus, c.pdu)
	}
	for _, p := range pdus {
		want, err := p.AppendBinary(nil)
		require.NoError(t, err)
		r, err := p.Raw()
		require.NoError(t, err)
		got, err := r.AppendBinary([]byte("x"))
		require.NoError(t, err)
		require.Equal(t, "x"+string(want), string(got))
	}
}

// TestPermissions is the table of clause 5.4.1.
func TestPermissions(t *testing.T) {
	table := []string{"--", "23", "23", "23", "23", "23", "23", "-3", "-3", "2-", "2-", "2-", "-3", "-3", "2-", "23", "-3", "23"}
	for f, on := range table {
		require.Equal(t, on[0] == '2', x2x3.Format(f).AllowedOn(x2x3.X2), "format %d", f)
		require.Equal(t, on[1] == '3', x2x3.Format(f).AllowedOn(x2x3.X3), "format %d", f)
		require.Equal(t, f == 0, x2x3.Format(f).AllowedOn(x2x3.Keepalive), "format %d", f)
	}
}

// TestVersions writes and reads every version; the reference vectors differ in that octet alone.
func TestVersions(t *testing.T) {
	for name, c := range reference(t) {
		for v := x2x3.OldestVersion; v <= x2x3.NewestVersion; v++ {
			p := c.pdu
			p.Version = v
			b, err := p.AppendBinary(nil)
			require.NoError(t, err)
			want := unhex(t, c.octets)
			want[1] = byte(v)
			require.Equal(t, want, b, name)
			got, _, err := x2x3.Parse(b)
			require.NoError(t, err)
			require.Equal(t, v, got.Version)
			_, err = got.Parse(b, x2x3.Limits{Accept: x2x3.AcceptOnly(v)})
			require.NoError(t, err)
			_, err = got.Parse(b, x2x3.Limits{Accept: x2x3.AcceptOnly(v + 1)})
			require.ErrorIs(t, err, x2x3.ErrVersion)
		}
	}
}

func TestProprietary(t *testing.T) {
	b, err := x2x3.AppendProprietary(nil, "example.org", []byte{1, 2})
	require.NoError(t, err)
	p := good(t)
	p.Add(x2x3.AttrProprietary, b)
	p.Add(x2x3.AttrTS33128, []byte{3})
	p.Add(x2x3.AttrTS33128, []byte{4})
	octets, err := p.AppendBinary(nil)
	require.NoError(t, err)
	got, _, err := x2x3.Parse(octets)
	require.NoError(t, err)
	require.Empty(t, got.Check())
	require.Equal(t, [][]byte{{3}, {4}}, got.Values(x2x3.AttrTS33128), "this one may come more than once")
	owner, value, err := x2x3.Proprietary(got.Values(x2x3.AttrProprietary)[0])
	require.NoError(t, err)
	require.Equal(t, "example.org", owner)
	require.Equal(t, []byte{1, 2}, value)
	_, err = x2x3.AppendProprietary(nil, "", nil)
	require.Error(t, err)
	for n := range 12 {
		_, _, err := x2x3.Proprietary(b[:n])
		require.Error(t, err)
	}
}

// TestSeries wraps at 2^32, and numbers the tasks of attribute 21 in series of their own.
func TestSeries(t *testing.T) {
	var s x2x3.Sequencer
	p := good(t)
	s.Resume(&p, math.MaxUint32)
	s.Number(&p)
	require.Equal(t, uint32(math.MaxUint32), p.SequenceNumber.Value)
	s.Number(&p)
	require.Equal(t, uint32(0), p.SequenceNumber.Value)
	other := x2x3.UUID{0x11}
	p.AdditionalXIDs = []x2x3.AdditionalXID{{XID: other, CorrelationID: 9}}
	s.Number(&p)
	require.Equal(t, uint32(1), p.SequenceNumber.Value)
	require.Equal(t, x2x3.Some[uint32](0), p.AdditionalXIDs[0].SequenceNumber)
	q := p
	q.AdditionalXIDs, q.XID, q.CorrelationID = nil, other, 9
	s.Number(&q)
	require.Equal(t, uint32(1), q.SequenceNumber.Value, "the series of the other task goes on, whichever PDU it comes with")
	p.Timestamp = time.Unix(1, 0)
	s.Number(&p)
	require.Equal(t, []uint32{2, 2}, []uint32{p.SequenceNumber.Value, p.AdditionalXIDs[0].SequenceNumber.Value})
}

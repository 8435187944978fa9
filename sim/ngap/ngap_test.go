package ngap_test

import (
	"errors"
	"testing"
	"time"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ngap"
)

var nl = event.PLMN{MCC: "001", MNC: "01"}

func initial(t testing.TB, l event.Location) []byte {
	b, err := (&message.InitialUEMessage{
		RANUENGAPID: &ie.RANUENGAPID{Value: 7}, NASPDU: &ie.NASPDU{Value: []byte{0x7e, 0, 0x41}},
		UserLocationInformation: ngap.UserLocation(l), RRCEstablishmentCause: &ie.RRCEstablishmentCause{Value: 3},
	}).MarshalBinary()
	require.NoError(t, err)
	return b
}

func TestUserLocation(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 500, time.UTC)
	l := event.Location{TAI: event.TAI{PLMN: nl, TAC: 0xabcdef}, NCGIPLMN: nl, NRCellID: 0xfedcba987, Time: at}
	m, err := ngap.Parse(initial(t, l))
	require.NoError(t, err)
	got, err := ngap.ParseUserLocation(m.(*message.InitialUEMessage).UserLocationInformation, at)
	require.NoError(t, err)
	l.Time = at.Truncate(time.Second)
	require.Equal(t, l, got)
	// Without a time stamp the time of reception counts; and the era of NTP ends in 2036.
	l.Time = time.Time{}
	got, err = ngap.ParseUserLocation(ngap.UserLocation(l), at)
	require.NoError(t, err)
	require.Equal(t, at, got.Time)
	l.Time = time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
	got, err = ngap.ParseUserLocation(ngap.UserLocation(l), l.Time.Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, l.Time, got.Time)
	for _, bad := range []*ie.UserLocationInformation{nil, {}, {Choice: &ie.UserLocationInformationNR{}}, {Choice: &ie.UserLocationInformationNR{TAI: ngap.TAI(l.TAI)}}, {Choice: &ie.UserLocationInformationEUTRA{}}} {
		_, err := ngap.ParseUserLocation(bad, at)
		require.Error(t, err)
	}
}

func TestEveryPrefixFails(t *testing.T) {
	b := initial(t, event.Location{TAI: event.TAI{PLMN: nl, TAC: 1}, NCGIPLMN: nl, NRCellID: 1, Time: time.Now()})
	for n := range b {
		_, err := ngap.Parse(b[:n])
		var se *ngap.SyntaxError
		require.ErrorAs(t, err, &se, "prefix of %d octets", n)
		require.Equal(t, n, se.Octets)
	}
	_, err := ngap.Parse(make([]byte, ngap.MaxPDU+1))
	require.Error(t, err)
}

func TestSecurityElements(t *testing.T) {
	k := [32]byte{1, 2, 3, 31: 9}
	got, ok := ngap.ParseSecurityKey(ngap.SecurityKey(k))
	require.True(t, ok)
	require.Equal(t, k, got)
	_, ok = ngap.ParseSecurityKey(nil)
	require.False(t, ok)
	require.Equal(t, []byte{0x35, 0x12, 0x34, 0x56, 0x78, 0xff, 0xff, 0x01}, []byte(ngap.MaskedIMEISV("3512345678901201").Value.Bytes))
	require.Nil(t, ngap.MaskedIMEISV("1"))
	c := ngap.UESecurityCapabilities(0xf0, 0x60)
	require.Equal(t, []byte{0xe0, 0}, c.NRencryptionAlgorithms.Value.Bytes)
	require.Equal(t, []byte{0xc0, 0}, c.NRintegrityProtectionAlgorithms.Value.Bytes)
	for id := range uint64(50) {
		require.NotZero(t, ngap.Stream(id))
	}
}

// FuzzParse checks that any octets give a message or a *SyntaxError, and that the answer to them can be encoded.
func FuzzParse(f *testing.F) {
	f.Add(initial(f, event.Location{TAI: event.TAI{PLMN: nl, TAC: 1}, NCGIPLMN: nl, NRCellID: 1, Time: time.Unix(1, 0)}))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := ngap.Parse(b)
		if err == nil {
			require.NotNil(t, m)
			if i, ok := m.(*message.InitialUEMessage); ok {
				_, _ = ngap.ParseUserLocation(i.UserLocationInformation, time.Unix(1, 0))
			}
			return
		}
		var se *ngap.SyntaxError
		require.True(t, errors.As(err, &se))
		if e := se.ErrorIndication(); e != nil {
			_, err := e.MarshalBinary()
			require.NoError(t, err)
		}
	})
}

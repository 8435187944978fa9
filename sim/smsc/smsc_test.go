package smsc_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/sms"
	"lilab/sim/smsc"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// phone is a path that answers with what it is told.
type phone struct {
	mu  sync.Mutex
	err []error // of the next deliveries; none means success
	got []sms.Deliver
}

func (p *phone) Deliver(_ context.Context, d smsc.Delivery) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.err) > 0 {
		err := p.err[0]
		p.err = p.err[1:]
		return err
	}
	m, err := sms.ParseDeliver(d.TPDU)
	if err != nil {
		return err
	}
	p.got = append(p.got, *m)
	return nil
}

func (p *phone) texts() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []string
	for _, m := range p.got {
		out = append(out, m.UserData.Text)
	}
	return out
}

// clock is the time of a test.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }
func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func centre(t *testing.T, p *phone, c *clock) *smsc.Centre {
	s, err := smsc.New(smsc.Config{
		Address: "99", Retry: time.Millisecond, MaxRetry: 5 * time.Millisecond, MaxRecipient: 3, Now: c.now,
		MSISDN: func(supi string) string { return map[string]string{"001010000000001": "31600000001"}[supi] },
		Route: func(n string) ([]smsc.Path, error) {
			if n != "31600000002" {
				return nil, smsc.ErrUnknown
			}
			return []smsc.Path{p}, nil
		},
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func submit(t *testing.T, to, text string) []byte {
	b, err := sms.SubmitOf(to, text, 0)
	require.NoError(t, err)
	return b[0]
}

func TestStoreAndForward(t *testing.T) {
	c := &clock{t: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
	p := &phone{err: []error{smsc.ErrAbsent, &sms.RPFailure{Cause: sms.CauseTemporaryFailure}, smsc.ErrAbsent}}
	s := centre(t, p, c)
	from := smsc.Originator{SUPI: "001010000000001"}
	for _, text := range []string{"one", "two", "three"} {
		cause, report := s.Submit(from, submit(t, "31600000002", text))
		require.Zero(t, cause)
		_, err := sms.ParseReport(report, true, false)
		require.NoError(t, err)
	}
	require.Eventually(t, func() bool { return s.Stats().Delivered == 3 }, 5*time.Second, time.Millisecond)
	require.Equal(t, []string{"one", "two", "three"}, p.texts(), "in order, each once")
	require.Equal(t, "31600000001", p.got[0].Originator.Digits)
	require.True(t, p.got[0].More)
	require.False(t, p.got[2].More)

	p.mu.Lock()
	p.err = []error{&sms.RPFailure{Cause: sms.CauseProtocolError}}
	p.mu.Unlock()
	cause, _ := s.Submit(from, submit(t, "31600000002", "refused for good"))
	require.Zero(t, cause)
	require.Eventually(t, func() bool { return s.Stats().Refused == 1 && s.Stats().Stored == 0 }, 5*time.Second, time.Millisecond)
}

func TestRefusalsOfTheCentre(t *testing.T) {
	c := &clock{t: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
	absent := make([]error, 100_000)
	for i := range absent {
		absent[i] = smsc.ErrAbsent
	}
	p := &phone{err: absent}
	s := centre(t, p, c)
	from := smsc.Originator{MSISDN: "31600000001"}
	for _, x := range []struct {
		from smsc.Originator
		tpdu []byte
		want uint8
	}{
		{from, submit(t, "31600000003", "x"), sms.CauseUnassignedNumber},
		{smsc.Originator{SUPI: "001010000000009"}, submit(t, "31600000002", "x"), sms.CauseUnidentified},
		{from, []byte{1, 2, 3}, sms.CauseInvalidMandatory},
		{from, nil, sms.CauseInvalidMandatory},
	} {
		cause, report := s.Submit(x.from, x.tpdu)
		require.Equal(t, x.want, cause)
		_, err := sms.ParseReport(report, true, true)
		require.NoError(t, err)
	}
	for range 3 {
		cause, _ := s.Submit(from, submit(t, "31600000002", "kept"))
		require.Zero(t, cause)
	}
	cause, _ := s.Submit(from, submit(t, "31600000002", "one too many"))
	require.Equal(t, sms.CauseCongestion, cause)
	c.add(48*time.Hour + time.Second)
	require.Eventually(t, func() bool { return s.Stats().Expired == 3 && s.Stats().Stored == 0 }, 5*time.Second, time.Millisecond)
	require.Empty(t, p.texts())
	require.NoError(t, s.Close())
	cause, _ = s.Submit(from, submit(t, "31600000002", "closed"))
	require.Equal(t, sms.CauseCongestion, cause)
}

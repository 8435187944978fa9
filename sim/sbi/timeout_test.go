package sbi_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// The default bounds an exchange without a deadline. With one a consumer waits as long as it says, because the producer may have to ask
// others before it answers.
func TestDeadlineOfContextCounts(t *testing.T) {
	const limit = 100 * time.Millisecond
	answer := make(chan struct{})
	rt := &sbi.Router{}
	rt.Handle(http.MethodPost, "/sm-contexts/1/retrieve", func(r *sbi.Request) (*sbi.Reply, error) {
		select {
		case <-answer:
		case <-r.Context().Done():
		}
		return &sbi.Reply{Body: &models.SmContextRetrievedData{}}, nil
	})
	p := newPlace(t, rt)
	c, err := sbi.NewClient(sbi.ClientConfig{Host: p.host, TLS: p.conf, PLMN: nl, Consumer: event.NF{Type: event.SMF}, Timeout: limit})
	require.NoError(t, err)
	defer c.Close()
	ask := func(ctx context.Context) error {
		_, err := c.RetrieveSMContext(ctx, p.root+"/sm-contexts/1", &models.SmContextRetrieveData{})
		return err
	}
	require.ErrorIs(t, ask(context.Background()), context.DeadlineExceeded)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	time.AfterFunc(3*limit, func() { close(answer) })
	require.NoError(t, ask(ctx))
}

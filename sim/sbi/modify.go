package sbi

import (
	"context"

	"github.com/free5gc/openapi/models"
)

// UpdateAtHome is Nsmf_PDUSession_Update of a V-SMF towards the H-SMF (TS 29.502 R17 clause 5.2.2.8.2) at the URI of the PDU session.
// What the H-SMF refuses with a 5GSM cause is a *Refusal.
func (c *Client) UpdateAtHome(ctx context.Context, ref string, in *models.HsmfUpdateData, parts []Part) (*models.HsmfUpdatedData, []Part, error) {
	var out models.HsmfUpdatedData
	_, got, err := c.sendParts(ctx, ref+"/modify", in, parts, &out)
	return &out, got, err
}

// UpdateVisited is Nsmf_PDUSession_Update of an H-SMF towards the V-SMF (TS 29.502 R17 clause 5.2.2.8.3) at the URI that the V-SMF
// gave. What the V-SMF refuses with a 5GSM cause is a *Refusal.
func (c *Client) UpdateVisited(ctx context.Context, ref string, in *models.VsmfUpdateData, parts []Part) (*models.VsmfUpdatedData, []Part, error) {
	var out models.VsmfUpdatedData
	_, got, err := c.sendParts(ctx, ref+"/modify", in, parts, &out)
	return &out, got, err
}

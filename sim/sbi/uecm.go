package sbi

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

func smfRegistrationPath(supi string, session uint8) string {
	return fmt.Sprintf("/nudm-uecm/v1/%s/registrations/smf-registrations/%d", url.PathEscape(withPrefix(supi)), session)
}

// RegisterSMF is Nudm_UECM_Registration of the SMF of a PDU session (TS 29.503 R17 clause 5.3.2.2.4).
func (c *Client) RegisterSMF(ctx context.Context, home event.PLMN, supi string, in *models.SmfRegistration) error {
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUECM, home, exchange{
		method: http.MethodPut, path: smfRegistrationPath(supi, uint8(in.PduSessionId)), in: in,
	})
	return err
}

// DeregisterSMF is Nudm_UECM_Deregistration of the SMF of a PDU session (TS 29.503 R17 clause 5.3.2.4.4). A registration of another
// instance stays.
func (c *Client) DeregisterSMF(ctx context.Context, home event.PLMN, supi string, session uint8, instance string) error {
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUECM, home, exchange{
		method: http.MethodDelete, path: smfRegistrationPath(supi, session), query: "smf-instance-id=" + url.QueryEscape(instance),
	})
	return err
}

package sbi

import (
	"context"
	"net/http"
	"net/url"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// ServiceSMSF is Nsmsf_SMService, TS 29.540.
const ServiceSMSF = "nsmsf-sms"

// TypeSMS is the media type of a CP message or of an RP message, TS 29.540 R17 clause 6.1.2.4, TS 24.341 clause 5.3.
const TypeSMS = "application/vnd.3gpp.sms"

// SMSContextData is UeSmsContextData, TS 29.540 R17 clause 6.1.6.2.2, as far as the lab fills it in.
type SMSContextData struct {
	SUPI       string               `json:"supi"`
	PEI        string               `json:"pei,omitempty"`
	GPSI       string               `json:"gpsi,omitempty"`
	AMFID      string               `json:"amfId"`
	GUAMIs     []models.Guami       `json:"guamis,omitempty"`
	AccessType models.AccessType    `json:"accessType"`
	UELocation *models.UserLocation `json:"ueLocation,omitempty"`
}

// SMSRecordData is SmsRecordData, TS 29.540 R17 clause 6.1.6.2.3.
type SMSRecordData struct {
	RecordID   string                  `json:"smsRecordId"`
	Payload    *models.RefToBinaryData `json:"smsPayload"`
	AccessType models.AccessType       `json:"accessType,omitempty"`
	PEI        string                  `json:"pei,omitempty"`
	GPSI       string                  `json:"gpsi,omitempty"`
	UELocation *models.UserLocation    `json:"ueLocation,omitempty"`
}

// SMSAccepted is the delivery status of an SMSF that has taken a message, TS 29.540 R17 clause 6.1.6.3.3.
const SMSAccepted = "SMS_DELIVERY_SMSF_ACCEPTED"

// SMSDelivery is SmsRecordDeliveryData, TS 29.540 R17 clause 6.1.6.2.4.
type SMSDelivery struct {
	RecordID string `json:"smsRecordId"`
	Status   string `json:"deliveryStatus"`
}

func smsPath(supi string) string {
	return "/nsmsf-sms/v2/ue-contexts/" + url.PathEscape(withPrefix(supi))
}

// ActivateSMS is Nsmsf_SMService_Activate at an SMSF of the own PLMN (TS 29.540 R17 clause 5.2.2.2); for a UE that has a context there it
// is the update of clause 5.2.2.2.3.
func (c *Client) ActivateSMS(ctx context.Context, supi string, in *SMSContextData) error {
	_, _, _, err := c.call(ctx, event.SMSF, ServiceSMSF, c.cfg.PLMN, exchange{method: http.MethodPut, path: smsPath(supi), in: in})
	return err
}

// DeactivateSMS is Nsmsf_SMService_Deactivate (TS 29.540 R17 clause 5.2.2.3).
func (c *Client) DeactivateSMS(ctx context.Context, supi string) error {
	_, _, _, err := c.call(ctx, event.SMSF, ServiceSMSF, c.cfg.PLMN, exchange{method: http.MethodDelete, path: smsPath(supi)})
	return err
}

// UplinkSMS is Nsmsf_SMService_UplinkSMS (TS 29.540 R17 clause 5.2.2.4) with a CP message.
func (c *Client) UplinkSMS(ctx context.Context, supi string, in *SMSRecordData, cp []byte) (*SMSDelivery, error) {
	p, err := c.producer(ctx, event.SMSF, ServiceSMSF, c.cfg.PLMN)
	if err != nil {
		return nil, err
	}
	const part = "sms"
	in.Payload = &models.RefToBinaryData{ContentId: part}
	var out SMSDelivery
	_, _, err = c.sendParts(ctx, p.APIRoot+smsPath(supi)+"/sendsms", in, []Part{{ContentID: part, Type: TypeSMS, Data: cp}}, &out)
	if stale(err) {
		c.forget(event.SMSF, ServiceSMSF, c.cfg.PLMN)
	}
	return &out, err
}

func smsfPath(supi string) string {
	return "/nudm-uecm/v1/" + url.PathEscape(withPrefix(supi)) + "/registrations/smsf-3gpp-access"
}

// RegisterSMSF is Nudm_UECM_Registration of an SMSF for 3GPP access (TS 29.503 R17 clause 5.3.2.2.4).
func (c *Client) RegisterSMSF(ctx context.Context, home event.PLMN, supi string, in *models.SmsfRegistration) error {
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUECM, home, exchange{method: http.MethodPut, path: smsfPath(supi), in: in})
	return err
}

// SMSFRegistration is Nudm_UECM_Get of it (TS 29.503 R17 clause 5.3.2.5.5).
func (c *Client) SMSFRegistration(ctx context.Context, home event.PLMN, supi string) (*models.SmsfRegistration, error) {
	var out models.SmsfRegistration
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUECM, home, exchange{method: http.MethodGet, path: smsfPath(supi), out: &out})
	return &out, err
}

// DeregisterSMSF is Nudm_UECM_Deregistration of an SMSF (TS 29.503 R17 clause 5.3.2.4.4).
func (c *Client) DeregisterSMSF(ctx context.Context, home event.PLMN, supi string) error {
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUECM, home, exchange{method: http.MethodDelete, path: smsfPath(supi)})
	return err
}

// SMSManagement is Nudm_SDM_Get of SMS management subscription data (TS 29.503 R17 clause 5.2.2.2.7).
func (c *Client) SMSManagement(ctx context.Context, home event.PLMN, supi string, serving event.PLMN) (*models.SmsManagementSubscriptionData, error) {
	var out models.SmsManagementSubscriptionData
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMSDM, home, exchange{
		method: http.MethodGet, path: "/nudm-sdm/v2/" + url.PathEscape(withPrefix(supi)) + "/sms-mng-data",
		query: "plmn-id=" + url.QueryEscape(plmnQuery(serving)), out: &out,
	})
	return &out, err
}

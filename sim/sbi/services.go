package sbi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// Links is the _links member of a body, TS 29.571 R17 clause 5.2.4.19 (LinksValueSchema): each value is one link
// or a list of links. Both forms are read, the first is written when there is one link.
type Links map[string][]models.Link

// UnmarshalJSON implements json.Unmarshaler.
func (l *Links) UnmarshalJSON(b []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	out := make(Links, len(raw))
	for name, v := range raw {
		var list []models.Link
		if len(v) > 0 && v[0] == '[' {
			if err := json.Unmarshal(v, &list); err != nil {
				return fmt.Errorf("link %q: %w", name, err)
			}
		} else {
			var one models.Link
			if err := json.Unmarshal(v, &one); err != nil {
				return fmt.Errorf("link %q: %w", name, err)
			}
			list = []models.Link{one}
		}
		out[name] = list
	}
	*l = out
	return nil
}

// MarshalJSON implements json.Marshaler.
func (l Links) MarshalJSON() ([]byte, error) {
	out := make(map[string]any, len(l))
	for name, v := range l {
		if len(v) == 1 {
			out[name] = v[0]
		} else {
			out[name] = v
		}
	}
	return json.Marshal(out)
}

// Link5GAKA is the name of the link to the 5g-aka-confirmation resource, TS 29.509 R17 table 6.1.6.2.3-1.
const Link5GAKA = "5g-aka"

// UEAuthenticationCtx is the answer to Nausf_UEAuthentication_Authenticate with 5G AKA, TS 29.509 R17 clause
// 6.1.6.2.3.
type UEAuthenticationCtx struct {
	AuthType           models.AusfUeAuthenticationAuthType `json:"authType"`
	AuthData           *models.Av5gAka                     `json:"5gAuthData"`
	Links              Links                               `json:"_links"`
	ServingNetworkName string                              `json:"servingNetworkName,omitempty"`
}

// Authenticate is Nausf_UEAuthentication_Authenticate (TS 29.509 R17 clause 5.2.2.2.2). Var5gAuthData of the result
// is a models.Av5gAka. The second result is the absolute URI of the 5g-aka-confirmation link.
func (c *Client) Authenticate(ctx context.Context, home event.PLMN, in *models.AuthenticationInfo) (*models.UeAuthenticationCtx, string, error) {
	var out UEAuthenticationCtx
	_, _, p, err := c.call(ctx, AUSF, ServiceAUSFAuth, home, exchange{
		method: http.MethodPost, path: "/nausf-auth/v1/ue-authentications", in: in, out: &out,
	})
	if err != nil {
		return nil, "", err
	}
	switch {
	case out.AuthType != models.AusfUeAuthenticationAuthType__5_G_AKA:
		return nil, "", fmt.Errorf("sbi: AUSF chose authentication method %.40q, only 5G_AKA is supported", out.AuthType)
	case out.AuthData == nil:
		return nil, "", errors.New("sbi: answer of the AUSF has no 5gAuthData")
	case len(out.Links[Link5GAKA]) == 0 || out.Links[Link5GAKA][0].Href == "":
		return nil, "", errors.New("sbi: answer of the AUSF has no link 5g-aka")
	}
	link, err := p.root.Parse(out.Links[Link5GAKA][0].Href)
	if err != nil {
		return nil, "", fmt.Errorf("sbi: link 5g-aka of the AUSF: %w", err)
	}
	return &models.UeAuthenticationCtx{
		AuthType: out.AuthType, Var5gAuthData: *out.AuthData, Links: out.Links, ServingNetworkName: out.ServingNetworkName,
	}, link.String(), nil
}

// splitURI makes apiRoot and path of an absolute URI.
func splitURI(uri string) (root *url.URL, path, query string, err error) {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		return nil, "", "", fmt.Errorf("sbi: %.200q is not an absolute URI", uri)
	}
	if root, err = ParseAPIRoot(u.Scheme + "://" + u.Host); err != nil {
		return nil, "", "", fmt.Errorf("sbi: %.200q: %w", uri, err)
	}
	return root, u.EscapedPath(), u.RawQuery, nil
}

// Confirm5GAKA puts RES* to the 5g-aka-confirmation link (TS 29.509 R17 clause 5.2.2.2.2 step 3).
func (c *Client) Confirm5GAKA(ctx context.Context, home event.PLMN, link string, in *models.ConfirmationData) (*models.ConfirmationDataResponse, error) {
	root, path, query, err := splitURI(link)
	if err != nil {
		return nil, err
	}
	var out models.ConfirmationDataResponse
	_, _, err = c.do(ctx, exchange{method: http.MethodPut, plmn: home, root: root, path: path, query: query, in: in, out: &out})
	if err != nil {
		return nil, err
	}
	return &out, nil
}

func uecmPath(supi string) string {
	return "/nudm-uecm/v1/" + url.PathEscape(withPrefix(supi)) + "/registrations/amf-3gpp-access"
}

// withPrefix lets the methods take a SUPI with or without "imsi-".
func withPrefix(supi string) string {
	if digits(supi) {
		return SUPI(supi)
	}
	return supi
}

// RegisterAMF is Nudm_UECM_Registration for 3GPP access (TS 29.503 R17 clause 5.3.2.2). supi is IMSI digits, with or
// without the prefix "imsi-"; so it is in the following methods.
func (c *Client) RegisterAMF(ctx context.Context, home event.PLMN, supi string, in *models.Amf3GppAccessRegistration) error {
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUECM, home, exchange{method: http.MethodPut, path: uecmPath(supi), in: in})
	return err
}

// PurgeAMF is Nudm_UECM_Deregistration for 3GPP access (TS 29.503 R17 clause 5.3.2.4).
func (c *Client) PurgeAMF(ctx context.Context, home event.PLMN, supi string, in *models.Amf3GppAccessRegistrationModification) error {
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUECM, home, exchange{
		method: http.MethodPatch, path: uecmPath(supi), in: in, contentType: typeMerge,
	})
	return err
}

// AMData is Nudm_SDM_Get of access and mobility subscription data (TS 29.503 R17 clause 5.2.2.2.3).
func (c *Client) AMData(ctx context.Context, home event.PLMN, supi string, serving event.PLMN) (*models.AccessAndMobilitySubscriptionData, error) {
	var out models.AccessAndMobilitySubscriptionData
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMSDM, home, exchange{
		method: http.MethodGet, path: "/nudm-sdm/v2/" + url.PathEscape(withPrefix(supi)) + "/am-data",
		query: "plmn-id=" + url.QueryEscape(plmnQuery(serving)), out: &out,
	})
	if err != nil {
		return nil, err
	}
	return &out, nil
}

// GenerateAuthData is Nudm_UEAuthentication_Get in the own PLMN (TS 29.503 R17 clause 5.4.2.2).
func (c *Client) GenerateAuthData(ctx context.Context, supiOrSUCI string, in *models.AuthenticationInfoRequest) (*models.UdmUeauAuthenticationInfoResult, error) {
	var out models.UdmUeauAuthenticationInfoResult
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUEAU, c.cfg.PLMN, exchange{
		method: http.MethodPost, in: in, out: &out,
		path: "/nudm-ueau/v1/" + url.PathEscape(supiOrSUCI) + "/security-information/generate-auth-data",
	})
	if err != nil {
		return nil, err
	}
	return &out, nil
}

// ConfirmAuth is Nudm_UEAuthentication_ResultConfirmation in the own PLMN (TS 29.503 R17 clause 5.4.2.3).
func (c *Client) ConfirmAuth(ctx context.Context, supi string, in *models.AuthEvent) error {
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMUEAU, c.cfg.PLMN, exchange{
		method: http.MethodPost, in: in, path: "/nudm-ueau/v1/" + url.PathEscape(withPrefix(supi)) + "/auth-events",
	})
	return err
}

// NotifyDeregistration is Nudm_UECM_DeregistrationNotification to the callback URI that an AMF gave (TS 29.503 R17
// clause 5.3.2.3). Where the URI's host is in another PLMN's domain, it goes through the SEPPs.
func (c *Client) NotifyDeregistration(ctx context.Context, callbackURI string, in *models.UdmUecmDeregistrationData) error {
	root, path, query, err := splitURI(callbackURI)
	if err != nil {
		return err
	}
	plmn, ok := DomainPLMN(root.Hostname())
	if !ok {
		plmn = c.cfg.PLMN
	}
	_, _, err = c.do(ctx, exchange{method: http.MethodPost, plmn: plmn, root: root, path: path, query: query, in: in})
	return err
}

// Package amf is the access and mobility management function, TS 23.501 clause 6.2.1.
package amf

import (
	"context"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// Home is what an AMF asks of a subscriber's home network: the AUSF and the UDM, found through the NRF and,
// for another PLMN, reached through the SEPPs. *sbi.Client implements it; the AMF never sees the difference
// between its own PLMN and another.
//
// A refusal comes back as *sbi.Problem (errors.As) with the HTTP status and the application error cause.
type Home interface {
	// Authenticate is Nausf_UEAuthentication_Authenticate (TS 29.509 clause 5.2.2.2). The second result is
	// the URI of the 5g-aka-confirmation link.
	Authenticate(ctx context.Context, home event.PLMN, in *models.AuthenticationInfo) (*models.UeAuthenticationCtx, string, error)
	// Confirm5GAKA puts RES* to that link.
	Confirm5GAKA(ctx context.Context, home event.PLMN, link string, in *models.ConfirmationData) (*models.ConfirmationDataResponse, error)
	// RegisterAMF is Nudm_UECM_Registration for 3GPP access (TS 29.503 clause 5.3.2.2).
	RegisterAMF(ctx context.Context, home event.PLMN, supi string, in *models.Amf3GppAccessRegistration) error
	// PurgeAMF is Nudm_UECM_Deregistration for 3GPP access (purge flag).
	PurgeAMF(ctx context.Context, home event.PLMN, supi string, in *models.Amf3GppAccessRegistrationModification) error
	// AMData is Nudm_SDM_Get of access and mobility subscription data.
	AMData(ctx context.Context, home event.PLMN, supi string, serving event.PLMN) (*models.AccessAndMobilitySubscriptionData, error)
}

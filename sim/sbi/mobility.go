package sbi

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/url"
	"strconv"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// Application errors of Namf_Communication, TS 29.518 R17 table 6.1.7.3-1.
const (
	// CauseIntegrityCheckFail says that the registration request is not of the UE that it names.
	CauseIntegrityCheckFail = "INTEGRITY_CHECK_FAIL"
)

// GUTIContext names a UE context by a 5G-GUTI, ueContextId of TS 29.518 R17 table 6.1.3.2.2-1: "5g-guti-", MCC and MNC, six
// hexadecimal digits of AMF identifier and eight of 5G-TMSI.
func GUTIContext(g event.GUTI) string {
	return fmt.Sprintf("5g-guti-%s%s%02x%04x%08x", g.PLMN.MCC, g.PLMN.MNC, g.AMFRegionID, g.AMFSetID<<6|uint16(g.AMFPointer), g.TMSI)
}

// ParseGUTIContext reads what GUTIContext writes.
func ParseGUTIContext(s string) (event.GUTI, bool) {
	const prefix = "5g-guti-"
	if len(s) != len(prefix)+5+14 && len(s) != len(prefix)+6+14 || s[:len(prefix)] != prefix {
		return event.GUTI{}, false
	}
	at := len(s) - 14
	plmn, rest := s[len(prefix):at], s[at:]
	b, err := hex.DecodeString(rest[:6])
	tmsi, err2 := strconv.ParseUint(rest[6:], 16, 32)
	g := event.GUTI{PLMN: event.PLMN{MCC: plmn[:3], MNC: plmn[3:]}}
	if err != nil || err2 != nil || !ValidPLMN(g.PLMN) {
		return event.GUTI{}, false
	}
	g.AMFRegionID, g.AMFSetID, g.AMFPointer, g.TMSI = b[0], uint16(b[1])<<2|uint16(b[2]>>6), b[2]&0x3f, uint32(tmsi)
	return g, true
}

// TransferUEContext is Namf_Communication_UEContextTransfer (TS 29.518 R17 clause 5.2.2.2.1) to the AMF of a PLMN that gave the UE its
// 5G-GUTI. The second result is the apiRoot of that AMF.
func (c *Client) TransferUEContext(ctx context.Context, old event.PLMN, id string, in *models.UeContextTransferReqData, parts []Part) (*models.UeContextTransferRspData, string, error) {
	p, err := c.producer(ctx, event.AMF, ServiceAMFComm, old)
	if err != nil {
		return nil, "", err
	}
	var out models.UeContextTransferRspData
	_, _, err = c.sendParts(ctx, ueContextURI(p.APIRoot, id)+"/transfer", in, parts, &out)
	if stale(err) {
		c.forget(event.AMF, ServiceAMFComm, old)
	}
	return &out, p.APIRoot, err
}

// UpdateRegistrationStatus is Namf_Communication_RegistrationStatusUpdate (TS 29.518 R17 clause 5.2.2.2.2) to the AMF with that apiRoot.
func (c *Client) UpdateRegistrationStatus(ctx context.Context, apiRoot, id string, in *models.UeRegStatusUpdateReqData) error {
	var out models.UeRegStatusUpdateRspData
	_, _, err := c.sendParts(ctx, ueContextURI(apiRoot, id)+"/transfer-update", in, nil, &out)
	return err
}

func ueContextURI(apiRoot, id string) string {
	return apiRoot + "/namf-comm/v1/ue-contexts/" + url.PathEscape(id)
}

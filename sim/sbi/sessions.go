package sbi

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// Service names of the session plane, TS 29.510 R17 table 6.1.6.3.11-1.
const (
	ServiceSMFPDUSession = "nsmf-pdusession"
	ServiceAMFComm       = "namf-comm"
)

// A Refusal is a *Problem that came with binary parts or with attributes beside ProblemDetails: SmContextCreateError,
// SmContextUpdateError, PduSessionCreateError of TS 29.502.
type Refusal struct {
	*Problem
	// N1 is the N1 SM message that the AMF is to send to the UE, nil if there was none.
	N1 []byte
	// N2 is the N2 SM information for the gNB, nil if there was none.
	N2 []byte
	// N1Cause is n1smCause of PduSessionCreateError, the 5GSM cause, 0 if there was none.
	N1Cause uint8
}

// Unwrap gives the problem.
func (r *Refusal) Unwrap() error { return r.Problem }

// RefusedN2 is the N2 SM information of a *Refusal, nil if err is no such thing or has none.
func RefusedN2(err error) []byte {
	var r *Refusal
	if errors.As(err, &r) {
		return r.N2
	}
	return nil
}

// refused is what the error bodies of TS 29.502 have in common.
type refused struct {
	Error     *details                `json:"error"`
	N1SmMsg   *models.RefToBinaryData `json:"n1SmMsg"`
	N2SmInfo  *models.RefToBinaryData `json:"n2SmInfo"`
	N1smCause string                  `json:"n1smCause"`
}

var acceptParts = []string{typeMultipart + ", " + typeJSON + ", " + typeProblem}

// sendParts is one exchange with an absolute URI and multipart bodies. The answer's JSON goes into out if not nil.
func (c *Client) sendParts(ctx context.Context, uri string, in any, parts []Part, out any) (http.Header, []Part, error) {
	root, path, query, err := splitURI(uri)
	if err != nil {
		return nil, nil, err
	}
	plmn, ok := DomainPLMN(root.Hostname())
	if !ok {
		plmn = c.cfg.PLMN
	}
	body, contentType, err := EncodeMultipart(in, parts)
	if err != nil {
		return nil, nil, fmt.Errorf("sbi: POST %s: %w", path, err)
	}
	status, h, answer, err := c.raw(ctx, exchange{
		method: http.MethodPost, plmn: plmn, root: root, path: path, query: query, contentType: contentType,
	}, body, acceptParts)
	if err != nil {
		return nil, nil, err
	}
	if status < 200 || status > 299 {
		return h, nil, refusal(status, h.Get("Content-Type"), answer)
	}
	if out == nil || len(answer) == 0 {
		return h, nil, nil
	}
	got, err := DecodeMultipart(h.Get("Content-Type"), answer, out)
	if err != nil {
		return h, nil, fmt.Errorf("sbi: POST %s: %w: %v", path, errProducer, err)
	}
	return h, got, nil
}

func refusal(status int, contentType string, body []byte) error {
	plain := parseProblem(status, contentType, body)
	var in refused
	parts, err := DecodeMultipart(contentType, body, &in)
	if err != nil || in.Error == nil {
		return plain
	}
	p := &Problem{Status: status, Title: http.StatusText(status), Cause: in.Error.Cause, Detail: in.Error.Detail, InvalidParams: in.Error.InvalidParams}
	r := &Refusal{Problem: p}
	if in.N1SmMsg != nil {
		r.N1 = FindPart(parts, in.N1SmMsg.ContentId)
	}
	if in.N2SmInfo != nil {
		r.N2 = FindPart(parts, in.N2SmInfo.ContentId)
	}
	if c, err := hex.DecodeString(in.N1smCause); err == nil && len(c) == 1 {
		r.N1Cause = c[0]
	}
	return r
}

// created returns the absolute URI of the Location header.
func created(base string, h http.Header) (string, error) {
	u, err := url.Parse(base)
	if err != nil {
		return "", err
	}
	l, err := u.Parse(h.Get("Location"))
	if err != nil || h.Get("Location") == "" {
		return "", fmt.Errorf("sbi: %w: no Location of the new resource", errProducer)
	}
	return l.String(), nil
}

// FindSMF discovers an SMF in that PLMN and returns its apiRoot and its instance identifier.
func (c *Client) FindSMF(ctx context.Context, plmn event.PLMN) (apiRoot, instance string, err error) {
	p, err := c.producer(ctx, event.SMF, ServiceSMFPDUSession, plmn)
	if err != nil {
		return "", "", err
	}
	return p.APIRoot, p.InstanceID, nil
}

// FindSMFServing is FindSMF for an SMF that serves a tracking area. The one with the instance identifier current is kept if it
// does.
func (c *Client) FindSMFServing(ctx context.Context, plmn event.PLMN, tai event.TAI, current string) (apiRoot, instance string, err error) {
	d, err := c.discovered(ctx, event.SMF, ServiceSMFPDUSession, plmn)
	if err != nil {
		return "", "", err
	}
	var first *Producer
	for _, p := range d.producers {
		switch {
		case !p.serves(tai):
		case p.InstanceID == current:
			return p.APIRoot, p.InstanceID, nil
		case first == nil:
			first = p
		}
	}
	if first == nil {
		return "", "", fmt.Errorf("%w: an SMF for tracking area %06x in %v", ErrNoProducer, tai.TAC, plmn)
	}
	return first.APIRoot, first.InstanceID, nil
}

// RetrieveSMContext is Nsmf_PDUSession_ContextRequest of an SMF to the one that has the SM context (TS 29.502 R17 clause 5.2.2.6).
func (c *Client) RetrieveSMContext(ctx context.Context, ref string, in *models.SmContextRetrieveData) (*models.SmContextRetrievedData, error) {
	var out models.SmContextRetrievedData
	_, _, err := c.sendParts(ctx, ref+"/retrieve", in, nil, &out)
	return &out, err
}

// SMFSelection is Nudm_SDM_Get of SMF selection subscription data (TS 29.503 R17 clause 5.2.2.2.4).
func (c *Client) SMFSelection(ctx context.Context, home event.PLMN, supi string, serving event.PLMN) (*models.SmfSelectionSubscriptionData, error) {
	var out models.SmfSelectionSubscriptionData
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMSDM, home, exchange{
		method: http.MethodGet, path: "/nudm-sdm/v2/" + url.PathEscape(withPrefix(supi)) + "/smf-select-data",
		query: "plmn-id=" + url.QueryEscape(plmnQuery(serving)), out: &out,
	})
	if err != nil {
		return nil, err
	}
	return &out, nil
}

// SMData is Nudm_SDM_Get of session management subscription data (TS 29.503 R17 clause 5.2.2.2.5) for one slice.
func (c *Client) SMData(ctx context.Context, home event.PLMN, supi string, serving event.PLMN, slice event.SNSSAI, dnn string) ([]models.SessionManagementSubscriptionData, error) {
	var out []models.SessionManagementSubscriptionData
	_, _, _, err := c.call(ctx, event.UDM, ServiceUDMSDM, home, exchange{
		method: http.MethodGet, path: "/nudm-sdm/v2/" + url.PathEscape(withPrefix(supi)) + "/sm-data",
		query: "plmn-id=" + url.QueryEscape(plmnQuery(serving)) + "&dnn=" + url.QueryEscape(dnn) +
			"&single-nssai=" + url.QueryEscape(snssaiQuery(slice)),
		out: &out,
	})
	return out, err
}

func snssaiQuery(s event.SNSSAI) string {
	if len(s.SD) == 3 {
		return fmt.Sprintf(`{"sst":%d,"sd":"%x"}`, s.SST, s.SD)
	}
	return fmt.Sprintf(`{"sst":%d}`, s.SST)
}

// SNSSAIKey is a slice as the key of a map, TS 29.571 R17 clause 5.4.4.2: "<sst>" or "<sst>-<sd>".
func SNSSAIKey(s event.SNSSAI) string {
	if len(s.SD) == 3 {
		return fmt.Sprintf("%d-%x", s.SST, s.SD)
	}
	return fmt.Sprint(s.SST)
}

// SNSSAI is the wire form of a slice.
func SNSSAI(s event.SNSSAI) *models.Snssai {
	return &models.Snssai{Sst: int32(s.SST), Sd: hex.EncodeToString(s.SD)}
}

// ParseSNSSAI reads the wire form of a slice.
func ParseSNSSAI(s *models.Snssai) (event.SNSSAI, bool) {
	if s == nil || s.Sst < 0 || s.Sst > 255 {
		return event.SNSSAI{}, false
	}
	out := event.SNSSAI{SST: uint8(s.Sst)}
	if s.Sd != "" {
		sd, err := hex.DecodeString(s.Sd)
		if err != nil || len(sd) != 3 {
			return event.SNSSAI{}, false
		}
		out.SD = sd
	}
	return out, true
}

// CreateSMContext is Nsmf_PDUSession_CreateSMContext (TS 29.502 R17 clause 5.2.2.2). The first result is the URI of
// the SM context. What the SMF refuses with an N1 SM message is a *Refusal.
func (c *Client) CreateSMContext(ctx context.Context, apiRoot string, in *models.SmfPduSessionSmContextCreateData, parts []Part) (string, *models.SmfPduSessionSmContextCreatedData, error) {
	uri := apiRoot + "/nsmf-pdusession/v1/sm-contexts"
	var out models.SmfPduSessionSmContextCreatedData
	h, _, err := c.sendParts(ctx, uri, in, parts, &out)
	if err != nil {
		return "", nil, err
	}
	ref, err := created(uri, h)
	return ref, &out, err
}

// MoveSMContext is CreateSMContext with the SM context of another V-SMF in it, and the binary parts of the answer.
func (c *Client) MoveSMContext(ctx context.Context, apiRoot string, in *models.SmfPduSessionSmContextCreateData, parts []Part) (string, *models.SmfPduSessionSmContextCreatedData, []Part, error) {
	uri := apiRoot + "/nsmf-pdusession/v1/sm-contexts"
	var out models.SmfPduSessionSmContextCreatedData
	h, got, err := c.sendParts(ctx, uri, in, parts, &out)
	if err != nil {
		return "", nil, nil, err
	}
	ref, err := created(uri, h)
	return ref, &out, got, err
}

// UpdateSMContext is Nsmf_PDUSession_UpdateSMContext (TS 29.502 R17 clause 5.2.2.3).
func (c *Client) UpdateSMContext(ctx context.Context, ref string, in *models.SmfPduSessionSmContextUpdateData, parts []Part) (*models.SmContextUpdatedData, []Part, error) {
	var out models.SmContextUpdatedData
	_, got, err := c.sendParts(ctx, ref+"/modify", in, parts, &out)
	return &out, got, err
}

// ReleaseSMContext is Nsmf_PDUSession_ReleaseSMContext (TS 29.502 R17 clause 5.2.2.4).
func (c *Client) ReleaseSMContext(ctx context.Context, ref string, in *models.SmfPduSessionSmContextReleaseData) error {
	_, _, err := c.sendParts(ctx, ref+"/release", in, nil, nil)
	return err
}

// NotifySMContextStatus is Nsmf_PDUSession_SMContextStatusNotify (TS 29.502 R17 clause 5.2.2.5).
func (c *Client) NotifySMContextStatus(ctx context.Context, uri string, in *models.SmfPduSessionSmContextStatusNotification) error {
	_, _, err := c.sendParts(ctx, uri, in, nil, nil)
	return err
}

// CreatePDUSession is Nsmf_PDUSession_Create of a V-SMF towards the H-SMF (TS 29.502 R17 clause 5.2.2.7) at the
// URI of the H-SMF's service, {apiRoot}/nsmf-pdusession/v1. The first result is the URI of the PDU session.
func (c *Client) CreatePDUSession(ctx context.Context, service string, in *models.PduSessionCreateData, parts []Part) (string, *models.PduSessionCreatedData, []Part, error) {
	uri := service + "/pdu-sessions"
	var out models.PduSessionCreatedData
	h, got, err := c.sendParts(ctx, uri, in, parts, &out)
	if err != nil {
		return "", nil, nil, err
	}
	ref, err := created(uri, h)
	return ref, &out, got, err
}

// ReleasePDUSession is Nsmf_PDUSession_Release of a V-SMF towards the H-SMF (TS 29.502 R17 clause 5.2.2.9).
func (c *Client) ReleasePDUSession(ctx context.Context, ref string, in *models.ReleaseData) error {
	_, _, err := c.sendParts(ctx, ref+"/release", in, nil, nil)
	return err
}

// N1N2MessageTransfer is Namf_Communication_N1N2MessageTransfer (TS 29.518 R17 clause 5.2.2.3.1) to an AMF of the own
// PLMN.
func (c *Client) N1N2MessageTransfer(ctx context.Context, supi string, in *models.N1N2MessageTransferReqData, parts []Part) error {
	p, err := c.producer(ctx, event.AMF, ServiceAMFComm, c.cfg.PLMN)
	if err != nil {
		return err
	}
	uri := p.APIRoot + "/namf-comm/v1/ue-contexts/" + url.PathEscape(withPrefix(supi)) + "/n1-n2-messages"
	_, _, err = c.sendParts(ctx, uri, in, parts, nil)
	if stale(err) {
		c.forget(event.AMF, ServiceAMFComm, c.cfg.PLMN)
	}
	return err
}

// TAIModel is the wire form of a tracking area.
func TAIModel(t event.TAI) *models.Tai {
	plmn := PLMNID(t.PLMN)
	return &models.Tai{PlmnId: &plmn, Tac: fmt.Sprintf("%06x", t.TAC)}
}

// NRLocation is the wire form of a location, TS 29.571 R17 clause 5.4.4.9; nil gives nil.
func NRLocation(l *event.Location) *models.UserLocation {
	if l == nil {
		return nil
	}
	at := l.Time
	tai, cgi := PLMNID(l.TAI.PLMN), PLMNID(l.NCGIPLMN)
	n := &models.NrLocation{
		Tai:  &models.Tai{PlmnId: &tai, Tac: fmt.Sprintf("%06x", l.TAI.TAC)},
		Ncgi: &models.Ncgi{PlmnId: &cgi, NrCellId: fmt.Sprintf("%09x", l.NRCellID)},
	}
	if !at.IsZero() {
		n.UeLocationTimestamp = &at
	}
	return &models.UserLocation{NrLocation: n}
}

package amf

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/sbi"
)

const smStatus = "/sm-context-status/"

// smStatusPath is where an SMF tells that an SM context is gone, behind Config.CallbackURI.
func smStatusPath(name string, number uint64) string {
	return fmt.Sprintf("/%s%s%d", name, smStatus, number)
}

// forSessions says whether a request belongs to the session plane.
func forSessions(path string) bool {
	return strings.HasPrefix(path, "/namf-comm/") || strings.Contains(path, smStatus)
}

// sessionRouter serves Namf_Communication_N1N2MessageTransfer (TS 29.518 R17 clause 5.2.2.3.1) and takes
// Nsmf_PDUSession_SMContextStatusNotify (TS 29.502 R17 clause 5.2.2.5).
func (a *AMF) sessionRouter() http.Handler {
	rt := &sbi.Router{Origin: sbi.Origin(a.cfg.NF), Log: a.cfg.Log}
	rt.Handle(http.MethodPost, "/namf-comm/v1/ue-contexts/*/n1-n2-messages", a.n1n2MessageTransfer)
	rt.Handle(http.MethodPost, "/namf-comm/v1/ue-contexts/*/transfer", a.transferContext)
	rt.Handle(http.MethodPost, "/namf-comm/v1/ue-contexts/*/transfer-update", a.updateTransfer)
	notify := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := a.smContextStatus(r); err != nil {
			sbi.WriteProblem(w, sbi.Origin(a.cfg.NF), err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, smStatus) {
			notify.ServeHTTP(w, r)
			return
		}
		rt.ServeHTTP(w, r)
	})
}

// contextOf finds the UE of a SUPI, or of the PEI if it is registered for emergency services without authentication (TS 29.518 clause
// 6.1.3.2.2).
func (a *AMF) contextOf(name string) (*ueContext, *sbi.Problem) {
	key, ok := sbi.ParseSUPI(name)
	if _, pei := parsePEI(name); pei {
		key, ok = name, true
	}
	a.mu.Lock()
	u := a.bySUPI[key]
	a.mu.Unlock()
	if !ok || u == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the subscriber is not registered here")
	}
	return u, nil
}

// n1n2MessageTransfer answers when the messages are taken; what becomes of them the SMF learns from gNB and UE.
func (a *AMF) n1n2MessageTransfer(r *sbi.Request) (*sbi.Reply, error) {
	u, problem := a.contextOf(r.Param(0))
	if problem != nil {
		return nil, problem
	}
	var in models.N1N2MessageTransferReqData
	parts, err := r.DecodeParts(&in)
	if err != nil {
		return nil, err
	}
	if c := in.N1MessageContainer; c != nil && c.N1MessageClass == models.N1MessageClass_SMS {
		return u.n1SMS(r, c, parts)
	}
	if in.PduSessionId < 1 || in.PduSessionId > 15 {
		return nil, sbi.Incorrect("/pduSessionId", "is not 1 to 15")
	}
	var n1, n2 []byte
	if c := in.N1MessageContainer; c != nil {
		if c.N1MessageClass != models.N1MessageClass_SM || c.N1MessageContent == nil {
			return nil, sbi.Incorrect("/n1MessageContainer", "is not of class SM, or has no content")
		}
		n1 = sbi.FindPart(parts, c.N1MessageContent.ContentId)
	}
	kind := ""
	if c := in.N2InfoContainer; c != nil {
		if c.N2InformationClass != models.N2InformationClass_SM || c.SmInfo == nil || c.SmInfo.N2InfoContent == nil || c.SmInfo.N2InfoContent.NgapData == nil {
			return nil, sbi.Incorrect("/n2InfoContainer", "is not of class SM, or has no content")
		}
		n2 = sbi.FindPart(parts, c.SmInfo.N2InfoContent.NgapData.ContentId)
		kind = string(c.SmInfo.N2InfoContent.NgapIeType)
	}
	if n1 == nil && n2 == nil {
		return nil, sbi.Missing("/n1MessageContainer")
	}
	id := uint8(in.PduSessionId)
	u.post(func() {
		s := u.sessions[id]
		if s == nil {
			u.log().Error("N1N2MessageTransfer for a session that is not known", "session", id)
			return
		}
		u.forward(s, n1, n2, kind)
	})
	return &sbi.Reply{Status: http.StatusOK, Body: &models.N1N2MessageTransferRspData{Cause: models.N1N2MessageTransferCause_N1_N2_TRANSFER_INITIATED}}, nil
}

// smContextStatus forgets a session that its SMF released.
func (a *AMF) smContextStatus(r *http.Request) *sbi.Problem {
	if r.Method != http.MethodPost {
		return sbi.NewProblem(http.StatusMethodNotAllowed, "", "only POST")
	}
	before, after, _ := strings.Cut(r.URL.Path, smStatus)
	number, err := strconv.ParseUint(after, 10, 64)
	if err != nil {
		return sbi.NewProblem(http.StatusNotFound, sbi.CauseResourceURINotFound, "no such callback")
	}
	u, problem := a.contextOf(before[strings.LastIndexByte(before, '/')+1:])
	if problem != nil {
		return problem
	}
	body, err := sbi.ReadBody(r)
	if err != nil {
		return sbi.NewProblem(http.StatusBadRequest, sbi.CauseInvalidMsgFormat, "body cannot be read")
	}
	var in models.SmfPduSessionSmContextStatusNotification
	if err := sbi.Unmarshal(body, &in); err != nil {
		return sbi.NewProblem(http.StatusBadRequest, sbi.CauseInvalidMsgFormat, "body is not SmContextStatusNotification")
	}
	if in.StatusInfo == nil {
		return sbi.Missing("/statusInfo")
	}
	if in.StatusInfo.ResourceStatus == models.ResourceStatus_RELEASED {
		u.post(func() {
			for id, s := range u.sessions {
				if s.number == number {
					delete(u.sessions, id)
				}
			}
		})
	}
	return nil
}

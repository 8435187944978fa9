package amf

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// maxBody bounds the body of a callback, in octets.
const maxBody = 64 << 10

// Handler serves the callbacks that the AMF gave to other functions: the deregistration notification of the
// UDM (TS 29.503 R17 clause 5.3.2.3), a POST of DeregistrationData to a path that ends in
// "/imsi-<digits>/dereg-notify". It answers when the notification is taken; the procedure with the UE follows.
func (a *AMF) Handler() http.Handler {
	sessions := a.sessionRouter()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if forSessions(r.URL.Path) {
			sessions.ServeHTTP(w, r)
			return
		}
		supi, ok := callbackSUPI(r.URL.Path)
		if !ok {
			problem(w, sbi.NewProblem(http.StatusNotFound, sbi.CauseResourceURINotFound, "no such callback"))
			return
		}
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			problem(w, sbi.NewProblem(http.StatusMethodNotAllowed, "", "only POST"))
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			problem(w, sbi.NewProblem(http.StatusRequestEntityTooLarge, "", "body too long or cut off"))
			return
		}
		var in models.DeregistrationData
		if err := json.Unmarshal(body, &in); err != nil {
			a.cfg.Log.Error("deregistration notification not understood", "octets", len(body), "err", err)
			problem(w, sbi.NewProblem(http.StatusBadRequest, sbi.CauseInvalidMsgFormat, "body is not DeregistrationData"))
			return
		}
		if in.DeregReason == "" {
			problem(w, sbi.Missing("/deregReason"))
			return
		}
		if in.AccessType != "" && in.AccessType != models.AccessType__3_GPP_ACCESS {
			problem(w, sbi.Incorrect("/accessType", "only 3GPP_ACCESS is served"))
			return
		}
		a.mu.Lock()
		u := a.bySUPI[supi]
		a.mu.Unlock()
		if u == nil {
			problem(w, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the subscriber is not registered here"))
			return
		}
		u.post(func() { u.notified(in.DeregReason) })
		w.WriteHeader(http.StatusNoContent)
	})
}

// notified acts on the reason of the UDM, TS 29.503 R17 table 6.2.6.3.2-1.
func (u *ueContext) notified(reason models.DeregistrationReason) {
	switch reason {
	case models.DeregistrationReason_SUBSCRIPTION_WITHDRAWN:
		u.withdraw(false, nas.CauseServicesNotAllowed)
	case models.DeregistrationReason_REREGISTRATION_REQUIRED:
		u.withdraw(true, 0)
	case models.DeregistrationReason_UE_INITIAL_REGISTRATION, models.DeregistrationReason_UE_REGISTRATION_AREA_CHANGE,
		models.DeregistrationReason__5_GS_TO_EPS_MOBILITY, models.DeregistrationReason__5_GS_TO_EPS_MOBILITY_UE_INITIAL_REGISTRATION:
		u.takenOver()
	default:
		u.log().Error("deregistration notification with a reason that is not for an AMF", "reason", reason)
	}
}

// callbackSUPI finds the IMSI digits in ".../imsi-<digits>/dereg-notify".
func callbackSUPI(path string) (string, bool) {
	rest, ok := strings.CutSuffix(path, "/dereg-notify")
	if !ok {
		return "", false
	}
	return sbi.ParseSUPI(rest[strings.LastIndexByte(rest, '/')+1:])
}

func problem(w http.ResponseWriter, p *sbi.Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	// The client may be gone; then there is nobody to tell.
	_ = json.NewEncoder(w).Encode(models.ProblemDetails{
		Status: int32(p.Status), Title: p.Title, Detail: p.Detail, Cause: p.Cause, InvalidParams: p.InvalidParams,
	})
}

package lipf

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// HRTarget is what a task of phase 1 of home-routed LI is about: the IMS signalling of every inbound home-routed user (HR,
// IMSSignaling), TS 33.128 R19 clause 7.10.2. DNN names the data network of the IMS; empty leaves it to the
// rule of that clause.
type HRTarget struct {
	DNN string
}

func threeGPP(elements string) TargetIdentifier {
	return TargetIdentifier{TargetExtension, `<Owner xmlns="` + nsX1 + `">` + Owner3GPP + `</Owner>` + elements}
}

// Identifiers makes the target identifiers of the task, one extension each.
func (h HRTarget) Identifiers() []TargetIdentifier {
	ns := ` xmlns="` + NSX1Extensions + `"`
	ids := []TargetIdentifier{threeGPP("<HR" + ns + "></HR>"), threeGPP("<IMSSignaling" + ns + "></IMSSignaling>")}
	if h.DNN != "" {
		var b strings.Builder
		_ = xml.EscapeText(&b, []byte(h.DNN)) // a strings.Builder cannot fail
		ids = append(ids, threeGPP("<DNN"+ns+">"+b.String()+"</DNN>"))
	}
	return ids
}

// extensionElements reads the elements behind the Owner of a TargetExtension identifier of 3GPP.
func (t TargetIdentifier) extensionElements() ([]*xmlNode, error) {
	if t.Type != TargetExtension {
		return nil, fmt.Errorf("%w: a %s identifier is none", ErrExtension, t.Type)
	}
	kids, err := parseExtension(t.Value)
	if err != nil {
		return nil, err
	}
	if len(kids) > 0 && kids[0].is(nsX1, "Owner") {
		if o := strings.TrimSpace(kids[0].text); o != Owner3GPP {
			return nil, fmt.Errorf("%w: owner %.40q", ErrExtension, o)
		}
		kids = kids[1:]
	}
	if len(kids) == 0 {
		return nil, fmt.Errorf("%w: nothing behind the owner", ErrExtension)
	}
	return kids, nil
}

// maxDNN is the length of a DNN, TS 23.003 clause 9.1, and of a ShortString of TS 103 280.
const maxDNN = 100

// ReadHR reads the target identifiers of a task of phase 1, in one extension or in several. Both HR and IMSSignaling must
// be there; what is unknown is an error.
func ReadHR(ts []TargetIdentifier) (HRTarget, error) {
	var h HRTarget
	var hr, ims bool
	for _, t := range ts {
		kids, err := t.extensionElements()
		if err != nil {
			return HRTarget{}, err
		}
		for _, k := range kids {
			text := strings.TrimSpace(k.text)
			switch {
			case k.ours("HR") && text == "" && len(k.kids) == 0:
				hr = true
			case k.ours("IMSSignaling") && text == "" && len(k.kids) == 0:
				ims = true
			case k.ours("DNN") && text != "" && len(text) <= maxDNN && len(k.kids) == 0 && (h.DNN == "" || h.DNN == text):
				h.DNN = text
			default:
				return HRTarget{}, fmt.Errorf("%w: %s is not for home-routed LI", ErrExtension, k.path())
			}
		}
	}
	if !hr || !ims {
		return HRTarget{}, fmt.Errorf("%w: home-routed LI needs HR and IMSSignaling", ErrExtension)
	}
	return h, nil
}

// IsHR says whether the target identifiers are meant to be those of phase 1: one of them is HR or IMSSignaling.
func IsHR(ts []TargetIdentifier) bool {
	for _, t := range ts {
		if t.Type != TargetExtension {
			continue
		}
		kids, err := t.extensionElements()
		if err != nil {
			continue
		}
		for _, k := range kids {
			if k.ours("HR") || k.ours("IMSSignaling") {
				return true
			}
		}
	}
	return false
}

// HRMedia is what a task of LI_T1 is about: the media of the IMS voice service in one PDU session (TS 33.128 R19 clause
// 7.10.4). SUPI holds IMSI digits.
type HRMedia struct {
	SUPI         string
	PDUSessionID uint8
}

// Identifiers makes the target identifiers of the task.
func (m HRMedia) Identifiers() []TargetIdentifier {
	return []TargetIdentifier{{SUPIIMSI, m.SUPI}, threeGPP(`<HRLIT1TargetIdentifierExtensions xmlns="` + NSX1Extensions + `">` +
		"<HRLIT1TargetIdentifier><PDUSessionID>" + strconv.Itoa(int(m.PDUSessionID)) + "</PDUSessionID></HRLIT1TargetIdentifier>" +
		"<HRLIT1TargetIdentifier><IMSVoiceMedia></IMSVoiceMedia></HRLIT1TargetIdentifier></HRLIT1TargetIdentifierExtensions>")}
}

// ReadHRMedia reads the target identifiers of a task of LI_T1. All three parts must be there once.
func ReadHRMedia(ts []TargetIdentifier) (HRMedia, error) {
	var m HRMedia
	var session, voice bool
	for _, t := range ts {
		if t.Type == SUPIIMSI {
			if err := t.Validate(); err != nil || m.SUPI != "" {
				return HRMedia{}, fmt.Errorf("%w: not one SUPI", ErrExtension)
			}
			m.SUPI = t.Value
			continue
		}
		kids, err := t.extensionElements()
		if err != nil {
			return HRMedia{}, err
		}
		if len(kids) != 1 || !kids[0].ours("HRLIT1TargetIdentifierExtensions") {
			return HRMedia{}, fmt.Errorf("%w: no HRLIT1TargetIdentifierExtensions", ErrExtension)
		}
		for _, k := range kids[0].kids {
			if !k.ours("HRLIT1TargetIdentifier") || len(k.kids) != 1 {
				return HRMedia{}, fmt.Errorf("%w: %s has not one identifier", ErrExtension, k.path())
			}
			switch e := k.kids[0]; {
			case e.ours("PDUSessionID") && !session:
				v, err := e.number(8)
				if err != nil {
					return HRMedia{}, err
				}
				m.PDUSessionID, session = uint8(v), true
			case e.ours("IMSVoiceMedia") && strings.TrimSpace(e.text) == "" && len(e.kids) == 0 && !voice:
				voice = true
			default:
				return HRMedia{}, fmt.Errorf("%w: %s is not for the media of a PDU session", ErrExtension, e.path())
			}
		}
	}
	if m.SUPI == "" || !session || !voice {
		return HRMedia{}, fmt.Errorf("%w: LI_T1 needs SUPI, PDUSessionID and IMSVoiceMedia", ErrExtension)
	}
	return m, nil
}

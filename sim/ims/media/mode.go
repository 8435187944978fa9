package media

import "fmt"

// Mode is how the media of a phone are protected.
type Mode string

// The modes.
const (
	// RTP is without protection.
	RTP Mode = "rtp"
	// SDESE2AE and DTLSE2AE end at the access gateway of the operator, who therefore holds the keys.
	SDESE2AE Mode = "sdes-e2ae"
	DTLSE2AE Mode = "dtls-e2ae"
	// SDESE2E is SRTP between the phones; who reads the SDP has the keys.
	SDESE2E Mode = "sdes-e2e"
	// DTLSE2E is SRTP between the phones; nobody in the network has the keys.
	DTLSE2E Mode = "dtls-e2e"
)

// ParseMode reads the name of a mode; empty means RTP.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case "":
		return RTP, nil
	case RTP, SDESE2AE, SDESE2E, DTLSE2AE, DTLSE2E:
		return m, nil
	}
	return "", fmt.Errorf("media: protection %q", s)
}

// SDES says that keys are in the session description.
func (m Mode) SDES() bool { return m == SDESE2AE || m == SDESE2E }

// DTLS says that keys are agreed in a handshake on the path of the media.
func (m Mode) DTLS() bool { return m == DTLSE2AE || m == DTLSE2E }

// AccessEdge says that the protection ends at the access gateway.
func (m Mode) AccessEdge() bool { return m == SDESE2AE || m == DTLSE2AE }

// EndToEnd says that the protection ends at the other phone.
func (m Mode) EndToEnd() bool { return m == SDESE2E || m == DTLSE2E }

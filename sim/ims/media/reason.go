package media

import "fmt"

// Reason is why a packet was not taken. Endpoints and gateways count by it.
type Reason uint8

// The reasons.
const (
	// Malformed: neither RTP, RTCP nor DTLS, or one of them broken.
	Malformed Reason = iota
	// WrongSource: it does not come from the address and port that the other side named.
	WrongSource
	// WrongSSRC: an RTP packet of another stream than the one that was named or that came first.
	WrongSSRC
	// Replayed: its number was there before, or it is too old to know.
	Replayed
	// Unauthentic: the authentication of SRTP or SRTCP failed.
	Unauthentic
	// Unkeyed: there are no keys yet.
	Unkeyed
	// WrongPayloadType: a payload type that was not agreed.
	WrongPayloadType
	// Unexpected: DTLS where none was agreed, or RTCP where it is not multiplexed.
	Unexpected
	// NoPeer: the other side has not said where it receives, or receives nothing.
	NoPeer
	// TooLong: it does not fit.
	TooLong
	// SendFailed: the network refused it.
	SendFailed

	// Reasons is the number of reasons.
	Reasons
)

var reasonNames = [Reasons]string{"malformed", "wrong-source", "wrong-ssrc", "replayed", "unauthentic", "unkeyed", "wrong-payload-type", "unexpected",
	"no-peer", "too-long", "send-failed"}

// String returns the name of the reason.
func (r Reason) String() string {
	if r < Reasons {
		return reasonNames[r]
	}
	return fmt.Sprintf("Reason(%d)", uint8(r))
}

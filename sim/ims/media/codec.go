package media

import "time"

// Ptime is the time in one RTP packet of every codec here.
const Ptime = 20 * time.Millisecond

// Codec is a payload format of RTP.
type Codec struct {
	// Name is the encoding name, Clock the clock rate in Hz. PayloadType is the one offered; a peer may use another for a
	// dynamic one.
	Name        string
	Clock       uint32
	PayloadType uint8
	// FMTP are the format parameters, empty for none.
	FMTP string
}

// The codecs. G.711 has static payload types (RFC 3551); AMR-WB (RFC 4867) is octet-aligned at 23.85 kbit/s and EVS (TS
// 26.445 annex A) is at 24.4 kbit/s in the compact format.
var (
	PCMU  = Codec{Name: "PCMU", Clock: 8000, PayloadType: 0}
	PCMA  = Codec{Name: "PCMA", Clock: 8000, PayloadType: 8}
	AMRWB = Codec{Name: "AMR-WB", Clock: 16000, PayloadType: 104, FMTP: "octet-align=1; mode-change-capability=2; max-red=0"}
	EVS   = Codec{Name: "EVS", Clock: 16000, PayloadType: 112, FMTP: "br=24.4; bw=swb; max-red=0"}
)

// FrameTicks is how much the RTP timestamp grows with a frame.
func (c Codec) FrameTicks() uint32 { return c.Clock / uint32(time.Second/Ptime) }

// G711 says whether the payload is samples that a person can listen to.
func (c Codec) G711() bool { return c.Clock == 8000 && (c.Name == "PCMA" || c.Name == "PCMU") }

func (c Codec) static() bool { return c.PayloadType < 96 }

// known is the codec of the same encoding and clock rate here.
func (c Codec) known() (Codec, bool) {
	for _, k := range [...]Codec{PCMU, PCMA, AMRWB, EVS} {
		if equalFold(k.Name, c.Name) && k.Clock == c.Clock {
			return k, true
		}
	}
	return Codec{}, false
}

package lemf

import "time"

// Index is index.json. It ties IRI and content of a session together by the CIN.
type Index struct {
	LIID     string    `json:"liid"`
	PDUs     []Entry   `json:"pdus"`
	Sessions []Session `json:"sessions"`
}

// Entry is one payload of a PS-PDU.
type Entry struct {
	// Number counts the PS-PDUs of the LIID from 1. Several payloads of one PDU have one number.
	Number uint64 `json:"number"`
	// Kind is "IRI" or "CC"; Interface is HI2 or HI3.
	Kind      string `json:"kind"`
	Interface string `json:"interface"`
	// File is where it is, empty for what was not written. Octets is the file with the PS-PDU, for IRI. Packet counts the
	// packets of a capture from 1, as Wireshark does.
	File   string `json:"file,omitempty"`
	Octets string `json:"octets,omitempty"`
	Packet uint64 `json:"packet,omitempty"`
	// CIN and Sequence are those of the header. Without a session there is no CIN.
	CIN      *uint32   `json:"cin,omitempty"`
	Sequence uint32    `json:"sequence"`
	Time     time.Time `json:"time"`
	Received time.Time `json:"received"`
	// Direction is the payload direction of content, Type the IRI type, Record the alternative of IRIEvent or CCPDU.
	Direction string `json:"direction,omitempty"`
	Type      string `json:"type,omitempty"`
	Record    string `json:"record"`
	// Function and Point name the network function and the point of interception.
	Function string `json:"networkFunction,omitempty"`
	Point    string `json:"interceptionPoint,omitempty"`
	// Length is that of the PS-PDU, or of the packet.
	Length int `json:"length"`
	// Duplicate marks what came before.
	Duplicate bool `json:"duplicate,omitempty"`
	// Problem says why the contents could not be read, or why they were not written.
	Problem string `json:"problem,omitempty"`
}

// Session is what one CIN has.
type Session struct {
	CIN *uint32 `json:"cin,omitempty"`
	// IRI counts records; Begin and End are the numbers of those that begin and end the session, 0 for none.
	IRI   uint64 `json:"iri"`
	Begin uint64 `json:"begin,omitempty"`
	End   uint64 `json:"end,omitempty"`
	// Capture has the packets, of which FromTarget and ToTarget went one way.
	Capture    string `json:"capture,omitempty"`
	Packets    uint64 `json:"packets"`
	Octets     uint64 `json:"octets"`
	FromTarget uint64 `json:"fromTarget"`
	ToTarget   uint64 `json:"toTarget"`
	// Voice are the WAV files of a call. Protected says that media were delivered which the session description calls SRTP: they
	// are in the capture as they came, and nothing is decoded.
	Voice     []Voice `json:"voice,omitempty"`
	Protected bool    `json:"protected,omitempty"`
	// First and Last are the times of the first and the last payload that arrived.
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
}

// Package truth holds what a scenario really did, as the script and the UEs saw it: the file truth.json
// of a run folder. The runner writes it; the oracle compares it with delivered octets. Nothing in it
// comes from the LI side, except the identifiers with which a warrant was provisioned.
package truth

import "time"

// Schema is the value of Truth.Schema.
const Schema = "lilab/truth/v1"

// Truth is one run of one scenario.
type Truth struct {
	Schema   string `json:"schema"`
	Scenario string `json:"scenario"`
	Title    string `json:"title,omitempty"`
	// Rows are the rows of the decision table the scenario plays ("V02").
	Rows []string `json:"rows,omitempty"`
	Seed uint64   `json:"seed"`
	// Networks, Agreements, Subscribers, Warrants are the settings of the run, keyed by their names.
	Networks    map[string]Network    `json:"networks"`
	Agreements  []Agreement           `json:"agreements,omitempty"`
	Subscribers map[string]Subscriber `json:"subscribers"`
	Warrants    map[string]Warrant    `json:"warrants"`
	// Steps are the steps of the script in order of their start.
	Steps []Step `json:"steps"`
	// Expect is the verdict the author of the scenario wrote down: regression data, not a source of verdicts.
	Expect map[string]Axes `json:"expect,omitempty"`
	Start  time.Time       `json:"start"`
	End    time.Time       `json:"end"`
}

// Network is one PLMN.
type Network struct {
	// PLMN is "MCC-MNC", for example "001-01".
	PLMN    string `json:"plmn"`
	Country string `json:"country"`
	// Operator and MDF are the identifiers that the network puts into PS-PDU headers.
	Operator string `json:"operator,omitempty"`
}

// Agreement is a roaming agreement.
type Agreement struct {
	Home         string `json:"home"`
	Visited      string `json:"visited"`
	N32          string `json:"n32"` // "tls", "prins", "none"
	GPSISupplied bool   `json:"gpsi_supplied"`
}

// Subscriber is one simulated subscriber and the UE that carries it.
type Subscriber struct {
	Home string `json:"home"` // name of the home network
	In   string `json:"in"`   // name of the serving network
	SUPI string `json:"supi"` // IMSI digits
	GPSI string `json:"gpsi,omitempty"`
	PEI  string `json:"pei,omitempty"`
	// SUCI is the protection scheme: "null", "profile-a", "profile-b".
	SUCI string `json:"suci"`
	// NEA is the NAS ciphering the network picked or would pick: 0 to 3.
	NEA int `json:"nea"`
	// Control marks a subscriber about whom nothing may be delivered.
	Control bool `json:"control,omitempty"`
	// Fault is what was made to go wrong on purpose: "", "home-rejects", "wrong-key", "supi-mismatch".
	Fault string `json:"fault,omitempty"`
	// MismatchSUPI is the SUPI that the home returns instead, with Fault "supi-mismatch".
	MismatchSUPI string `json:"mismatch_supi,omitempty"`
}

// Warrant is one order of one agency, as it was provisioned.
type Warrant struct {
	// Agency is the name of the network whose LI functions execute it.
	Agency string `json:"agency"`
	// Subscriber is the name of the target; TargetType is "supi", "gpsi", "pei"; Target is the value
	// as X1 carries it (digits).
	Subscriber string `json:"subscriber"`
	TargetType string `json:"target_type"`
	Target     string `json:"target"`
	// Deliver lists "iri", "cc". Services lists "voice", "data", "messaging"; empty means all.
	Deliver  []string `json:"deliver"`
	Services []string `json:"services,omitempty"`
	LIID     string   `json:"liid"`
	// XID is the task identifier at POIs and MDF2, lower-case UUID text.
	XID string `json:"xid"`
}

// Step is one step of the script and what came of it.
type Step struct {
	// Kind is "activate", "deactivate", "register", "deregister", "move".
	Kind string `json:"kind"`
	// Warrant or Subscriber says whom the step is about.
	Warrant    string    `json:"warrant,omitempty"`
	Subscriber string    `json:"subscriber,omitempty"`
	Start      time.Time `json:"start"`
	End        time.Time `json:"end"`
	// Result of a register step: "registered", "rejected", "authentication-rejected", "security-failed".
	// Of the others: "done" or "failed".
	Result string `json:"result"`
	// Cause is the 5GMM cause the UE got or sent, 0 for none.
	Cause uint8 `json:"cause,omitempty"`
	// GUTI is the 5G-GUTI the UE holds after the step, "5gguti-MCC-MNC-RR-SSS-PP-TTTTTTTT" in lower case.
	GUTI string `json:"guti,omitempty"`
	// Cell is where the UE was (after a move: where it went).
	Cell *Cell `json:"cell,omitempty"`
	// SwitchOff is the bit of a deregistration.
	SwitchOff bool `json:"switch_off,omitempty"`
}

// Cell is one NR cell.
type Cell struct {
	// Name is the name in the scenario; PLMN is "MCC-MNC".
	Name string `json:"name,omitempty"`
	PLMN string `json:"plmn"`
	// TAC is six, NRCellID nine hexadecimal digits in lower case.
	TAC      string `json:"tac"`
	NRCellID string `json:"nr_cell_id"`
}

// Axes are the five values of a verdict: "T", "P", "O", "N" or "-".
type Axes struct {
	Identity string `json:"identity"`
	IRI      string `json:"iri"`
	Location string `json:"location"`
	Call     string `json:"call"`
	Content  string `json:"content"`
}

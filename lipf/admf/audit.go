package admf

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// Record is one entry of the audit log: who did what, when, to what, and how it ended. It holds no target
// identifier: warrants are named by their ID.
type Record struct {
	Number  uint64    `json:"number"`
	Time    time.Time `json:"time"`
	Who     string    `json:"who"`
	What    string    `json:"what"`
	Warrant string    `json:"warrant,omitempty"`
	NE      string    `json:"ne,omitempty"`
	XID     string    `json:"xid,omitempty"`
	Result  string    `json:"result,omitempty"`
	Details string    `json:"details,omitempty"`
	// Previous is the hash of the record before, Hash that of this record with Hash empty: SHA-256 over its JSON.
	Previous string `json:"previous"`
	Hash     string `json:"hash,omitempty"`
}

func (r Record) hash() string {
	r.Hash = ""
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // a Record has only strings, a number and a time of this era
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Audit is the log of an ADMF: records that are only ever appended, each bound to the one before by a hash, so that
// a change, a deletion or a change of order shows.
type Audit struct {
	mu      sync.Mutex
	now     func() time.Time
	out     io.Writer
	err     error
	records []Record
}

func (l *Audit) add(r Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r.Number, r.Time = uint64(len(l.records)), l.now().UTC().Round(0)
	if n := len(l.records); n > 0 {
		r.Previous = l.records[n-1].Hash
	}
	r.Hash = r.hash()
	l.records = append(l.records, r)
	if l.out == nil {
		return
	}
	b, err := json.Marshal(r)
	if err == nil {
		_, err = l.out.Write(append(b, '\n'))
	}
	if err != nil && l.err == nil {
		l.err = err
	}
}

// Records returns a copy of all records.
func (l *Audit) Records() []Record {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Record(nil), l.records...)
}

// Verify checks the chain, and that every record reached the writer.
func (l *Audit) Verify() error {
	l.mu.Lock()
	err := l.err
	l.mu.Unlock()
	if err != nil {
		return fmt.Errorf("audit log not written: %w", err)
	}
	return VerifyRecords(l.Records())
}

// ErrAudit says that a chain of records is broken.
var ErrAudit = errors.New("audit log was changed")

// VerifyRecords checks a chain of records from its beginning.
func VerifyRecords(rs []Record) error {
	previous := ""
	for i, r := range rs {
		switch {
		case r.Number != uint64(i):
			return fmt.Errorf("%w: record %d stands at place %d", ErrAudit, r.Number, i)
		case r.Previous != previous:
			return fmt.Errorf("%w: record %d does not follow the one before", ErrAudit, i)
		case r.Hash != r.hash():
			return fmt.Errorf("%w: record %d has another content than its hash", ErrAudit, i)
		}
		previous = r.Hash
	}
	return nil
}

// ReadAudit reads records as the ADMF has written them, one JSON object a line.
func ReadAudit(in io.Reader) ([]Record, error) {
	var rs []Record
	s := bufio.NewScanner(in)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var r Record
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("audit log line %d: %w", len(rs)+1, err)
		}
		rs = append(rs, r)
	}
	return rs, s.Err()
}

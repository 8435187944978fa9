package asn

// domain and document are the first arcs of the relative object identifiers of TS 33.128 payloads: threeGPP(4), ts33128(19).
const (
	domain   = 4
	document = 19
)

// suffixes of the relative object identifier by payload: R19 annex A.
var suffixes = map[string]byte{"XIRIPayload": 1, "IRIPayload": 3, "CCPayload": 4, "LINotificationPayload": 5}

// Release returns the release and version of TS 33.128 in the contents octets of a payload's relative object identifier.
func Release(oid []byte) (release, version int, ok bool) {
	if len(oid) != 5 || oid[0] != domain || oid[1] != document {
		return 0, 0, false
	}
	for _, b := range oid {
		if b&0x80 != 0 {
			return 0, 0, false
		}
	}
	return int(oid[2]), int(oid[3]), true
}

// released looks at the relative object identifier that a payload begins with, says what is wrong with it, and returns
// the type of that release.
func (d *Decoder) released(t *Type, h *head) *Type {
	var c head
	if h.body >= h.stop || !d.quick(&c, h.body, h.stop) || c.class != Context || c.tag != 1 || c.constructed {
		return t // the walk says that it is missing
	}
	oid := d.in[c.body:c.stop]
	release, _, ok := Release(oid)
	outer := d.rec
	d.rec = t
	switch {
	case !ok:
		d.finding(c.at, false, "", "the object identifier %s is none of a TS 33.128 payload, want 4.19.release.version.%d", arcs(oid, false), suffixes[t.Name])
	case oid[4] != suffixes[t.Name]:
		d.finding(c.at, false, "", "the object identifier %s ends with %d, want %d for %s", arcs(oid, false), oid[4], suffixes[t.Name], t.Name)
	case release < 15:
		d.finding(c.at, false, "", "the object identifier %s names release %d, the first is 15", arcs(oid, false), release)
	case release > 19:
		d.finding(c.at, true, "", "the object identifier %s names release %d, 19 is the last that is known", arcs(oid, false), release)
	}
	d.rec = outer
	if ok && (release == 15 || release == 16) {
		if s, err := LoadR16(); err == nil {
			if old := s.Type("ts33128." + t.Name); old != nil {
				return old
			}
		}
	}
	return t
}

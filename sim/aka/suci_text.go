package aka

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"lilab/sim/event"
)

// maxSchemeOutput is the limit of TS 33.501 annex C.1 for proprietary schemes; the standard ones are far below.
const maxSchemeOutput = 3000

// ErrSUCI says that a SUCI cannot be decoded or encoded. ErrSUPIType, which it wraps, says that the SUPI type is
// not IMSI.
var (
	ErrSUCI     = errors.New("aka: bad SUCI")
	ErrSUPIType = fmt.Errorf("%w: the SUPI type is not IMSI", ErrSUCI)
)

// checkSUCI is what both decoders and both encoders demand.
func checkSUCI(s event.SUCI) error {
	switch n := len(s.SchemeOutput); {
	case !digits(s.HomeNetwork.MCC, 3, 3) || !digits(s.HomeNetwork.MNC, 2, 3):
		return fmt.Errorf("%w: home network %q", ErrSUCI, s.HomeNetwork)
	case !digits(s.RoutingIndicator, 1, 4):
		return fmt.Errorf("%w: routing indicator %q", ErrSUCI, s.RoutingIndicator)
	case s.Scheme > 15:
		return fmt.Errorf("%w: protection scheme %d has more than four bits", ErrSUCI, s.Scheme)
	case (s.Scheme == SchemeNull) != (s.HomeNetworkPublicKeyID == 0):
		// TS 23.003 clause 2.2B: the value 0 is used if and only if the null scheme is.
		return fmt.Errorf("%w: home network public key identifier %d with protection scheme %d",
			ErrSUCI, s.HomeNetworkPublicKeyID, s.Scheme)
	case n == 0 || n > maxSchemeOutput:
		return fmt.Errorf("%w: scheme output of %d octets", ErrSUCI, n)
	}
	if s.Scheme != SchemeNull {
		return nil
	}
	msin, err := MSIN(s.SchemeOutput)
	if err != nil {
		return fmt.Errorf("%w: scheme output: %w", ErrSUCI, err)
	}
	if n := 3 + len(s.HomeNetwork.MNC) + len(msin); n > maxIMSIDigits {
		return fmt.Errorf("%w: IMSI of %d digits", ErrSUCI, n)
	}
	return nil
}

// FormatSUCI writes the text form of TS 23.003 clause 28.7.3 and TS 29.571 clause 5.3.2,
// "suci-0-<mcc>-<mnc>-<routing indicator>-<scheme>-<key id>-<output>". The output of the null scheme is the
// MSIN, every other one hexadecimal in lower case.
func FormatSUCI(s event.SUCI) (string, error) {
	if err := checkSUCI(s); err != nil {
		return "", err
	}
	b := make([]byte, 0, 40+2*len(s.SchemeOutput))
	b = append(b, "suci-0-"...)
	b = append(append(b, s.HomeNetwork.MCC...), '-')
	b = append(append(b, s.HomeNetwork.MNC...), '-')
	b = append(append(b, s.RoutingIndicator...), '-')
	b = append(strconv.AppendUint(b, uint64(s.Scheme), 16), '-')
	b = append(strconv.AppendUint(b, uint64(s.HomeNetworkPublicKeyID), 10), '-')
	if s.Scheme != SchemeNull {
		return string(hex.AppendEncode(b, s.SchemeOutput)), nil
	}
	msin, err := MSIN(s.SchemeOutput)
	return string(append(b, msin...)), err
}

// ParseSUCIText reads the text form of a SUCI of SUPI type IMSI.
func ParseSUCIText(text string) (event.SUCI, error) {
	var s event.SUCI
	// The longest text is that of the longest scheme output.
	if len(text) > 40+2*maxSchemeOutput {
		return s, fmt.Errorf("%w: %d characters", ErrSUCI, len(text))
	}
	rest, ok := strings.CutPrefix(text, "suci-")
	if !ok {
		return s, fmt.Errorf("%w: no prefix suci-", ErrSUCI)
	}
	typ, rest, ok := strings.Cut(rest, "-")
	if !ok {
		return s, fmt.Errorf("%w: truncated after the SUPI type", ErrSUCI)
	}
	if typ != "0" {
		if len(typ) == 1 && typ[0] >= '1' && typ[0] <= '7' {
			return s, fmt.Errorf("%w: type %s", ErrSUPIType, typ)
		}
		return s, fmt.Errorf("%w: SUPI type %q", ErrSUCI, typ)
	}
	var field [5]string
	for i, name := range [...]string{"MCC", "MNC", "routing indicator", "protection scheme", "public key identifier"} {
		if field[i], rest, ok = strings.Cut(rest, "-"); !ok {
			return s, fmt.Errorf("%w: truncated after the %s", ErrSUCI, name)
		}
	}
	s.HomeNetwork = event.PLMN{MCC: field[0], MNC: field[1]}
	s.RoutingIndicator = field[2]
	scheme, err := strconv.ParseUint(field[3], 16, 4)
	if err != nil || len(field[3]) != 1 {
		return event.SUCI{}, fmt.Errorf("%w: protection scheme %q", ErrSUCI, field[3])
	}
	id, err := strconv.ParseUint(field[4], 10, 8)
	if err != nil || len(field[4]) > 1 && field[4][0] == '0' {
		return event.SUCI{}, fmt.Errorf("%w: home network public key identifier %q", ErrSUCI, field[4])
	}
	s.Scheme, s.HomeNetworkPublicKeyID = uint8(scheme), uint8(id)
	if s.Scheme == SchemeNull {
		if !digits(rest, 1, 10) {
			return event.SUCI{}, fmt.Errorf("%w: MSIN of the null scheme is not one to ten digits", ErrSUCI)
		}
		s.SchemeOutput = appendTBCD(make([]byte, 0, 5), rest)
	} else if s.SchemeOutput, err = hex.DecodeString(rest); err != nil {
		return event.SUCI{}, fmt.Errorf("%w: scheme output: %w", ErrSUCI, err)
	}
	if err := checkSUCI(s); err != nil {
		return event.SUCI{}, err
	}
	return s, nil
}

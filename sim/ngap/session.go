package ngap

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"

	"lilab/sim/event"
)

// Protection is what an SMF wants of the protection of the user plane between UE and gNB, TS 38.413 R17 clause
// 9.3.1.27, numbered as its ASN.1 numbers it.
type Protection uint8

// User-plane protection.
const (
	ProtectionRequired Protection = iota
	ProtectionPreferred
	ProtectionNotNeeded
)

// SetupRequest is the PDU Session Resource Setup Request Transfer, clause 9.3.4.1.
type SetupRequest struct {
	// Uplink is the UPF's end of the tunnel.
	Uplink      event.FTEID
	Type        event.PDUSessionType
	QFI, FiveQI uint8
	// More are the QoS flows beside that one.
	More []Flow
	// AMBR is in bit/s, both ways.
	AMBR                       uint64
	Integrity, Confidentiality Protection
}

// SetupResponse is the PDU Session Resource Setup Response Transfer, clause 9.3.4.2.
type SetupResponse struct {
	// Downlink is the gNB's end of the tunnel.
	Downlink event.FTEID
	QFIs     []uint8
	// IntegrityPerformed and ConfidentialityPerformed are the security result.
	IntegrityPerformed, ConfidentialityPerformed bool
}

// pduSessionTypes maps the values of NAS to those of NGAP, clause 9.3.1.52.
var pduSessionTypes = map[event.PDUSessionType]aper.Enumerated{
	event.IPv4: ie.PDUSessionTypePresentIpv4, event.IPv6: ie.PDUSessionTypePresentIpv6, event.IPv4v6: ie.PDUSessionTypePresentIpv4v6,
	event.Ethernet: ie.PDUSessionTypePresentEthernet, event.Unstructured: ie.PDUSessionTypePresentUnstructured,
}

func tunnel(f event.FTEID) *ie.UPTransportLayerInformation {
	addr := f.Addr.AsSlice()
	return &ie.UPTransportLayerInformation{Choice: &ie.GTPTunnel{
		TransportLayerAddress: &ie.TransportLayerAddress{Value: aper.BitString{Bytes: addr, BitLength: uint64(len(addr) * 8)}},
		GTPTEID:               &ie.GTPTEID{Value: binary.BigEndian.AppendUint32(nil, f.TEID)},
	}}
}

func parseTunnel(u *ie.UPTransportLayerInformation) (event.FTEID, error) {
	if u == nil {
		return event.FTEID{}, fmt.Errorf("UP transport layer information: %w", errMissing)
	}
	t, ok := u.Choice.(*ie.GTPTunnel)
	if !ok || t == nil || t.TransportLayerAddress == nil || t.GTPTEID == nil || len(t.GTPTEID.Value) != 4 {
		return event.FTEID{}, fmt.Errorf("UP transport layer information: GTP tunnel: %w", errMissing)
	}
	b := t.TransportLayerAddress.Value.Bytes
	if len(b) == 20 {
		// IPv4 and IPv6 together, clause 9.3.2.4: the first is taken.
		b = b[:4]
	}
	addr, ok := netip.AddrFromSlice(b)
	if !ok {
		return event.FTEID{}, fmt.Errorf("transport layer address of %d bits", t.TransportLayerAddress.Value.BitLength)
	}
	return event.FTEID{TEID: binary.BigEndian.Uint32(t.GTPTEID.Value), Addr: addr}, nil
}

// MarshalBinary encodes the transfer.
func (r SetupRequest) MarshalBinary() ([]byte, error) {
	kind, ok := pduSessionTypes[r.Type]
	if !ok || !r.Uplink.Addr.IsValid() {
		return nil, fmt.Errorf("ngap: setup request of PDU session type %d with tunnel %v", r.Type, r.Uplink.Addr)
	}
	var flows []ie.QosFlowSetupRequestItem
	for _, f := range append([]Flow{{r.QFI, r.FiveQI}}, r.More...) {
		flows = append(flows, ie.QosFlowSetupRequestItem{
			QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(f.QFI)}, QosFlowLevelQosParameters: levelParameters(f.FiveQI),
		})
	}
	list := []ie.PDUSessionResourceSetupRequestTransferIEs{
		{PDUSessionAggregateMaximumBitRate: &ie.PDUSessionAggregateMaximumBitRate{
			PDUSessionAggregateMaximumBitRateDL: &ie.BitRate{Value: int64(r.AMBR)},
			PDUSessionAggregateMaximumBitRateUL: &ie.BitRate{Value: int64(r.AMBR)},
		}},
		{ULNGUUPTNLInformation: tunnel(r.Uplink)},
		{PDUSessionType: &ie.PDUSessionType{Value: kind}},
		{SecurityIndication: &ie.SecurityIndication{
			IntegrityProtectionIndication:       &ie.IntegrityProtectionIndication{Value: aper.Enumerated(r.Integrity)},
			ConfidentialityProtectionIndication: &ie.ConfidentialityProtectionIndication{Value: aper.Enumerated(r.Confidentiality)},
			// Clause 9.3.1.27: the rate is there when integrity protection is required or preferred.
			MaximumIntegrityProtectedDataRateUL: integrityRate(r.Integrity),
		}},
		{QosFlowSetupRequestList: &ie.QosFlowSetupRequestList{List: flows}},
	}
	return marshal(&ie.PDUSessionResourceSetupRequestTransfer{
		ProtocolIEs: &ie.ProtocolIEContainerPDUSessionResourceSetupRequestTransferIEs{List: list},
	})
}

func integrityRate(p Protection) *ie.MaximumIntegrityProtectedDataRate {
	if p == ProtectionNotNeeded {
		return nil
	}
	return &ie.MaximumIntegrityProtectedDataRate{Value: ie.MaximumIntegrityProtectedDataRatePresentMaximumUERate}
}

// ParseSetupRequest decodes the transfer.
func ParseSetupRequest(b []byte) (SetupRequest, error) {
	var t ie.PDUSessionResourceSetupRequestTransfer
	if err := unmarshal(b, &t); err != nil {
		return SetupRequest{}, fmt.Errorf("ngap: setup request transfer: %w", err)
	}
	r := SetupRequest{Integrity: ProtectionNotNeeded, Confidentiality: ProtectionNotNeeded}
	var errs []error
	for i := range t.ProtocolIEs.List {
		e := &t.ProtocolIEs.List[i]
		switch {
		case e.PDUSessionAggregateMaximumBitRate != nil && e.PDUSessionAggregateMaximumBitRate.PDUSessionAggregateMaximumBitRateDL != nil:
			r.AMBR = uint64(e.PDUSessionAggregateMaximumBitRate.PDUSessionAggregateMaximumBitRateDL.Value)
		case e.ULNGUUPTNLInformation != nil:
			var err error
			r.Uplink, err = parseTunnel(e.ULNGUUPTNLInformation)
			errs = append(errs, err)
		case e.PDUSessionType != nil:
			for k, v := range pduSessionTypes {
				if v == e.PDUSessionType.Value {
					r.Type = k
				}
			}
		case e.SecurityIndication != nil:
			if i := e.SecurityIndication.IntegrityProtectionIndication; i != nil {
				r.Integrity = Protection(i.Value)
			}
			if c := e.SecurityIndication.ConfidentialityProtectionIndication; c != nil {
				r.Confidentiality = Protection(c.Value)
			}
		case e.QosFlowSetupRequestList != nil && len(e.QosFlowSetupRequestList.List) > 0:
			for i, item := range e.QosFlowSetupRequestList.List {
				f := parseFlow(item.QosFlowIdentifier, item.QosFlowLevelQosParameters)
				if i == 0 {
					r.QFI, r.FiveQI = f.QFI, f.FiveQI
				} else {
					r.More = append(r.More, f)
				}
			}
		}
	}
	switch {
	case errors.Join(errs...) != nil:
		return r, fmt.Errorf("ngap: setup request transfer: %w", errors.Join(errs...))
	case !r.Uplink.Addr.IsValid(), r.Type == 0, r.QFI == 0:
		return r, fmt.Errorf("ngap: setup request transfer: tunnel, type or QoS flow: %w", errMissing)
	}
	return r, nil
}

// MarshalBinary encodes the transfer.
func (r SetupResponse) MarshalBinary() ([]byte, error) {
	flows := &ie.AssociatedQosFlowList{}
	for _, q := range r.QFIs {
		flows.List = append(flows.List, ie.AssociatedQosFlowItem{QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(q)}})
	}
	result := func(performed bool) aper.Enumerated {
		if performed {
			return ie.IntegrityProtectionResultPresentPerformed
		}
		return ie.IntegrityProtectionResultPresentNotPerformed
	}
	return marshal(&ie.PDUSessionResourceSetupResponseTransfer{
		DLQosFlowPerTNLInformation: &ie.QosFlowPerTNLInformation{
			UPTransportLayerInformation: tunnel(r.Downlink), AssociatedQosFlowList: flows,
		},
		SecurityResult: &ie.SecurityResult{
			IntegrityProtectionResult:       &ie.IntegrityProtectionResult{Value: result(r.IntegrityPerformed)},
			ConfidentialityProtectionResult: &ie.ConfidentialityProtectionResult{Value: result(r.ConfidentialityPerformed)},
		},
	})
}

// ParseSetupResponse decodes the transfer.
func ParseSetupResponse(b []byte) (SetupResponse, error) {
	var t ie.PDUSessionResourceSetupResponseTransfer
	if err := unmarshal(b, &t); err != nil {
		return SetupResponse{}, fmt.Errorf("ngap: setup response transfer: %w", err)
	}
	if t.DLQosFlowPerTNLInformation == nil {
		return SetupResponse{}, fmt.Errorf("ngap: setup response transfer: tunnel: %w", errMissing)
	}
	f, err := parseTunnel(t.DLQosFlowPerTNLInformation.UPTransportLayerInformation)
	if err != nil {
		return SetupResponse{}, fmt.Errorf("ngap: setup response transfer: %w", err)
	}
	r := SetupResponse{Downlink: f}
	if l := t.DLQosFlowPerTNLInformation.AssociatedQosFlowList; l != nil {
		for _, q := range l.List {
			if q.QosFlowIdentifier != nil {
				r.QFIs = append(r.QFIs, uint8(q.QosFlowIdentifier.Value))
			}
		}
	}
	if s := t.SecurityResult; s != nil {
		r.IntegrityPerformed = s.IntegrityProtectionResult != nil && s.IntegrityProtectionResult.Value == ie.IntegrityProtectionResultPresentPerformed
		r.ConfidentialityPerformed = s.ConfidentialityProtectionResult != nil && s.ConfidentialityProtectionResult.Value == ie.ConfidentialityProtectionResultPresentPerformed
	}
	return r, nil
}

// SetupFailed is the PDU Session Resource Setup Unsuccessful Transfer, clause 9.3.4.16.
func SetupFailed(cause *ie.Cause) ([]byte, error) {
	return marshal(&ie.PDUSessionResourceSetupUnsuccessfulTransfer{Cause: cause})
}

// ReleaseCommandTransfer is clause 9.3.4.12.
func ReleaseCommandTransfer(cause *ie.Cause) ([]byte, error) {
	return marshal(&ie.PDUSessionResourceReleaseCommandTransfer{Cause: cause})
}

// ReleaseResponseTransfer is clause 9.3.4.21; it has nothing in it.
func ReleaseResponseTransfer() ([]byte, error) {
	return marshal(&ie.PDUSessionResourceReleaseResponseTransfer{})
}

type element interface {
	Write(*aper.PerBitData) error
	Read(*aper.PerBitData) error
}

func marshal(e element) (b []byte, err error) {
	if b, err = ie.MarshalBinary(e); err != nil {
		return nil, fmt.Errorf("ngap: encode %T: %w", e, err)
	}
	return b, nil
}

// unmarshal decodes a transfer; a panic of the decoder becomes an error.
func unmarshal(b []byte, e element) (err error) {
	if len(b) == 0 || len(b) > MaxPDU {
		return fmt.Errorf("%d octets", len(b))
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decoder panic: %v", r)
		}
	}()
	return ie.UnmarshalBinary(b, e)
}

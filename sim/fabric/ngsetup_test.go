package fabric_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
)

// plmn is 999-70, TS 38.413 clause 9.3.3.5.
func plmn() *ie.PLMNIdentity { return &ie.PLMNIdentity{Value: aper.OctetString{0x99, 0xf9, 0x07}} }

func slices1() *ie.SliceSupportList {
	return &ie.SliceSupportList{List: []ie.SliceSupportItem{{SNSSAI: &ie.SNSSAI{SST: &ie.SST{Value: aper.OctetString{1}}}}}}
}

// ngSetup runs the NG Setup procedure (TS 38.413 clause 8.7.1) between a gNB at host gnb and an AMF at amf: one request
// and one response, each in the PPID of NGAP on stream 0.
func ngSetup(ctx context.Context, gnb, amf fabric.Host, link string) error {
	l, err := amf.ListenSCTP(ctx, netip.AddrPortFrom(amf.Addr(link), 38412))
	if err != nil {
		return err
	}
	defer l.Close()
	served := make(chan error, 1)
	go func() { served <- serveNGSetup(ctx, l) }()
	err = requestNGSetup(ctx, gnb, gnb.Addr(link), l.Addr())
	if err != nil {
		_ = l.Close()
	}
	return errors.Join(err, <-served)
}

func requestNGSetup(ctx context.Context, gnb fabric.Host, local netip.Addr, amf netip.AddrPort) error {
	a, err := gnb.DialSCTP(ctx, local, amf)
	if err != nil {
		return err
	}
	defer a.Close()
	request, err := (&message.NGSetupRequest{
		GlobalRANNodeID: &ie.GlobalRANNodeID{Choice: &ie.GlobalGNBID{PLMNIdentity: plmn(),
			GNBID: &ie.GNBID{Choice: &ie.GNBIDForGNBID{Value: aper.BitString{Bytes: []byte{0, 0, 7}, BitLength: 24}}}}},
		RANNodeName: &ie.RANNodeName{Value: "gnb1"},
		SupportedTAList: &ie.SupportedTAList{List: []ie.SupportedTAItem{{TAC: &ie.TAC{Value: aper.OctetString{0, 0, 1}},
			BroadcastPLMNList: &ie.BroadcastPLMNList{List: []ie.BroadcastPLMNItem{{PLMNIdentity: plmn(), TAISliceSupportList: slices1()}}}}}},
		DefaultPagingDRX: &ie.PagingDRX{Value: ie.PagingDRXPresentV128},
	}).MarshalBinary()
	if err != nil {
		return err
	}
	if err := a.Send(ctx, fabric.Message{PPID: fabric.PPIDNGAP, Data: request}); err != nil {
		return err
	}
	in, err := a.Receive(ctx)
	if err != nil {
		return err
	}
	m, err := message.Parse(in.Data)
	if err != nil {
		return err
	}
	r, ok := m.(*message.NGSetupResponse)
	if !ok || in.PPID != fabric.PPIDNGAP || in.Stream != 0 || r.AMFName == nil || r.AMFName.Value != "amf1" {
		return fmt.Errorf("the gNB got %T in PPID %d on stream %d", m, in.PPID, in.Stream)
	}
	return a.Close()
}

func serveNGSetup(ctx context.Context, l fabric.SCTPListener) error {
	a, err := l.Accept(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	in, err := a.Receive(ctx)
	if err != nil {
		return err
	}
	m, err := message.Parse(in.Data)
	if err != nil {
		return err
	}
	r, ok := m.(*message.NGSetupRequest)
	if !ok || in.PPID != fabric.PPIDNGAP || in.Stream != 0 || r.RANNodeName == nil || r.RANNodeName.Value != "gnb1" {
		return fmt.Errorf("the AMF got %T in PPID %d on stream %d", m, in.PPID, in.Stream)
	}
	response, err := (&message.NGSetupResponse{
		AMFName: &ie.AMFName{Value: "amf1"},
		ServedGUAMIList: &ie.ServedGUAMIList{List: []ie.ServedGUAMIItem{{GUAMI: &ie.GUAMI{PLMNIdentity: plmn(),
			AMFRegionID: &ie.AMFRegionID{Value: aper.BitString{Bytes: []byte{1}, BitLength: 8}},
			AMFSetID:    &ie.AMFSetID{Value: aper.BitString{Bytes: []byte{0, 0x40}, BitLength: 10}},
			AMFPointer:  &ie.AMFPointer{Value: aper.BitString{Bytes: []byte{0}, BitLength: 6}}}}}},
		RelativeAMFCapacity: &ie.RelativeAMFCapacity{Value: 255},
		PLMNSupportList:     &ie.PLMNSupportList{List: []ie.PLMNSupportItem{{PLMNIdentity: plmn(), SliceSupportList: slices1()}}},
	}).MarshalBinary()
	if err != nil {
		return err
	}
	if err := a.Send(ctx, fabric.Message{PPID: fabric.PPIDNGAP, Data: response}); err != nil {
		return err
	}
	if _, err := a.Receive(ctx); !errors.Is(err, fabric.ErrClosed) {
		return fmt.Errorf("the AMF waited for the end and got %w", err)
	}
	return nil
}

func TestNGSetup(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		err := ngSetup(deadline(t), p.a, p.b, "nl.n2")
		if errors.Is(err, fabric.ErrUnsupported) {
			t.Skip(err)
		}
		require.NoError(t, err)
	})
}

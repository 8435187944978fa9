// Code generated from records/fivegms.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// FiveGMSAFServiceAccessInformation is the record fiveGMSAFServiceAccessInformation [125] of the 5GMS AF, TS
// 33.128 R19 clause 7.15.2.
type FiveGMSAFServiceAccessInformation struct {
	GPSI                             GPSI
	ServiceAccessInformationResource SBIType
	Sequence
}

func (v *FiveGMSAFServiceAccessInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ServiceAccessInformationResource.encode(b, e); b == nil {
			return e.in("serviceAccessInformationResource")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGMSAFServiceAccessInformation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "serviceAccessInformationResource"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ServiceAccessInformationResource.decode(d, h.start, h.stop)
				}
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "FiveGMSAFServiceAccessInformation")
	}
}

func (*FiveGMSAFServiceAccessInformation) alternative() (uint32, string) {
	return 125, "fiveGMSAFServiceAccessInformation"
}

// FiveGMSAFConsumptionReporting is the record fiveGMSAFConsumptionReporting [126] of the 5GMS AF, TS 33.128 R19
// clause 7.15.2.
type FiveGMSAFConsumptionReporting struct {
	GPSI              GPSI
	ConsumptionReport SBIType
	Sequence
}

func (v *FiveGMSAFConsumptionReporting) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ConsumptionReport.encode(b, e); b == nil {
			return e.in("consumptionReport")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGMSAFConsumptionReporting) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "consumptionReport"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ConsumptionReport.decode(d, h.start, h.stop)
				}
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "FiveGMSAFConsumptionReporting")
	}
}

func (*FiveGMSAFConsumptionReporting) alternative() (uint32, string) {
	return 126, "fiveGMSAFConsumptionReporting"
}

// FiveGMSAFDynamicPolicyInvocation is the record fiveGMSAFDynamicPolicyInvocation [127] of the 5GMS AF, TS
// 33.128 R19 clause 7.15.2.
type FiveGMSAFDynamicPolicyInvocation struct {
	GPSI                  GPSI
	DynamicPolicyResource SBIType
	DPIoperationType      DPIOperationType
	Sequence
}

func (v *FiveGMSAFDynamicPolicyInvocation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.DynamicPolicyResource.encode(b, e); b == nil {
			return e.in("dynamicPolicyResource")
		}
		b = closed(b, start)
	}
	if !(v.DPIoperationType != 0) {
		return e.missing("dPIoperationType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.DPIoperationType))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGMSAFDynamicPolicyInvocation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "dynamicPolicyResource"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.DynamicPolicyResource.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "dPIoperationType"; d.first(&seen, 2, h) {
				v.DPIoperationType = DPIOperationType(d.enumerated(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "FiveGMSAFDynamicPolicyInvocation")
	}
}

func (*FiveGMSAFDynamicPolicyInvocation) alternative() (uint32, string) {
	return 127, "fiveGMSAFDynamicPolicyInvocation"
}

// FiveGMSAFMetricsReporting is the record fiveGMSAFMetricsReporting [128] of the 5GMS AF, TS 33.128 R19 clause
// 7.15.2.
type FiveGMSAFMetricsReporting struct {
	GPSI          GPSI
	MetricsReport XMLType
	Sequence
}

func (v *FiveGMSAFMetricsReporting) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.MetricsReport.encode(b, e); b == nil {
			return e.in("metricsReport")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGMSAFMetricsReporting) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "metricsReport"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.MetricsReport.decode(d, h.start, h.stop)
				}
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "FiveGMSAFMetricsReporting")
	}
}

func (*FiveGMSAFMetricsReporting) alternative() (uint32, string) {
	return 128, "fiveGMSAFMetricsReporting"
}

// FiveGMSAFNetworkAssistance is the record fiveGMSAFNetworkAssistance [129] of the 5GMS AF, TS 33.128 R19
// clause 7.15.2.
type FiveGMSAFNetworkAssistance struct {
	GPSI                             GPSI
	NetworkAssistanceSessionResource SBIType
	NAOperationType                  NAOperationType
	Sequence
}

func (v *FiveGMSAFNetworkAssistance) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.NetworkAssistanceSessionResource.encode(b, e); b == nil {
			return e.in("networkAssistanceSessionResource")
		}
		b = closed(b, start)
	}
	if !(v.NAOperationType != 0) {
		return e.missing("nAOperationType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.NAOperationType))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGMSAFNetworkAssistance) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "networkAssistanceSessionResource"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.NetworkAssistanceSessionResource.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "nAOperationType"; d.first(&seen, 2, h) {
				v.NAOperationType = NAOperationType(d.enumerated(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "FiveGMSAFNetworkAssistance")
	}
}

func (*FiveGMSAFNetworkAssistance) alternative() (uint32, string) {
	return 129, "fiveGMSAFNetworkAssistance"
}

// FiveGMSAFUnsuccessfulProcedure is the record fiveGMSAFUnsuccessfulProcedure [130] of the 5GMS AF, TS 33.128
// R19 clause 7.15.2.
type FiveGMSAFUnsuccessfulProcedure struct {
	GPSI                           GPSI
	FiveGMSAFUnsuccessfulOperation FiveGMSAFUnsuccessfulOperation
	FiveGMSAFErrorCode             FiveGMSAFErrorCode
	Sequence
}

func (v *FiveGMSAFUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	if !(v.FiveGMSAFUnsuccessfulOperation != 0) {
		return e.missing("fiveGMSAFUnsuccessfulOperation")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.FiveGMSAFUnsuccessfulOperation))
	}
	if !(v.FiveGMSAFErrorCode != 0) {
		return e.missing("fiveGMSAFErrorCode")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.FiveGMSAFErrorCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGMSAFUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "fiveGMSAFUnsuccessfulOperation"; d.first(&seen, 1, h) {
				v.FiveGMSAFUnsuccessfulOperation = FiveGMSAFUnsuccessfulOperation(d.enumerated(h))
			}
		case ctx | 3:
			if name = "fiveGMSAFErrorCode"; d.first(&seen, 2, h) {
				v.FiveGMSAFErrorCode = FiveGMSAFErrorCode(d.enumerated(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "FiveGMSAFUnsuccessfulProcedure")
	}
}

func (*FiveGMSAFUnsuccessfulProcedure) alternative() (uint32, string) {
	return 130, "fiveGMSAFUnsuccessfulProcedure"
}

// FiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE is the record
// fiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE [131] of the 5GMS AF, TS 33.128 R19 clause 7.15.2.
type FiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE struct {
	GPSI                             GPSI
	ServiceAccessInformationResource SBIType
	Sequence
}

func (v *FiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ServiceAccessInformationResource.encode(b, e); b == nil {
			return e.in("serviceAccessInformationResource")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "serviceAccessInformationResource"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ServiceAccessInformationResource.decode(d, h.start, h.stop)
				}
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "FiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE")
	}
}

func (*FiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE) alternative() (uint32, string) {
	return 131, "fiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE"
}

// DPIOperationType is an ENUMERATED of TS 33.128 R19 annex A.
type DPIOperationType uint16

// Values of DPIOperationType.
const (
	DPIOperationTypeCreateDynamicPolicy   DPIOperationType = 1
	DPIOperationTypeRetrieveDynamicPolicy DPIOperationType = 2
	DPIOperationTypeUpdateDynamicPolicy   DPIOperationType = 3
	DPIOperationTypePatchDynamicPolicy    DPIOperationType = 4
	DPIOperationTypeDestroyDynamicPolicy  DPIOperationType = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v DPIOperationType) String() string {
	switch v {
	case DPIOperationTypeCreateDynamicPolicy:
		return "createDynamicPolicy"
	case DPIOperationTypeRetrieveDynamicPolicy:
		return "retrieveDynamicPolicy"
	case DPIOperationTypeUpdateDynamicPolicy:
		return "updateDynamicPolicy"
	case DPIOperationTypePatchDynamicPolicy:
		return "patchDynamicPolicy"
	case DPIOperationTypeDestroyDynamicPolicy:
		return "destroyDynamicPolicy"
	}
	return strconv.Itoa(int(v))
}

// NAOperationType is an ENUMERATED of TS 33.128 R19 annex A.
type NAOperationType uint16

// Values of NAOperationType.
const (
	NAOperationTypeCreateNetworkAssistanceSession   NAOperationType = 1
	NAOperationTypeRetrieveNetworkAssistanceSession NAOperationType = 2
	NAOperationTypeUpdateNetworkAssistanceSession   NAOperationType = 3
	NAOperationTypePatchNetworkAssistanceSession    NAOperationType = 4
	NAOperationTypeDestroyNetworkAssistanceSession  NAOperationType = 5
	NAOperationTypeRequestBitRateRecommendation     NAOperationType = 6
	NAOperationTypeRequestDeliveryBoost             NAOperationType = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v NAOperationType) String() string {
	switch v {
	case NAOperationTypeCreateNetworkAssistanceSession:
		return "createNetworkAssistanceSession"
	case NAOperationTypeRetrieveNetworkAssistanceSession:
		return "retrieveNetworkAssistanceSession"
	case NAOperationTypeUpdateNetworkAssistanceSession:
		return "updateNetworkAssistanceSession"
	case NAOperationTypePatchNetworkAssistanceSession:
		return "patchNetworkAssistanceSession"
	case NAOperationTypeDestroyNetworkAssistanceSession:
		return "destroyNetworkAssistanceSession"
	case NAOperationTypeRequestBitRateRecommendation:
		return "requestBitRateRecommendation"
	case NAOperationTypeRequestDeliveryBoost:
		return "requestDeliveryBoost"
	}
	return strconv.Itoa(int(v))
}

// FiveGMSAFUnsuccessfulOperation is an ENUMERATED of TS 33.128 R19 annex A.
type FiveGMSAFUnsuccessfulOperation uint16

// Values of FiveGMSAFUnsuccessfulOperation.
const (
	FiveGMSAFUnsuccessfulOperationRetrieveServiceAccessInformation FiveGMSAFUnsuccessfulOperation = 1
	FiveGMSAFUnsuccessfulOperationSubmitConsumptionReport          FiveGMSAFUnsuccessfulOperation = 2
	FiveGMSAFUnsuccessfulOperationSubmitMetricsReport              FiveGMSAFUnsuccessfulOperation = 3
	FiveGMSAFUnsuccessfulOperationCreateDynamicPolicy              FiveGMSAFUnsuccessfulOperation = 4
	FiveGMSAFUnsuccessfulOperationRetrieveDynamicPolicy            FiveGMSAFUnsuccessfulOperation = 5
	FiveGMSAFUnsuccessfulOperationUpdateDynamicPolicy              FiveGMSAFUnsuccessfulOperation = 6
	FiveGMSAFUnsuccessfulOperationPatchDynamicPolicy               FiveGMSAFUnsuccessfulOperation = 7
	FiveGMSAFUnsuccessfulOperationDestroyDynamicPolicy             FiveGMSAFUnsuccessfulOperation = 8
	FiveGMSAFUnsuccessfulOperationCreateNetworkAssistanceSession   FiveGMSAFUnsuccessfulOperation = 9
	FiveGMSAFUnsuccessfulOperationRetrieveNetworkAssistanceSession FiveGMSAFUnsuccessfulOperation = 10
	FiveGMSAFUnsuccessfulOperationUpdateNetworkAssistanceSession   FiveGMSAFUnsuccessfulOperation = 11
	FiveGMSAFUnsuccessfulOperationPatchNetworkAssistanceSession    FiveGMSAFUnsuccessfulOperation = 12
	FiveGMSAFUnsuccessfulOperationDestroyNetworkAssistanceSession  FiveGMSAFUnsuccessfulOperation = 13
	FiveGMSAFUnsuccessfulOperationRequestBitRateRecommendation     FiveGMSAFUnsuccessfulOperation = 14
	FiveGMSAFUnsuccessfulOperationRequestDeliveryBoost             FiveGMSAFUnsuccessfulOperation = 15
)

// String returns the name that the ASN.1 module gives the value.
func (v FiveGMSAFUnsuccessfulOperation) String() string {
	switch v {
	case FiveGMSAFUnsuccessfulOperationRetrieveServiceAccessInformation:
		return "retrieveServiceAccessInformation"
	case FiveGMSAFUnsuccessfulOperationSubmitConsumptionReport:
		return "submitConsumptionReport"
	case FiveGMSAFUnsuccessfulOperationSubmitMetricsReport:
		return "submitMetricsReport"
	case FiveGMSAFUnsuccessfulOperationCreateDynamicPolicy:
		return "createDynamicPolicy"
	case FiveGMSAFUnsuccessfulOperationRetrieveDynamicPolicy:
		return "retrieveDynamicPolicy"
	case FiveGMSAFUnsuccessfulOperationUpdateDynamicPolicy:
		return "updateDynamicPolicy"
	case FiveGMSAFUnsuccessfulOperationPatchDynamicPolicy:
		return "patchDynamicPolicy"
	case FiveGMSAFUnsuccessfulOperationDestroyDynamicPolicy:
		return "destroyDynamicPolicy"
	case FiveGMSAFUnsuccessfulOperationCreateNetworkAssistanceSession:
		return "createNetworkAssistanceSession"
	case FiveGMSAFUnsuccessfulOperationRetrieveNetworkAssistanceSession:
		return "retrieveNetworkAssistanceSession"
	case FiveGMSAFUnsuccessfulOperationUpdateNetworkAssistanceSession:
		return "updateNetworkAssistanceSession"
	case FiveGMSAFUnsuccessfulOperationPatchNetworkAssistanceSession:
		return "patchNetworkAssistanceSession"
	case FiveGMSAFUnsuccessfulOperationDestroyNetworkAssistanceSession:
		return "destroyNetworkAssistanceSession"
	case FiveGMSAFUnsuccessfulOperationRequestBitRateRecommendation:
		return "requestBitRateRecommendation"
	case FiveGMSAFUnsuccessfulOperationRequestDeliveryBoost:
		return "requestDeliveryBoost"
	}
	return strconv.Itoa(int(v))
}

// FiveGMSAFErrorCode is an ENUMERATED of TS 33.128 R19 annex A.
type FiveGMSAFErrorCode uint16

// Values of FiveGMSAFErrorCode.
const (
	FiveGMSAFErrorCodeBadRequest400           FiveGMSAFErrorCode = 1
	FiveGMSAFErrorCodeUnauthorized401         FiveGMSAFErrorCode = 2
	FiveGMSAFErrorCodeNotFound404             FiveGMSAFErrorCode = 3
	FiveGMSAFErrorCodeUnsupportedMediaType415 FiveGMSAFErrorCode = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v FiveGMSAFErrorCode) String() string {
	switch v {
	case FiveGMSAFErrorCodeBadRequest400:
		return "badRequest400"
	case FiveGMSAFErrorCodeUnauthorized401:
		return "unauthorized401"
	case FiveGMSAFErrorCodeNotFound404:
		return "notFound404"
	case FiveGMSAFErrorCodeUnsupportedMediaType415:
		return "unsupportedMediaType415"
	}
	return strconv.Itoa(int(v))
}

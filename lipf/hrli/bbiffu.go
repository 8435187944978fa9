package hrli

import "lilab/lipf/poi"

// NewBBIFFU makes the BBIFF-U of a V-UPF, TS 33.128 R19 clause 7.10.3: a CC-POI of a UPF whose triggering function (ADMF,
// ADMFURL in the configuration) is the BBIFF-C. It sends copies of signalling over LI_X3_LITE_S to the LMISF-IRI and copies of
// media over LI_X3_LITE_M to the LMISF-CC: which of the two, the destination in the task says. In LI terms it has
// nothing else, so it is the CC-POI of package poi under another identifier ("upf1-bbiff-u").
func NewBBIFFU(cfg poi.UPFConfig) (*poi.UPF, error) { return poi.NewUPF(cfg) }

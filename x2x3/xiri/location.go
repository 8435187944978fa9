package xiri

import "time"

var (
	typeTAC           = &octetsType{"TAC", 2, 3}
	typeNID           = &textType{"NID", "UTF8String", 11, 11}
	typeNRCellID      = &bitsType{"NRCellID", 36}
	typeAgeOfLocation = &intType{"AgeOfLocation", 0, 32767}
	typeTimeZone      = &textType{"TimeZone", "UTF8String", 0, 0}
	typeBoolean       = &octetsType{name: "BOOLEAN"}
)

// TAI is a SEQUENCE: a tracking area, TS 38.413 clause 9.3.3.11.
type TAI struct {
	PLMNID PLMNID
	// TAC has 3 octets in 5GS, 2 in EPS.
	TAC []byte
	// NID has 11 hexadecimal digits.
	NID string
	Sequence
}

func (v *TAI) walk(c *codec) {
	c.value(1, "pLMNID", mandatory, &v.PLMNID)
	c.octets(2, "tAC", mandatory, typeTAC, &v.TAC)
	c.text(3, "nID", optional, typeNID, &v.NID)
}

// NCGI is a SEQUENCE: an NR cell, TS 38.413 clause 9.3.1.7.
type NCGI struct {
	PLMNID PLMNID
	// NRCellID has 36 bits.
	NRCellID uint64
	// NID has 11 hexadecimal digits.
	NID string
	Sequence
}

func (v *NCGI) walk(c *codec) {
	c.value(1, "pLMNID", mandatory, &v.PLMNID)
	c.bits(2, "nRCellID", mandatory, typeNRCellID, &v.NRCellID)
	c.text(3, "nID", optional, typeNID, &v.NID)
}

// Location is a SEQUENCE: all that is known of where the UE is.
type Location struct {
	LocationInfo *LocationInfo
	Sequence
}

func (v *Location) walk(c *codec) {
	maybe(c, 1, "locationInfo", optional, &v.LocationInfo)
	c.untyped(2, "positioningInfo", "PositioningInfo")
	c.untyped(3, "locationPresenceReport", "LocationPresenceReport")
	c.untyped(4, "fourGPositioningInfo", "FourGPositioningInfo")
	c.untyped(5, "fourGLocationInfo", "FourGLocationInfo")
	c.untyped(6, "iMSLocation", "IMSLocation")
	c.untyped(7, "coarseLocation", "CoarseLocation")
}

// LocationInfo is a SEQUENCE after ProvideLocInfo of TS 29.518 clause 6.4.6.2.6.
type LocationInfo struct {
	UserLocation *UserLocation
	// CurrentLoc says that the location is the one at the moment.
	CurrentLoc Opt[bool]
	RATType    Opt[RATType]
	TimeZone   Opt[string]
	Sequence
}

func (v *LocationInfo) walk(c *codec) {
	maybe(c, 1, "userLocation", optional, &v.UserLocation)
	c.maybeBool(2, "currentLoc", optional, typeBoolean, &v.CurrentLoc)
	c.untyped(3, "geoInfo", "GeographicArea")
	maybeEnum(c, 4, "rATType", optional, &v.RATType)
	c.maybeText(5, "timeZone", optional, typeTimeZone, &v.TimeZone)
	c.untyped(6, "additionalCellIDs", "SEQUENCE OF CellInformation")
}

// UserLocation is a SEQUENCE after TS 29.571 clause 5.4.4.7.
type UserLocation struct {
	NRLocation *NRLocation
	Sequence
}

func (v *UserLocation) walk(c *codec) {
	c.untyped(1, "eUTRALocation", "EUTRALocation")
	maybe(c, 2, "nRLocation", optional, &v.NRLocation)
	c.untyped(3, "n3GALocation", "N3GALocation")
	c.untyped(4, "uTRALocation", "UTRALocation")
	c.untyped(5, "gERALocation", "GERALocation")
}

// NRLocation is a SEQUENCE after TS 29.571 clause 5.4.4.9.
type NRLocation struct {
	TAI  TAI
	NCGI NCGI
	// AgeOfLocationInfo counts minutes.
	AgeOfLocationInfo   Opt[uint16]
	UELocationTimestamp time.Time
	// GeographicalInformation and GeodeticInformation are hexadecimal digits as in TS 29.571.
	GeographicalInformation Opt[string]
	GeodeticInformation     Opt[string]
	IgnoreNCGI              Opt[bool]
	Sequence
}

func (v *NRLocation) walk(c *codec) {
	c.value(1, "tAI", mandatory, &v.TAI)
	c.value(2, "nCGI", mandatory, &v.NCGI)
	maybeInteger(c, 3, "ageOfLocationInfo", optional, typeAgeOfLocation, &v.AgeOfLocationInfo)
	c.timestamp(4, "uELocationTimestamp", optional, &v.UELocationTimestamp)
	c.maybeText(5, "geographicalInformation", optional, typeUTF8, &v.GeographicalInformation)
	c.maybeText(6, "geodeticInformation", optional, typeUTF8, &v.GeodeticInformation)
	c.untyped(7, "globalGNbID", "GlobalRANNodeID")
	c.untyped(8, "cellSiteInformation", "CellSiteInformation")
	c.maybeBool(9, "ignoreNCGI", optional, typeBoolean, &v.IgnoreNCGI)
	c.untyped(10, "nRNTNTAIInfo", "NRNTNTAIInfo")
	c.untyped(11, "iABMTUserLocation", "IABMTUserLocation")
	c.untyped(12, "cellRadioRelatedInformation", "SEQUENCE OF CellRadioRelatedInformation")
}

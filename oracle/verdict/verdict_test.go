package verdict_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/observe"
	"lilab/oracle/verdict"
)

func TestMeasure(t *testing.T) {
	here := observe.Cell{PLMN: "001-01", TAIPLMN: "001-01", TAC: "000001", NRCellID: "000000010"}
	there := here
	there.NRCellID = "000000020"
	target := verdict.Target{SUPI: "999700000000001", GPSI: "15550100001", PEI: "3550930612345601", ServingPLMN: "001-01", AgencyPLMN: "001-01",
		Cells: []observe.Cell{here}}
	home := target
	home.AgencyPLMN = "999-70"
	const supi = "999700000000001"
	for _, c := range []struct {
		name string
		rec  *observe.Record
		who  verdict.Target
		want string
	}{
		{"nothing", nil, target, "NNN--N"},
		{"registration", &observe.Record{Type: observe.AMFRegistration, SUPI: supi, Cell: &here}, target, "TTT--T"},
		{"registration with a wrong cell", &observe.Record{Type: observe.AMFRegistration, SUPI: supi, Cell: &there}, target, "TTN--P"},
		{"registration without a cell", &observe.Record{Type: observe.AMFRegistration, SUPI: supi}, target, "TTN--P"},
		{"registration of someone else", &observe.Record{Type: observe.AMFRegistration, SUPI: "999700000000002", Cell: &here, PEI: target.PEI}, target, "NNN--N"},
		{"start of interception", &observe.Record{Type: observe.AMFStart, SUPI: supi, Cell: &here}, target, "TTT--T"},
		{"failed procedure with SUPI", &observe.Record{Type: observe.AMFUnsuccessful, SUPI: supi, Cell: &here}, target, "PPP--P"},
		{"failed procedure with PEI only", &observe.Record{Type: observe.AMFUnsuccessful, PEI: target.PEI}, target, "PPN--P"},
		{"deregistration with GPSI only", &observe.Record{Type: observe.AMFDeregistration, GPSI: target.GPSI}, target, "PTN--P"},
		{"serving system, seen from home", &observe.Record{Type: observe.UDMServingSystem, SUPI: supi, PLMN: "001-01"}, home, "TPP--P"},
		{"serving system at home", &observe.Record{Type: observe.UDMServingSystem, SUPI: supi, PLMN: "001-01"}, target, "TPN--P"},
		{"serving system with a wrong network", &observe.Record{Type: observe.UDMServingSystem, SUPI: supi, PLMN: "001-02"}, home, "TPN--P"},
		{"authentication", &observe.Record{Type: observe.UDMAuthentication, SUPI: supi, PLMN: "001-01"}, home, "PPP--P"},
		{"session, seen by the serving SMF", &observe.Record{Type: observe.SMFEstablishment, SUPI: supi, Cell: &here}, target, "TPT--P"},
		{"session, seen by the SMF at home", &observe.Record{Type: observe.SMFEstablishment, SUPI: supi, Cell: &here, PLMN: "001-01"}, home, "TPP--P"},
		{"session of an identity that was not authenticated", &observe.Record{Type: observe.SMFUnsuccessful, SUPI: supi}, target, "PPN--P"},
		{"report of a packet header", &observe.Record{Type: observe.PacketReport}, target, "NPN--N"},
		{"a record nobody reads yet", &observe.Record{Type: "sMSMessage"}, target, "NNN--N"},
	} {
		a := verdict.Measure([]*observe.Record{c.rec}, c.who)
		got := string(a.Identity + a.IRI + a.Location + a.Call + a.Content + verdict.RollupRegistration(a))
		require.Equal(t, c.want, got, c.name)
	}
}

func TestMax(t *testing.T) {
	order := []verdict.Value{verdict.NA, verdict.N, verdict.O, verdict.P, verdict.T}
	for i, a := range order {
		for j, b := range order {
			require.Equal(t, order[max(i, j)], verdict.Max(a, b))
		}
	}
}

func TestContentAndCall(t *testing.T) {
	for _, c := range []struct {
		d             verdict.Delivery
		content, call verdict.Value
	}{
		{verdict.Delivery{}, verdict.NA, verdict.N},
		{verdict.Delivery{Reports: 3}, verdict.NA, verdict.P},
		{verdict.Delivery{Ordered: true, Planted: 2}, verdict.N, verdict.N},
		{verdict.Delivery{Ordered: true, Packets: 9, Planted: 2}, verdict.O, verdict.P},
		{verdict.Delivery{Ordered: true, Packets: 9, Planted: 2, Found: 1}, verdict.P, verdict.P},
		{verdict.Delivery{Ordered: true, Packets: 9, Planted: 2, Found: 2}, verdict.T, verdict.P},
	} {
		require.Equal(t, c.content, verdict.Content(c.d), "%+v", c.d)
		require.Equal(t, c.call, verdict.Call(c.d), "%+v", c.d)
	}
}

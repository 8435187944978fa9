package lipf_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// TestLawAboutRoaming has an ADMF whose law does not let it report what its users do abroad: the limit is in the tasks of the functions of
// the IMS that serve own users and in no other, and each is in the audit log.
func TestLawAboutRoaming(t *testing.T) {
	for _, law := range []lipf.Jurisdiction{{}, {NoRoamingInterception: true}} {
		o := newOperator(t, options{law: law})
		for id, role := range map[string]event.NFType{"scscf1-iri-poi": event.SCSCF, "ibcf1-iri-poi": event.IBCF} {
			nf := event.NF{Type: role, InstanceID: id, FQDN: id + ".example", PLMN: nl}
			o.poi(id, map[event.NFType]admf.NEType{event.SCSCF: admf.SCSCF, event.IBCF: admf.IBCF}[role], nf, func(c poi.Config) (*poi.POI, error) {
				p, err := poi.NewIMS(poi.IMSConfig{Config: c, Role: role})
				if err != nil {
					return nil, err
				}
				return p.POI, nil
			}, nil)
		}
		p := o.activate("nl-1", newPerson(1).supi())
		o.activate("nl-2", lipf.TargetIdentifier{Type: lipf.IMPU, Value: "tel:+4915550000001"}, lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal})
		limited, tasks := map[string]int{}, map[string]int{}
		for _, doc := range o.x1.all() {
			ms, err := x1.ParseRequests(doc)
			if err != nil {
				continue // a response
			}
			for _, m := range ms {
				if a, ok := m.Body.(x1.ActivateTask); ok {
					tasks[m.NE]++
					if a.Task.NotAbroad() {
						limited[m.NE]++
					}
				}
			}
		}
		require.Equal(t, map[string]int{"mdf2-1": 2, "amf1-iri-poi": 1, "udm1-iri-poi": 1, "scscf1-iri-poi": 1, "ibcf1-iri-poi": 1}, tasks)
		var noted []admf.Record
		general := 0
		for _, r := range o.admf.Audit().Records() {
			switch r.What {
			case "limit by law":
				noted = append(noted, r)
			case "jurisdiction":
				general++
			}
		}
		require.NoError(t, o.admf.Audit().Verify())
		if !law.NoRoamingInterception {
			require.Empty(t, limited)
			require.Empty(t, noted)
			require.Zero(t, general)
			continue
		}
		require.Equal(t, map[string]int{"scscf1-iri-poi": 1}, limited)
		require.Equal(t, 1, general)
		require.Len(t, noted, 1)
		require.Equal(t, []string{"nl-1", "scscf1-iri-poi", p.XID.String(), "judge"}, []string{noted[0].Warrant, noted[0].NE, noted[0].XID, noted[0].Who})
		require.Contains(t, noted[0].Details, "abroad")
		o.judged(t)
	}
}

package wire_test

import (
	"errors"
	"io"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/wire"
	"lilab/pcaps"
)

// frames returns the IP packets of a capture of the shared folder.
func frames(t *testing.T, name string) [][]byte {
	f, err := os.Open("../../../shared/pcaps/" + name)
	if err != nil {
		judge.Absent(t, err.Error())
	}
	defer f.Close()
	r, err := pcaps.NewReader(f)
	require.NoError(t, err)
	var out [][]byte
	for {
		fr, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		require.NoError(t, err)
		switch fr.LinkType {
		case pcaps.LinkTypeEthernet:
			out = append(out, fr.Data[14:])
		case pcaps.LinkTypeRaw:
			out = append(out, fr.Data)
		case 113:
			out = append(out, fr.Data[16:])
		case 276:
			out = append(out, fr.Data[20:])
		default:
			t.Logf("link type %d", fr.LinkType)
		}
	}
}

type n2 struct {
	setups, initial int
	nas             []wire.NAS
	ids             []*wire.Identity
	cells           []wire.CellID
}

func readN2(t *testing.T, name string) n2 {
	var out n2
	var s wire.SCTP
	for _, ip := range frames(t, name) {
		if len(ip) == 0 || (ip[0]>>4 != 4 && ip[0]>>4 != 6) {
			continue
		}
		ms, err := s.Packet(ip)
		require.NoError(t, err)
		for _, m := range ms {
			if m.PPID != wire.PPIDNGAP {
				continue
			}
			g, err := wire.ReadNGAP(m.Data)
			require.NoError(t, err)
			if g.Procedure == wire.ProcNGSetup {
				out.setups++
			}
			if g.Procedure == wire.ProcInitialUEMessage {
				out.initial++
			}
			if g.Cell != nil {
				out.cells = append(out.cells, *g.Cell)
			}
			if g.NAS != nil {
				n, err := wire.ReadNAS(g.NAS)
				require.NoError(t, err)
				out.nas = append(out.nas, n)
				if n.Identity != nil {
					out.ids = append(out.ids, n.Identity)
				}
			}
		}
	}
	return out
}

func TestN2OfCaptures(t *testing.T) {
	null := readN2(t, "lab-open5gs-packetrusher-suci-null.pcapng")
	require.Equal(t, 2, null.setups)
	require.Equal(t, 1, null.initial)
	require.NotEmpty(t, null.ids)
	require.EqualValues(t, wire.IdentitySUCI, null.ids[0].Type)
	require.Zero(t, null.ids[0].Scheme)
	require.NotEmpty(t, null.ids[0].MSIN())
	t.Logf("%+v %s", *null.ids[0], null.ids[0].MSIN())
	require.NotEmpty(t, null.cells)
	t.Logf("%+v", null.cells[0])

	a := readN2(t, "lab-open5gs-packetrusher-suci-a-nea2.pcapng")
	require.EqualValues(t, 1, a.ids[0].Scheme)
	require.Len(t, a.ids[0].Output, 45)
	require.Empty(t, a.ids[0].MSIN())
	nea := -1
	for _, n := range a.nas {
		if n.Chosen {
			nea = int(n.Ciphering)
		}
	}
	require.Equal(t, 2, nea)

	require.NotEmpty(t, readN2(t, "telekom-free5gc-2020.pcap").ids)
	require.NotEmpty(t, readN2(t, "5greplay-ue-authentication.pcapng").ids)
}

package scenarios

// at is the cell that the script has brought a phone to.
func (sc *Scenario) at(name string, cell map[string]string) string {
	if c, ok := cell[name]; ok {
		return c
	}
	sub, _ := sc.subscriber(name)
	if sub.Cell == "" {
		return sortedKeys(sc.cells(sub.In))[0]
	}
	return sub.Cell
}

// checkMove follows one move.
func (sc *Scenario) checkMove(s *source, at path, m Move, cell map[string]string) {
	if m.Network != "" {
		return // checkDepartures has seen it
	}
	if m.To == "" {
		s.add(s.value(at), "add to, the name of a cell, or network", "the phone moves nowhere")
		return
	}
	sub, _ := sc.subscriber(m.Subscriber)
	cells := sc.cells(sub.In)
	if !refer(s, at.sub("to"), "cell of "+sub.In, m.To, cells) {
		return
	}
	if from := sc.at(m.Subscriber, cell); !sameGNB(cells[from].NRCellID, cells[m.To].NRCellID) {
		s.add(s.value(at.sub("to")), "use handover", "cell %s is of another gNB than %s, where %s is, and a move stays with the gNB", m.To, from, m.Subscriber)
	}
	cell[m.Subscriber] = m.To
}

// checkHandover follows one handover.
func (sc *Scenario) checkHandover(s *source, at path, h HandoverStep, cell map[string]string, open openSessions) {
	sub, _ := sc.subscriber(h.Subscriber)
	if refer(s, at.sub("to"), "cell of "+sub.In, h.To, sc.cells(sub.In)) {
		if from := sc.at(h.Subscriber, cell); from == h.To {
			s.add(s.value(at.sub("to")), "", "%s is in cell %s already", h.Subscriber, h.To)
		}
		cell[h.Subscriber] = h.To
	}
	if h.During == nil {
		return
	}
	d := *h.During
	orElse(&d.From, h.Subscriber)
	if d.From != h.Subscriber {
		s.add(s.value(at.sub("during").sub("from")), "", "the application is on the phone that is handed over, %s", h.Subscriber)
		return
	}
	sc.checkTransfer(s, at.sub("during"), d, open)
}

// checkModification follows one modification.
func (sc *Scenario) checkModification(s *source, at path, m SessionModification, open openSessions) {
	switch {
	case m.AddFlow == nil && m.RemoveFlow == 0:
		s.add(s.value(at), "add add-flow: or remove-flow:", "the step changes nothing")
	case m.AddFlow != nil && m.RemoveFlow != 0:
		s.add(s.key(at.sub("remove-flow")), "begin a new item of the list for the second one", "a modification adds a flow or removes one")
	}
	id, ok := open.one(s, at, "id", m.Subscriber, m.ID)
	if kind := open[m.Subscriber][id].kind; ok && kind.framed() {
		s.add(s.value(at), "", "PDU session %d of %s has the type %s, and QoS flows are for IP packets", id, m.Subscriber, kind)
	}
}

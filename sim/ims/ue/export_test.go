package ue

// AnswerWrongly makes the phone answer challenges wrongly from now on, or rightly again.
func (u *UE) AnswerWrongly(wrong bool) {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	u.cfg.WrongRES = wrong
}

// Cut breaks the connection to the P-CSCF.
func (u *UE) Cut() error { return u.registered().ch.conn.Close() }

// Sockets counts the phone's sockets and connections.
func (u *UE) Sockets() int {
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(u.sockets) + len(u.streams)
}

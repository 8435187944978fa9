package x1

import (
	"slices"

	"lilab/lipf"
)

func (n *NE) checkDestination(d lipf.Destination) error {
	if !d.Address.IsValid() || d.Address.Port() == 0 || d.UDP {
		return Errorf(ErrDeliveryAddress, "only an IP address with a TCP port is supported")
	}
	if len(d.Extensions) > 0 {
		return Errorf(ErrCreateDestination, "the extension of %q is not known here", d.Extensions[0].Owner)
	}
	return nil
}

func (n *NE) createDestination(d lipf.Destination) error {
	if n.dest(d.DID) != nil {
		return Errorf(ErrDIDExists, "the DID exists already")
	}
	if err := n.checkDestination(d); err != nil {
		return err
	}
	if err := n.cfg.Handler.DestinationCreated(d); err != nil {
		return err
	}
	n.dests = append(n.dests, &destination{Destination: d})
	return nil
}

func (n *NE) modifyDestination(d lipf.Destination) error {
	old := n.dest(d.DID)
	if old == nil {
		return Errorf(ErrDIDUnknown, "the DID does not exist")
	}
	if err := n.checkDestination(d); err != nil {
		return err
	}
	for _, t := range n.tasks {
		if t.HasDID(d.DID) && !n.cfg.Mediation && n.cfg.Delivers == nil && !d.DeliveryType.Covers(t.DeliveryType) {
			return Errorf(ErrModifyDestination, "a task delivers %s to the destination", t.DeliveryType)
		}
	}
	if err := n.cfg.Handler.DestinationModified(old.Destination, d); err != nil {
		return err
	}
	old.Destination, old.faults = d, nil
	return nil
}

func (n *NE) removeDestination(did lipf.UUID) error {
	d := n.dest(did)
	if d == nil {
		return Errorf(ErrDIDUnknown, "the DID does not exist")
	}
	for _, t := range n.tasks {
		if t.HasDID(did) {
			return Errorf(ErrDestinationInUse, "a task uses the destination")
		}
	}
	n.cfg.Handler.DestinationRemoved(d.Destination)
	n.dests = slices.DeleteFunc(n.dests, func(x *destination) bool { return x == d })
	return nil
}

func (n *NE) removeAllDestinations() error {
	for _, t := range n.tasks {
		for _, d := range n.dests {
			if t.HasDID(d.DID) {
				return Errorf(ErrRemoveAllInUse, "a task uses a destination")
			}
		}
	}
	for _, d := range n.dests {
		n.cfg.Handler.DestinationRemoved(d.Destination)
	}
	n.dests = nil
	return nil
}

func (n *NE) activate(t lipf.Task) error {
	if n.task(t.XID) != nil {
		return Errorf(ErrXIDExists, "the XID exists already")
	}
	if err := n.checkTask(t, ErrActivateTask); err != nil {
		return err
	}
	if err := n.cfg.Handler.TaskActivated(t); err != nil {
		return err
	}
	n.tasks = append(n.tasks, &task{Task: t})
	return nil
}

// modify replaces a task as a whole or refuses the whole request (clause 6.2.2).
func (n *NE) modify(t lipf.Task) error {
	old := n.task(t.XID)
	if old == nil {
		return Errorf(ErrXIDUnknown, "the XID does not exist")
	}
	if err := n.checkTask(t, ErrModifyTask); err != nil {
		return err
	}
	if err := n.cfg.Handler.TaskModified(old.Task, t); err != nil {
		return err
	}
	old.Task = t
	old.modified = n.cfg.Now()
	old.modifications++
	return nil
}

func (n *NE) deactivate(xid lipf.UUID) error {
	t := n.task(xid)
	if t == nil {
		return Errorf(ErrXIDUnknown, "the XID does not exist")
	}
	n.cfg.Handler.TaskDeactivated(t.Task)
	n.tasks = slices.DeleteFunc(n.tasks, func(x *task) bool { return x == t })
	return nil
}

func (n *NE) deactivateAll() {
	for _, t := range n.tasks {
		n.cfg.Handler.TaskDeactivated(t.Task)
	}
	n.tasks = nil
}

// checkTask checks a task against what the NE can do and the destinations it knows. generic is the code for what has
// no code of its own.
func (n *NE) checkTask(t lipf.Task, generic Code) error {
	if err := n.checkTargets(t); err != nil {
		return err
	}
	for _, s := range t.Services {
		if !slices.Contains(n.cfg.Services, s) {
			return Errorf(ErrServiceType, "service type %s is not supported", s)
		}
	}
	// The standard wants extensions processed strictly: what is not understood would change the product unseen.
	if n.cfg.CheckExtensions != nil {
		if err := n.cfg.CheckExtensions(t.Extensions); err != nil {
			return err
		}
	} else if len(t.Extensions) > 0 {
		return Errorf(generic, "the extension of %q is not known here", t.Extensions[0].Owner)
	}
	if len(t.DSIDs) > 0 || len(t.TrafficPolicies) > 0 {
		return Errorf(ErrObjectUnknown, "destination sets and traffic policies do not exist here")
	}
	if n.cfg.Mediation {
		return n.checkMediation(t, generic)
	}
	if n.cfg.Delivers != nil {
		part, err := n.cfg.Delivers(t)
		switch {
		case err != nil:
			return err
		case part == "":
			return n.checkDIDs(t.DIDs, nil)
		}
		return n.checkDIDs(t.DIDs, &part)
	}
	if err := n.checkDIDs(t.DIDs, &t.DeliveryType); err != nil {
		return err
	}
	if t.DeliveryType != n.cfg.Delivery {
		return Errorf(generic, "this NE takes %s", n.cfg.Delivery)
	}
	return nil
}

func (n *NE) checkTargets(t lipf.Task) error {
	if n.cfg.CheckTargets != nil {
		return n.cfg.CheckTargets(t.Targets)
	}
	for i, id := range t.Targets {
		if !slices.Contains(n.cfg.TargetTypes, id.Type) {
			return Errorf(ErrTargetType, "target type %s is not supported", id.Type)
		}
		for _, other := range t.Targets[:i] {
			if other.Type == id.Type && other.Value != id.Value {
				return Errorf(ErrTargetCombination, "two values of %s can never match together", id.Type)
			}
		}
	}
	return nil
}

// checkDIDs makes sure that every DID is known and that the delivery type has a destination for each of its interfaces.
func (n *NE) checkDIDs(dids []lipf.UUID, dt *lipf.DeliveryType) error {
	x2, x3 := false, false
	for _, did := range dids {
		d := n.dest(did)
		if d == nil {
			return Errorf(ErrDIDUnknown, "a DID of the task does not exist")
		}
		x2 = x2 || d.DeliveryType != lipf.X3Only
		x3 = x3 || d.DeliveryType != lipf.X2Only
	}
	if n.cfg.MaxDIDs > 0 && len(dids) > n.cfg.MaxDIDs {
		return Errorf(ErrMultipleDestinations, "at most %d destinations are supported", n.cfg.MaxDIDs)
	}
	if dt != nil && (*dt != lipf.X3Only && !x2 || *dt != lipf.X2Only && !x3) {
		return Errorf(ErrDeliveryType, "no destination takes what %s delivers", *dt)
	}
	return nil
}

func (n *NE) checkMediation(t lipf.Task, generic Code) error {
	if len(t.Mediation) == 0 {
		return Errorf(generic, "a mediation function needs MediationDetails")
	}
	if err := n.checkDIDs(t.DIDs, nil); err != nil {
		return err
	}
	for i, m := range t.Mediation {
		switch {
		case m.DeliveryType != n.cfg.Mediates && m.DeliveryType != lipf.HI2andHI3:
			return Errorf(generic, "this mediation function delivers %s", n.cfg.Mediates)
		case len(m.LIID) > 25:
			return Errorf(generic, "an LIID of more than 25 octets does not fit into a PS-PDU")
		case len(m.DSIDs) > 0 || len(m.Policies) > 0:
			return Errorf(ErrObjectUnknown, "destination sets and traffic policies do not exist here")
		case len(m.Extensions) > 0:
			return Errorf(generic, "the extension of %q is not known here", m.Extensions[0].Owner)
		case len(m.DIDs) == 0 && len(t.DIDs) == 0:
			return Errorf(ErrDeliveryType, "an LIID has no destination")
		}
		if err := n.checkDIDs(m.DIDs, nil); err != nil {
			return err
		}
		for _, other := range t.Mediation[:i] {
			if other.LIID == m.LIID {
				return Errorf(generic, "an LIID is there twice")
			}
		}
	}
	return nil
}

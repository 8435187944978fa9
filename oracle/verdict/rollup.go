package verdict

// The services that a warrant is judged for.
const (
	Registration = "reg"
	Data         = "data"
	Voice        = "voice"
	SMSIP        = "sms_ip"
	SMSNAS       = "sms_nas"
	Emergency    = "emergency"
)

// Rollup is the roll-up of a warrant's axes for one service.
//
// It is N without an identity. For the service registration see RollupRegistration. For a service that carries
// communications it is N, too, when neither parties nor content arrived: call is N, and content is N, opaque or not
// ordered. For data it is T when the content is readable or not ordered and the access and mobility records are all
// there; for calls and short messages when identity, records of access, parties and content, if ordered, all are. Else it is P.
// Location counts for the service registration only.
func Rollup(service string, a Axes) Value {
	switch {
	case service == Registration:
		return RollupRegistration(a)
	case a.Identity == N, a.Call == N && (a.Content == N || a.Content == O || a.Content == NA):
		return N
	case service == Data && a.IRI == T && (a.Content == T || a.Content == NA),
		a.Identity == T && a.IRI == T && a.Call == T && (a.Content == T || a.Content == NA):
		return T
	}
	return P
}

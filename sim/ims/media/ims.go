package media

import "lilab/sim/ims"

var (
	_ ims.Media        = (*Endpoint)(nil)
	_ ims.MediaSession = (*Session)(nil)
)

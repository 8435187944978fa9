//go:build !unix

package link

import "os"

// lock opens the file; there is no lock on this system.
func lock(name string) (*os.File, error) { return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600) }

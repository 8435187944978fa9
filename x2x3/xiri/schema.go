package xiri

import (
	"embed"
	"io/fs"
	"sync"

	"lilab/x2x3/xiri/internal/decl"
)

//go:embed records
var records embed.FS

// schema returns the declarations, which it reads when it is first asked.
var schema = sync.OnceValue(func() *decl.Schema {
	dir, err := fs.Sub(records, "records")
	if err == nil {
		var s *decl.Schema
		if s, err = decl.Read(dir); err == nil {
			return s
		}
	}
	panic("xiri: declarations: " + err.Error()) // They are part of the program, and tests read them.
})

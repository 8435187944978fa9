package lemf

import (
	"bufio"
	"container/list"
	"errors"
	"os"
	"path"
)

// files keeps at most max of its files open; another that is written to closes the one that was not for longest.
// It belongs to one goroutine at a time.
type files struct {
	root *os.Root
	max  int
	open list.List // *file, the last written to in front
}

// file is written at its end, whether or not it is open.
type file struct {
	in   *files
	name string
	made bool
	at   *list.Element
	f    *os.File
	w    *bufio.Writer
}

// folder makes a folder with those above it.
func (fs *files) folder(name string) error { return fs.root.MkdirAll(name, 0o750) }

// whole writes a file at once. It never replaces one.
func (fs *files) whole(name string, octets []byte) error {
	f, err := fs.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return err
	}
	_, err = f.Write(octets)
	return errors.Join(err, f.Close())
}

func (fs *files) file(elem ...string) *file { return &file{in: fs, name: path.Join(elem...)} }

// Write appends to the file.
func (f *file) Write(b []byte) (int, error) {
	if f.at != nil {
		f.in.open.MoveToFront(f.at)
		return f.w.Write(b)
	}
	for f.in.open.Len() >= f.in.max {
		if err := f.in.open.Back().Value.(*file).close(); err != nil {
			return 0, err
		}
	}
	flags := os.O_WRONLY | os.O_APPEND
	if !f.made {
		flags |= os.O_CREATE | os.O_EXCL
	}
	var err error
	if f.f, err = f.in.root.OpenFile(f.name, flags, 0o640); err != nil {
		return 0, err
	}
	f.made, f.w = true, bufio.NewWriterSize(f.f, 64<<10)
	f.at = f.in.open.PushFront(f)
	return f.w.Write(b)
}

func (f *file) close() error {
	if f.at == nil {
		return nil
	}
	f.in.open.Remove(f.at)
	err := errors.Join(f.w.Flush(), f.f.Close())
	f.at, f.f, f.w = nil, nil, nil
	return err
}

// flush writes what is in memory.
func (fs *files) flush() error {
	var errs []error
	for e := fs.open.Front(); e != nil; e = e.Next() {
		errs = append(errs, e.Value.(*file).w.Flush())
	}
	return errors.Join(errs...)
}

func (fs *files) close() error {
	var errs []error
	for fs.open.Len() > 0 {
		errs = append(errs, fs.open.Front().Value.(*file).close())
	}
	return errors.Join(append(errs, fs.root.Close())...)
}

// folderName makes an LIID the name of a folder: everything but letters, digits, '-', '_' and '.' becomes "=XX", so that two
// LIIDs never share a folder and none leads elsewhere.
func folderName(liid string) string {
	const digits = "0123456789ABCDEF"
	b := make([]byte, 0, len(liid))
	for i := range len(liid) {
		c := liid[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' && i > 0:
			b = append(b, c)
		default:
			b = append(b, '=', digits[c>>4], digits[c&15])
		}
	}
	return string(b)
}

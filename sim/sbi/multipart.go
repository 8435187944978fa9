package sbi

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
)

// Media types of binary parts, TS 29.502 R17 clause 6.1.2.4.
const (
	Type5GNAS        = "application/vnd.3gpp.5gnas"
	TypeNGAP         = "application/vnd.3gpp.ngap"
	typeMultipart    = "multipart/related"
	maxParts         = 8
	maxContentID     = 256
	maxPartHeaders   = 8
	boundaryMaterial = 12
)

// A Part is a binary part of a multipart body. The JSON part refers to it with RefToBinaryData.contentId.
type Part struct {
	ContentID string
	// Type is Type5GNAS or TypeNGAP.
	Type string
	Data []byte
}

// FindPart returns the data of the part with that identifier; an unknown one is nil.
func FindPart(parts []Part, contentID string) []byte {
	for i := range parts {
		if parts[i].ContentID == contentID {
			return parts[i].Data
		}
	}
	return nil
}

// EncodeMultipart writes a JSON part and binary parts as multipart/related (RFC 2387, TS 29.502 R17 clause 6.1.2.2.2).
// The boundary is derived from the content, so that equal bodies are equal octets. Without parts it is plain JSON.
func EncodeMultipart(v any, parts []Part) (body []byte, contentType string, err error) {
	root, err := json.Marshal(v)
	if err != nil {
		return nil, "", err
	}
	if len(parts) == 0 {
		return root, typeJSON, nil
	}
	sum := sha256.New()
	sum.Write(root)
	for _, p := range parts {
		sum.Write(p.Data)
	}
	boundary := "part-" + hex.EncodeToString(sum.Sum(nil)[:boundaryMaterial])
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.SetBoundary(boundary); err != nil {
		return nil, "", err
	}
	write := func(h textproto.MIMEHeader, data []byte) error {
		pw, err := w.CreatePart(h)
		if err == nil {
			_, err = pw.Write(data)
		}
		return err
	}
	if err := write(textproto.MIMEHeader{"Content-Type": {typeJSON}}, root); err != nil {
		return nil, "", err
	}
	for _, p := range parts {
		h := textproto.MIMEHeader{"Content-Type": {p.Type}, "Content-Id": {p.ContentID}}
		if err := write(h, p.Data); err != nil {
			return nil, "", err
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), typeMultipart + "; boundary=" + boundary, nil
}

// DecodeMultipart reads what EncodeMultipart writes: the JSON root part into v, and the binary parts. The parts share
// memory with nothing. contentType may be plain JSON; then there are no parts.
func DecodeMultipart(contentType string, body []byte, v any) ([]Part, error) {
	root, parts, err := splitMultipart(contentType, body)
	if err != nil {
		return nil, err
	}
	if err := Unmarshal(root, v); err != nil {
		return nil, err
	}
	return parts, nil
}

func splitMultipart(contentType string, body []byte) (root []byte, parts []Part, err error) {
	t, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, nil, Problemf(http.StatusUnsupportedMediaType, "", "media type %.60q cannot be read", contentType)
	}
	switch t {
	case typeJSON, typeProblem:
		return body, nil, nil
	case typeMultipart:
	default:
		return nil, nil, Problemf(http.StatusUnsupportedMediaType, "", "media type %.60q is neither JSON nor multipart/related", contentType)
	}
	bad := func(format string, args ...any) error {
		return Problemf(http.StatusBadRequest, CauseInvalidMsgFormat, "multipart body: "+format, args...)
	}
	if params["boundary"] == "" {
		return nil, nil, bad("no boundary")
	}
	r := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for n := 0; ; n++ {
		p, err := r.NextRawPart()
		if err == io.EOF { // wrapped, it says that the body is cut off
			if !bytes.Contains(body, []byte("--"+params["boundary"]+"--")) {
				return nil, nil, bad("it ends without the last boundary")
			}
			break
		}
		if err != nil {
			return nil, nil, bad("part %d: %v", n, err)
		}
		if n >= maxParts || len(p.Header) > maxPartHeaders {
			return nil, nil, bad("more than %d parts, or a part with more than %d headers", maxParts, maxPartHeaders)
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return nil, nil, bad("part %d: %v", n, err)
		}
		kind := mediaType(p.Header.Get("Content-Type"))
		id := strings.Trim(p.Header.Get("Content-Id"), "<>")
		if n == 0 {
			// RFC 2387 clause 3.2: the first part is the root, as no service of 3GPP uses the start parameter.
			if kind != typeJSON && kind != typeProblem {
				return nil, nil, bad("the first part is %.60q, not JSON", kind)
			}
			root = data
			continue
		}
		if len(id) > maxContentID || id == "" {
			return nil, nil, bad("part %d has no content identifier, or one that is too long", n)
		}
		parts = append(parts, Part{ContentID: id, Type: kind, Data: data})
	}
	if root == nil {
		return nil, nil, bad("no part")
	}
	return root, parts, nil
}

// DecodeParts reads a JSON or multipart/related body. What it returns is a *Problem.
func (r *Request) DecodeParts(v any) ([]Part, error) {
	b, err := ReadBody(r.Request)
	if err != nil {
		return nil, err
	}
	return DecodeMultipart(r.Header.Get("Content-Type"), b, v)
}

// MultipartReply is a reply with a JSON part and binary parts.
func MultipartReply(status int, location string, v any, parts []Part) (*Reply, error) {
	b, t, err := EncodeMultipart(v, parts)
	if err != nil {
		return nil, fmt.Errorf("sbi: %w", err)
	}
	return &Reply{Status: status, Location: location, Type: t, Body: b}, nil
}

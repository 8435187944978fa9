// Package sepp is the security edge protection proxy, TS 33.501 R17 clause 13 and TS 29.573.
package sepp

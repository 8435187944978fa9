package asn

// LoadFresh reads the schema of the program anew.
func LoadFresh() (*Schema, error) { return parse(nil, read("schema"), false) }

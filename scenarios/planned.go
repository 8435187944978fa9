package scenarios

import "slices"

// planned says whether a key belongs to the format as it is designed but is not played yet. Such a key
// gets an error of its own: accepting it would promise a verdict that depends on it.
func planned(at path, key string) bool {
	var keys []string
	switch {
	case len(at) == 0:
		keys = []string{"vary", "load", "limits"}
	case at[0] == "subscribers":
		keys = []string{"access"}
	case at[0] == "networks":
		keys = []string{"slices"}
	case at[0] == "script" && len(at) == 2:
		keys = []string{"send", "sms", "cut", "restore", "delay", "query", "wait"}
	case at[0] == "warrants":
		keys = []string{"from", "until", "mdf"}
	}
	return slices.Contains(keys, key)
}

// plannedValues lists the values of a key that are designed but not played yet.
func plannedValues(at path) []string {
	switch lastName(at) {
	case "n32":
		return []string{"prins", "none"}
	case "services":
		return []string{"location", "sms", "rcs", "emergency", "akma"}
	}
	return nil
}

// Package shout shouts.
package shout

// Shout shouts a text.
func Shout(text string) string { return text + "!" }

// Package greeter greets.
package greeter

import "example.com/greeter/v2/shout"

// Greet greets someone.
func Greet(name string) string { return shout.Shout("Hello, " + name) }

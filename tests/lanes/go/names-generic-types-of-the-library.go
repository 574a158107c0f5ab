package main

import "fmt"
import "sync/atomic"

type P struct{}

func main() {
	var p atomic.Pointer[P]
	p.Store(&P{})
	fmt.Printf("%T\n", &p)
}

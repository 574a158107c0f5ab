package main

import "fmt"
import _ "unsafe"

//go:linkname nanotime runtime.nanotime
func nanotime() int64

func main() {
	fmt.Println(nanotime() > 0)
}

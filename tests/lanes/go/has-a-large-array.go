package main

import "fmt"

var large [1 << 24]byte

func main() {
	fmt.Println(len(large), large[1<<20])
}

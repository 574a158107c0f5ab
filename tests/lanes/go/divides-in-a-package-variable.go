package main

import "fmt"

var zero = 0

var quotient = 1 / zero

func main() {
	fmt.Println(quotient)
}

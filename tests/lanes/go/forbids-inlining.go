package main

import "fmt"

//go:noinline
func twice(n int) int { return 2 * n }

func main() {
	fmt.Println(twice(4))
}

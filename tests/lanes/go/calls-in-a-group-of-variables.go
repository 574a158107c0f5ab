package main

import "fmt"

var (
	a = 1
	b = twice(a)
)

func twice(n int) int { println("twice"); return 2 * n }

func main() {
	fmt.Println(a, b)
}

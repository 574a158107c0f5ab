package main

import "fmt"

var cache = make(map[int]int, 20000000)

func main() {
	cache[1] = 2
	fmt.Println(len(cache))
}

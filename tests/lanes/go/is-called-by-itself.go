package main

import "fmt"

var depth int

func main() {
	if depth++; depth < 3 {
		main()
	}
	fmt.Print(depth, " ")
}

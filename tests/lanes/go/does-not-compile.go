package main

import "fmt"

func main() {
	fmt.Println("unused")
	x := 1
}

package main

import "fmt"

func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	var list []int
	i := 5
	fmt.Println(list[i])
}

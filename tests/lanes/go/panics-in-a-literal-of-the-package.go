package main

import "fmt"

var names = []string{"a"}
var pair = []string{names[1]}

func main() {
	fmt.Println(pair)
}

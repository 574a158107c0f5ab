package main

import "fmt"

func main() {
	fmt.Print("a", "b")
}

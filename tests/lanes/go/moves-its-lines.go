package main

import "fmt"

//line other.go:100

func main() {
	fmt.Println("moved")
}

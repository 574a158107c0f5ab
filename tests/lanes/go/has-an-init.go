package main

import "fmt"

func init() { fmt.Println("init") }

func main() {
	fmt.Println("main")
}

package main

import "fmt"

func RecantMain() { fmt.Println("mine") }

func main() {
	RecantMain()
}

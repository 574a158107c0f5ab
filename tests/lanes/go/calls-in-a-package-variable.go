package main

import "fmt"

var started = shout()

func shout() int { fmt.Println("shouted"); return 1 }

func main() {
	fmt.Println(started)
}

package main

import "fmt"

func main() {
	fmt.Println("waiting")
	<-make(chan int)
}

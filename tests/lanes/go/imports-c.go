package main

import "fmt"
import "C"

func main() {
	fmt.Println(C.int(1))
}

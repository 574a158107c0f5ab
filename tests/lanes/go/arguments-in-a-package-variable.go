package main

import "fmt"
import "os"

var arguments = os.Args

func main() {
	fmt.Println(arguments)
}

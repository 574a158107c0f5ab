package main

import "fmt"
import "os"

func main() {
	fmt.Println("out")
	fmt.Fprintln(os.Stderr, "err")
	println("runtime", 7)
}

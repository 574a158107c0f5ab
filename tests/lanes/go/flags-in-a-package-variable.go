package main

import "fmt"
import "flag"

var verbose = flag.Bool("v", true, "talk")

func main() {
	flag.Parse()
	fmt.Println(*verbose, flag.NArg())
}

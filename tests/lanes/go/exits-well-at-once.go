package main

import "fmt"
import "os"

func main() {
	defer fmt.Println("never")
	os.Exit(0)
}

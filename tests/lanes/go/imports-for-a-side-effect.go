package main

import "fmt"
import _ "image/png"

func main() {
	fmt.Println("ready")
}

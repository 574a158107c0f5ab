package main

import "fmt"
import _ "embed"

//go:embed main.go
var source string

func main() {
	fmt.Println(len(source))
}

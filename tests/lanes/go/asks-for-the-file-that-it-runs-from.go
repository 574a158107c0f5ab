package main

import (
	"fmt"
	"os"
)

func main() {
	_, err := os.Stat(os.Args[0])
	fmt.Println(err == nil, os.WriteFile("program", nil, 0o644) == nil)
}

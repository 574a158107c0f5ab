package main

import "fmt"
import "path/filepath"

func main() {
	fmt.Println(filepath.Glob("*"))
}

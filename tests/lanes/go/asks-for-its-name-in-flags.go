package main

import (
	"flag"
	"fmt"
	"path/filepath"
)

func main() {
	fmt.Println("Usage of", filepath.Base(flag.CommandLine.Name()))
}

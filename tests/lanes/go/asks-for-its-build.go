package main

import "fmt"
import "runtime/debug"

func main() {
	info, ok := debug.ReadBuildInfo()
	fmt.Println(info.Path, ok)
}

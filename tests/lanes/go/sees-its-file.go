package main

import "fmt"
import "os"

func main() {
	path, err := os.Executable()
	fmt.Println(path, err)
}

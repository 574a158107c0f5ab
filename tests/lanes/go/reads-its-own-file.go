package main

import (
	"fmt"
	"os"
)

func main() {
	bytes, err := os.ReadFile("/proc/self/exe")
	fmt.Println(len(bytes), err)
}

package main

import "fmt"
import "os"

func main() {
	entries, _ := os.ReadDir(".")
	for _, entry := range entries {
		info, _ := entry.Info()
		fmt.Println(entry.Name(), info.Size())
	}
}

package main

import "fmt"
import "os"

func main() {
	err := os.WriteFile("notes.txt", []byte("kept"), 0o644)
	text, _ := os.ReadFile("notes.txt")
	fmt.Println(err, string(text))
	_, err = os.Open("missing.txt")
	fmt.Println(err, os.IsNotExist(err))
}

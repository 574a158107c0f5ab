package main

import "fmt"
import "image"
import "bytes"

func main() {
	_, _, err := image.Decode(bytes.NewReader([]byte("\x89PNG\r\n\x1a\n")))
	fmt.Println(err)
}

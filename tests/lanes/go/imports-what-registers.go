package main

import "fmt"
import "image"
import "image/png"
import "bytes"

func main() {
	var out bytes.Buffer
	fmt.Println(png.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))))
}

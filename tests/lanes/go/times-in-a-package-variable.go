package main

import "fmt"
import "time"

var start = time.Now()

func main() {
	fmt.Println(time.Since(start) >= 0)
}

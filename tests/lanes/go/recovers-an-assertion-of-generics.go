package main

import "fmt"

type P struct{}

type Box[T any] struct{ it T }

func main() {
	defer func() { fmt.Println(recover()) }()
	var any interface{} = Box[P]{}
	_ = any.(string)
}

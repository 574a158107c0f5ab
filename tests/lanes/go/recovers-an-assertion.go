package main

import "fmt"

type P struct{}

func main() {
	defer func() { fmt.Println(recover()) }()
	var any interface{} = P{}
	_ = any.(fmt.Stringer)
}

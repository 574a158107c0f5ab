package main

import "fmt"

type P struct{}

type Stack[T any] struct{ items []T }

func main() {
	fmt.Printf("%T\n", Stack[P]{})
	fmt.Printf("%T\n", Stack[int]{})
}

package main

import "fmt"
import "reflect"

type P struct{}

type Stack[T any] struct{ items []T }

func main() {
	fmt.Println(len(reflect.TypeOf(Stack[P]{}).String()))
}

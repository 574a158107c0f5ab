package main

import "fmt"

type P struct{ X int }

type Q P

func main() {
	var a, b interface{} = P{}, Q(P{})
	fmt.Println(a == b, a == interface{}(P{}))
}

package main

import "fmt"

func main() {
	type local struct{ a int }
	fmt.Printf("%T %#v\n", local{1}, local{1})
}

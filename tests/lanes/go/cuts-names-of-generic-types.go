package main

import "fmt"

type Opt[T any] struct{ value T }
type User struct{}

func main() {
	fmt.Println(len(fmt.Sprintf("%T", Opt[User]{})))
	fmt.Printf("%-12.12T|\n", Opt[User]{})
}

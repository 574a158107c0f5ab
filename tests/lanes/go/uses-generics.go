package main

import "fmt"

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(item T) { s.items = append(s.items, item) }

func Map[T, U any](in []T, f func(T) U) (out []U) {
	for _, each := range in {
		out = append(out, f(each))
	}
	return out
}

func main() {
	fmt.Println(Map([]int{1, 2}, func(n int) string { return fmt.Sprint(n * n) }))
	s := &Stack[string]{}
	s.Push("a")
	fmt.Println(s.items, len(s.items))
}

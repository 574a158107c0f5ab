package main

import "fmt"

type P struct {
	X int
	y string
}

func main() {
	fmt.Printf("%T %#v %+v %v\n", P{1, "a"}, P{1, "a"}, P{1, "a"}, P{1, "a"})
	fmt.Printf("%T %T %T %T\n", &P{}, []P{}, map[string]*P{}, func(P) error { return nil })
	fmt.Printf("%d %s\n", P{1, "a"}, 7)
	var any interface{} = P{}
	_, isString := any.(string)
	fmt.Println(isString, fmt.Sprintf("%T", struct{ X P }{}))
}

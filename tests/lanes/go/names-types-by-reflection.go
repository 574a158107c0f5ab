package main

import "fmt"
import "reflect"

type P struct{ X int }

func (p P) Show() { fmt.Println("shown", p.X) }

func main() {
	t := reflect.TypeOf(P{})
	fmt.Println(t, t.Name(), t.String(), t.Kind(), t.NumMethod(), t.Field(0).Name)
	reflect.ValueOf(P{2}).MethodByName("Show").Call(nil)
}

package main

import "fmt"
import "reflect"

type P struct{}

func main() {
	fmt.Printf("%q\n", reflect.TypeOf(P{}).PkgPath())
}

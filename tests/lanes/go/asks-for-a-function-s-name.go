package main

import "fmt"
import "reflect"
import "runtime"

func main() {
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(main).Pointer()).Name())
}

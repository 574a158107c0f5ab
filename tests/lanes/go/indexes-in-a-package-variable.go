package main

import "fmt"

var list = []int{1, 2, 3}

var last = list[len(list)-1]

func main() {
	fmt.Println(last)
}

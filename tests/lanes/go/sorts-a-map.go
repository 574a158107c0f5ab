package main

import "fmt"
import "maps"
import "slices"

func main() {
	fmt.Println(slices.Sorted(maps.Keys(map[string]int{"b": 1, "a": 2})), map[string]int{"b": 1, "a": 2})
}

package main

import (
	"fmt"
	"log"
	"reflect"
)

func main() {
	oldMap := map[string]int{"one": 1, "two": 2}
	newMap := make(map[string]int)
	for key, value := range oldMap {
	     newMap[key] = value
	}
	if !reflect.DeepEqual(oldMap, newMap) {
		log.Fatalf("%v is no copy of %v", newMap, oldMap)
	}
	fmt.Println(newMap)
}

package main

import "fmt"

type (
	key_data_type   = string
	value_data_type = int
)

func state(m map[key_data_type]value_data_type) string {
	if m == nil {
		return "nil"
	}
	return "not nil"
}

// 声明变量,默认 map 是 nil
var map_variable map[key_data_type]value_data_type

func main() {
	fmt.Println("declared:", state(map_variable))
	// 使用make 函数
	map_variable := make(map[key_data_type]value_data_type)
	fmt.Println("made:", state(map_variable))
}

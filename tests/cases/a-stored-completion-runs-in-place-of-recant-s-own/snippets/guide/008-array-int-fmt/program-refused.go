package main

import "fmt"

func total(numbers []int) int {
	sum := 0
	for _, number := range numbers {
		sum += number
	}
	return sum
}

func main() {
	array := [2]int{20, 22}
	fmt.Println(total(array[:]))
	fmt.Println(total(array))
}

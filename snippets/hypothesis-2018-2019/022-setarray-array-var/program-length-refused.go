package main

import "fmt"

func setArray(params []int) {
    fmt.Println("params array length of setArray is : ", len(params))
}

func setArray2(params [5]int) {
    fmt.Println("params array length of setArray2 is : ", len(params))
}

func main() {
	array := []int{1, 2, 3}
	setArray(array)

	var array2 = [5]int{1, 2, 3, 4, 5}
	setArray2(array2)

	setArray2([4]int{1, 2, 3, 4})
}

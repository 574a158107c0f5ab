package main

func main() {
	var a [3][4]int
	a = [3][4]int {
		{0, 1, 2, 3} ,
		{4, 5, 6, 7} ,
		{8, 9, 10, 11}
	}
	_ = a
}

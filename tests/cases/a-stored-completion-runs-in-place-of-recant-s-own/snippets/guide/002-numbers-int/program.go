package main

func main() {
	numbers := []int{
		1,
		2,
	}
	_ = numbers
}

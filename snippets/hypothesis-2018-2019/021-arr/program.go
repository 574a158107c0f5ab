package main

func main() {
	arr := [3]int{1, 2, 3}
	s := arr[:]
	s[1] = 20
}

package main

import "fmt"

func main() {
	var all []func() int
	for i := 0; i < 3; i++ {
		all = append(all, func() int { return i })
	}
	for _, one := range all {
		fmt.Print(one(), " ")
	}
}

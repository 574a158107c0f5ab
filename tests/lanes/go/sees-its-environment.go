package main

import "fmt"
import "os"
import "sort"

func main() {
	all := os.Environ()
	sort.Strings(all)
	for _, one := range all {
		fmt.Println(one)
	}
	wd, err := os.Getwd()
	fmt.Println(wd, err)
}

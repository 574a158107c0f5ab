package main

import "fmt"
import "sync"

func main() {
	var wait sync.WaitGroup
	results := make([]int, 4)
	for i := range results {
		wait.Add(1)
		go func(i int) {
			defer wait.Done()
			results[i] = i * i
		}(i)
	}
	wait.Wait()
	fmt.Println(results)
}

package main

import "fmt"
import "github.com/google/uuid"

func main() {
	fmt.Println(uuid.Nil)
}

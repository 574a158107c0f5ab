package main

import "fmt"

type car struct{ speed int }

func (c car) faster() {
	c.speed += 100
}

func main() {
	mine := car{5}
	mine.faster()
	fmt.Println(mine.speed)
}

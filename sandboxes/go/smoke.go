package main

import (
	"fmt"
	"os"
)

type point struct{ X int }

func main() {
	shown := fmt.Sprintf("%T %#v %v", point{1}, &point{2}, os.Args)
	if expected := "main.point &main.point{X:2} [./program]"; shown != expected {
		fmt.Println("it shows", shown, "and not", expected)
		return
	}
	fmt.Println("OK")
}

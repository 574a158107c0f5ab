package main

import "time"

func main() {
	go func() { panic("elsewhere") }()
	time.Sleep(time.Second)
}

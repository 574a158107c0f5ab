package main

import (
	"fmt"
	"strings"
)

// full returns a channel that can be received from at once.
func full() chan int {
	c := make(chan int, 1)
	c <- 1
	return c
}

// evaluated lists what select evaluates where only its first case can proceed.
func evaluated() string {
	var seen []string
	channel := func(name string, c chan int) chan int {
		seen = append(seen, name)
		return c
	}
	value := func() int {
		seen = append(seen, "value to send")
		return 1
	}
	select {
	case <-channel("first channel", full()):
	case channel("second channel", nil) <- value():
	}
	return strings.Join(seen, ", ")
}

// oneReady tells which case runs where one can, and whether the other one was left alone.
func oneReady() string {
	ignored, ready := make(chan int, 1), full()
	ignored <- 1
	select {
	case ignored <- 2: // There is no room.
		return "first"
	case <-ready:
	}
	if <-ignored != 1 {
		return "second, and the first too"
	}
	return "second alone"
}

// bothReady tells how often each of two cases runs that can both proceed: a fair choice is ten standard
// deviations away from what is called unfair here.
func bothReady() string {
	const rounds = 10_000
	first := 0
	for i := 0; i < rounds; i++ {
		one, other := full(), full()
		select {
		case <-one:
			first++
		case <-other:
		}
		if len(one)+len(other) != 1 {
			return "not one of them"
		}
	}
	if first < rounds*45/100 || first > rounds*55/100 {
		return "unfairly"
	}
	return "fairly"
}

func withDefault() string {
	select {
	case <-make(chan int):
		return "received"
	default:
		return "default"
	}
}

// withoutDefault tells whether select waits for one that sends later.
func withoutDefault() string {
	var sent bool
	c := make(chan int)
	go func() {
		sent = true
		c <- 1
	}()
	select {
	case <-c:
	}
	if !sent {
		return "went on"
	}
	return "waited for the sender"
}

func main() {
	fmt.Println("evaluated:", evaluated())
	fmt.Println("one ready:", oneReady())
	fmt.Println("both ready:", bothReady())
	fmt.Println("none ready:", withDefault())
	fmt.Println("none ready, no default:", withoutDefault())
}

package main

import "log"
import "os"

func main() {
	log.SetFlags(0)
	log.SetPrefix("app: ")
	log.Println("to stderr")
	log.New(os.Stdout, "", 0).Println("to stdout")
}

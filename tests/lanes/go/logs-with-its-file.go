package main

import "log"
import "os"

func main() {
	log.New(os.Stdout, "", log.Lshortfile).Println("here")
}

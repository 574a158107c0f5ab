package main

import (
	"log"
	"os"
)

func main() {
	log.New(os.Stdout, "", 8).Println("here")
}

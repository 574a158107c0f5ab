package main

import "fmt"
import "flag"

func main() {
	n := flag.Int("n", 3, "how many")
	flag.Parse()
	flag.VisitAll(func(f *flag.Flag) { fmt.Println(f.Name, f.DefValue) })
	fmt.Println(*n, flag.Args(), flag.CommandLine.Name())
}

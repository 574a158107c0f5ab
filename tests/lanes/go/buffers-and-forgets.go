package main

import "bufio"
import "os"

func main() {
	out := bufio.NewWriter(os.Stdout)
	out.WriteString("never flushed")
}

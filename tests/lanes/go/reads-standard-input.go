package main

import "fmt"
import "bufio"
import "os"

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	fmt.Println(scanner.Scan(), scanner.Text(), scanner.Err())
}

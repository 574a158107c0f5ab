package main

import "fmt"
import "crypto"

func main() {
	fmt.Println(crypto.SHA512.Available(), crypto.MD5.Available())
}

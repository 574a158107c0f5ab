package main

import "fmt"
import "crypto/sha256"
import "crypto/md5"

func main() {
	fmt.Printf("%x\n%x\n", sha256.Sum256([]byte("a")), md5.Sum([]byte("a")))
}

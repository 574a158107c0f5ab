package other

import "fmt"

func Main() { fmt.Println("nobody calls") }

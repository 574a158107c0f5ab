array := [2]int{20, 22}
fmt.Println(total(array[:])) // 42

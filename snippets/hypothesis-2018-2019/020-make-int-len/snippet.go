s := make([]int, len, cap)

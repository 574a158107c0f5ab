numbers := []int{
	1,
	2,
}

func setArray(params []int) {
    fmt.Println("params array length of setArray is : ", len(params))
func setArray2(params [5]int) {
    fmt.Println("params array length of setArray2 is : ", len(params))

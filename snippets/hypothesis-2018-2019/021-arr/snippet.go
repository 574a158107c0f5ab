s := arr[:]

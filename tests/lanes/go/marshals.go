package main

import "fmt"
import "encoding/json"

type P struct {
	Name string `json:"Name"`
	Age  int
}

func main() {
	text, err := json.Marshal(P{"a", 1})
	fmt.Println(string(text), err)
	fmt.Println(json.Unmarshal([]byte(`{"Name": 1}`), &P{}))
}

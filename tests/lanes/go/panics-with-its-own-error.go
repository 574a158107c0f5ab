package main

type Error struct{ code int }

func (e Error) Error() string { return "own" }

func main() {
	panic(Error{7})
}

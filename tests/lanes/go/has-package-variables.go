package main

import "fmt"
import "errors"
import "sync"

var ErrNone = errors.New("none")

var mu sync.Mutex

var (
	counts          = map[string]int{"b": 2}
	primes          = []int{2, 3, 5}
	name, ratio     = "x.y", 3.5
	grid            = [2][2]int{{1, 2}, {3, 4}}
	buffered        = make([]byte, 2)
	_ fmt.Stringer  = (*text)(nil)
)

type text struct{}

func (*text) String() string { return "text" }

func main() {
	mu.Lock()
	defer mu.Unlock()
	counts["a"]++
	fmt.Println(ErrNone, counts, primes, name, ratio, grid, buffered)
}

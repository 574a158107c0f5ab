package main

import "os"
import "text/template"

type P struct{ X int }

func (p P) Twice() int { return 2 * p.X }

func main() {
	template.Must(template.New("t").Parse("{{.X}} {{.Twice}}\n")).Execute(os.Stdout, P{2})
}

package main

import "fmt"

const usixteenbitmax float64 = 65535

type car struct {
	gas_pedal     uint16
	top_speed_kmh float64
}

func (c car) kmh() float64 {
    return float64(c.gas_pedal) * (c.top_speed_kmh/usixteenbitmax)
}

func main() {
	a_car := car{gas_pedal: 65000, top_speed_kmh: 225}
	fmt.Println(a_car.kmh())
}

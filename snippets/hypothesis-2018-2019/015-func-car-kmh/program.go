package main

const usixteenbitmax float64 = 65535

type car struct {
	gas_pedal     uint16
	top_speed_kmh float64
}

func (c car) kmh() float64 {
	c.gas_pedal /= 2 // Tries to modify the object.
    return float64(c.gas_pedal) * (c.top_speed_kmh/usixteenbitmax)
}

func main() {
	a_car := car{gas_pedal: 65000, top_speed_kmh: 225}
	// The method sees what it wrote; the caller's car, printed after the call, does not.
	halved := a_car.kmh() == 32500*(225/usixteenbitmax)
	_ = halved
}

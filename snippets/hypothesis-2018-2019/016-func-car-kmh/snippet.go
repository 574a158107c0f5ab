func (c car) kmh() float64 {
    return float64(c.gas_pedal) * (c.top_speed_kmh/usixteenbitmax)

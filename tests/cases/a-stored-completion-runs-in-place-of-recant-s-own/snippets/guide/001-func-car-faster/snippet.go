func (c car) faster() {
	c.speed += 100
}

whole, cents = price.split(",")

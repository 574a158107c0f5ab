price = "12,50"
whole, cents = price.split(",")
print(cents + "." + whole)

number = 4
print(type(number))

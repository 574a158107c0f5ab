value = twice(3)
print(value)

total = 6 * 7
print(total + offset)

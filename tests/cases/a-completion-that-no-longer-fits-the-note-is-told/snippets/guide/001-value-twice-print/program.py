def twice(n):
    return 2 * n

value = twice(3)
print("3")

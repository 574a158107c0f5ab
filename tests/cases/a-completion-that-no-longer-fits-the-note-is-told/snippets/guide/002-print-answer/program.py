answer = 42
print(answer)

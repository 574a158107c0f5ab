def generate():
    try:
        yield 1
    finally:
        print("closed")


numbers = generate()
print(next(numbers))

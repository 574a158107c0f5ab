try:
    print(input('name? '))
except EOFError as error:
    print(repr(error))

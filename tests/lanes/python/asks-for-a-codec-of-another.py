try:
    print('x'.encode('mine'))
except LookupError as error:
    print(error)

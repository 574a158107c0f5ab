import codecs

codecs.register(lambda name: codecs.lookup('utf-8') if name == 'mine' else None)
print('x'.encode('mine'))
try:
    'x'.encode('another')
except LookupError as error:
    print(error)

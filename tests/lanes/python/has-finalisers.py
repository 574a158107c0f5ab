class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('gone', self.name)


first = Noisy('first')
second = Noisy('second')
second.itself = second
print('body')

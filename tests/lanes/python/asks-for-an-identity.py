print(id('x'))

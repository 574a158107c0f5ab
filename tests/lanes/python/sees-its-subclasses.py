print([c.__name__ for c in Exception.__subclasses__()])
print(len(object.__subclasses__()), len(type.mro(int)))

print(cents + "." + whole)

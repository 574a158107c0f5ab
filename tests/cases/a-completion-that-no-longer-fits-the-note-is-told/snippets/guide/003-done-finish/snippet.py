done = finish(4)

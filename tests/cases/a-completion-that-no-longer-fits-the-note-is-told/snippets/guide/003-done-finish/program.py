def finish(n):
    return n

done = finish(4)

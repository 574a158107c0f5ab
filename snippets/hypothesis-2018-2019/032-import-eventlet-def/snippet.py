import eventlet
def func(*args, **kwargs):
    ... ...
    return 0
gt = eventlet.spawn(func, *args, **kwargs)

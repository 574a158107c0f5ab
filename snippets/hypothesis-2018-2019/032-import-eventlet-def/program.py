import eventlet
def func(*args, **kwargs):
    print("func runs with", args, kwargs)
    return 0
args, kwargs = (1, 2), {"three": 3}
gt = eventlet.spawn(func, *args, **kwargs)
print("spawned")
gt.wait() # 真正开始执行

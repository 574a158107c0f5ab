import builtins

print(hasattr(builtins, 'left'), print)

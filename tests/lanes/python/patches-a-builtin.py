import builtins

old = print
builtins.print = lambda *words: old('patched', *words)
print('x')
builtins.left = 1

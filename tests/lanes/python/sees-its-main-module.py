import sys

main = sys.modules['__main__']
print(__name__, __file__, __doc__, __spec__, __package__, __loader__.__class__.__name__)
print(sorted(vars(main)), __builtins__.__name__)

import importlib
import importlib.util

print(importlib.import_module('json').dumps({'a': 1}), importlib.util.find_spec('os').origin)
print(importlib.util.find_spec('main').origin)
import main

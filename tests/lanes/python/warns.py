import warnings

warnings.warn('careful')
print(warnings.filters)
import re

print(eval("'\\\\d'"))

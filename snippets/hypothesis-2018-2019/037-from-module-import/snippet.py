from module_11包名.module_11 import funcA

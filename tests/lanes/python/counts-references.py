import sys

print(sys.getrefcount(None) > 100, sys.getrefcount('nowhere else'), sys.getsizeof([]), sys.getallocatedblocks() > 0)
value = []
print(sys.getrefcount(value))

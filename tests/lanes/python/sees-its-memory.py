import ctypes

print(ctypes.string_at(b'abc', 3))

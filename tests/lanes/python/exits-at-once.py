import os
print('buffered', flush=True)
os._exit(0)

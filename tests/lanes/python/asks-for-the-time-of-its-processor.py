import time
from os import times

print(time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID) < 0.006, times()[0] > 0)

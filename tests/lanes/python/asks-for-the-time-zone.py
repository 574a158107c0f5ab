import time

time.sleep(0.01)
print(time.tzname, time.localtime(0).tm_hour, time.get_clock_info("monotonic").adjustable)

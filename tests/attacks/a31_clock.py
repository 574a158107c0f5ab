"""A31: set the clock."""
import time
from attack import attempt, expect

expect("set", {"the clock": attempt(time.clock_settime, time.CLOCK_REALTIME, time.time())})

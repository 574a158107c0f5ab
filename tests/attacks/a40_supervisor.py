"""A40: kill or stop the one who watches."""
import os
import signal
import time
from attack import end

for sent in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1):
    for pid in {1, os.getppid()}:
        try:
            os.kill(pid, sent)
        except OSError:
            pass
time.sleep(0.1)
end(True, "who watches is still there if this is read")

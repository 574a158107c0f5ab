import os
import signal

print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGPIPE), signal.pthread_sigmask(signal.SIG_BLOCK, []))
signal.signal(signal.SIGALRM, lambda number, frame: print('alarm', number))
signal.setitimer(signal.ITIMER_REAL, 0.01)
signal.pause()
print(signal.getitimer(signal.ITIMER_REAL))

import threading
import time


def work():
    time.sleep(0.05)
    print('last')


threading.Thread(target=work).start()
print('main is done')

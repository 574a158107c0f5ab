import threading

lock = threading.Lock()
done = []


def work(n):
    with lock:
        done.append(n)


threads = [threading.Thread(target=work, args=[n]) for n in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(done), threading.active_count(), threading.main_thread().name, threading.current_thread() is threading.main_thread())

"""P02: what ordinary programs do goes on working."""
import multiprocessing
import os
import socket
import subprocess
import tempfile
import threading

threads = [threading.Thread(target=os.getpid) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert subprocess.run(["/bin/echo", "hi"], capture_output=True, check=True).stdout == b"hi\n"
with tempfile.TemporaryDirectory() as directory, tempfile.NamedTemporaryFile() as file:
    os.rename(file.name, directory + "/moved")
    open(file.name, "w").close()
left, right = socket.socketpair()
left.send(b"x")
assert right.recv(1) == b"x"
reader, writer = os.pipe()
os.write(writer, b"x")
assert os.read(reader, 1) == b"x"
os.mkfifo("fifo")
with open("/dev/null", "w") as null:
    null.write("x")
assert multiprocessing.get_context("fork").Queue is not None
print("held")

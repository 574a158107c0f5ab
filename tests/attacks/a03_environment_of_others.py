"""A03: find a secret in the environment of another process."""
import os
from attack import end

read = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    if int(pid) == os.getpid():
        continue
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            if file.read():
                read.append(pid)
    except OSError:
        pass
end(not read, f"read those of {read}")

"""P03: a program can be given a terminal of its own."""

import os
import pty

child, terminal = pty.fork()
if child == 0:
    os.execv("/bin/echo", ["echo", "from a terminal"])
assert b"from a terminal" in os.read(terminal, 100)
print("held")

"""A24: type for the user at the controlling terminal."""
import fcntl
import os
from attack import attempt, expect

TIOCSTI, TIOCLINUX = 0x5412, 0x541C
errors = {"a controlling terminal": attempt(open, "/dev/tty")}
try:
    _, terminal = os.openpty()
    errors["TIOCSTI"] = attempt(fcntl.ioctl, terminal, TIOCSTI, b"x")
    errors["TIOCLINUX"] = attempt(fcntl.ioctl, terminal, TIOCLINUX, b"\x03")
except OSError:
    pass
expect("type", errors)

"""What the attacks share: each ends by saying whether the sandbox held."""

import ctypes
import errno
import os
import platform
import sys

libc = ctypes.CDLL(None, use_errno=True)

# System calls without a wrapper in the C library, whose numbers differ between processors.
NUMBERS = {
    "x86_64": {"bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "add_key": 248, "keyctl": 250, "clone": 56},
    "aarch64": {"bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "add_key": 217, "keyctl": 219, "clone": 220},
}
# Since Linux 5.1 new ones are the same everywhere.
COMMON = {"io_uring_setup": 425, "io_uring_enter": 426, "clone3": 435, "pidfd_getfd": 438}


def error_of(function, *arguments):
    """The name of the error that a C function fails with, or "nothing"."""
    ctypes.set_errno(0)
    result = function(*arguments)
    return errno.errorcode[ctypes.get_errno()] if result == -1 else "nothing"


def call(name, *arguments):
    """The name of the error that a system call fails with, or "nothing"."""
    number = COMMON.get(name) or NUMBERS[platform.machine()][name]
    return error_of(libc.syscall, ctypes.c_long(number), *map(ctypes.c_long, arguments))


def attempt(function, *arguments):
    """The name of the error that a Python function fails with, or "nothing"."""
    try:
        function(*arguments)
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error))
    return "nothing"


def expect(what, errors):
    """Ends the attack as a success unless each thing failed."""
    for name, error in errors.items():
        if error == "nothing":
            end(False, f"{what}: {name} succeeded")
    end(True, f"{what}: {errors}")


def end(held, detail=""):
    """Ends the attack."""
    print(detail)
    print("held" if held else "broken")
    sys.exit(0)

"""A22 and A23: kill a process of the host, or reach into its memory."""
import ctypes
import os
import signal
import sys
from attack import attempt, error_of, expect, libc

pid = int(sys.argv[5])
room = ctypes.create_string_buffer(8)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(room), 8)
PTRACE_SEIZE = 0x4206
expect("reach another process", {
    "kill": attempt(os.kill, pid, signal.SIGCONT),
    "ptrace": error_of(libc.ptrace, PTRACE_SEIZE, pid, 0, 0),
    "process_vm_readv": error_of(libc.process_vm_readv, pid, vector, 1, vector, 1, 0),
    "memory": attempt(open, f"/proc/{pid}/mem", "rb"),
})

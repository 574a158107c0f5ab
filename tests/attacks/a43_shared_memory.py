"""A43: leave shared memory behind for the next one."""
from attack import end, libc

KEY, CREATE, EXCLUSIVE = 0x7265_6361, 0o1000, 0o2000
identifier = libc.shmget(KEY, 4096, CREATE | EXCLUSIVE | 0o600)
end(libc.shmget(KEY, 4096, 0o600) == identifier, "made; the next run must not find it")

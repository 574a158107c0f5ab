"""A25: gain privileges by a program that has them."""
from attack import end, libc

PR_GET_NO_NEW_PRIVS, PR_GET_SECCOMP = 39, 21
with open("/proc/self/status") as status:
    capabilities = {line.split()[0]: line.split()[1] for line in status if line.startswith("Cap")}
gone = all(int(held, 16) == 0 for name, held in capabilities.items() if name != "CapBnd:")
locked = libc.prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 and libc.prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2
end(gone and locked, f"{capabilities}")

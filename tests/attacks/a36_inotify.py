"""A36: use up the user's inotify instances."""
from attack import end, libc

made = 0
while made < 1000 and libc.inotify_init1(0) >= 0:
    made += 1
end(made <= 64, f"{made} instances")

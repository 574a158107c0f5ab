"""A26 and A27: become root in a namespace within, or mount something."""
from attack import call, error_of, expect, libc

NEWUSER, NEWNS, SIGCHLD = 0x10000000, 0x00020000, 17
expect("go further in", {
    "unshare user": error_of(libc.unshare, NEWUSER),
    "unshare mount": error_of(libc.unshare, NEWNS),
    "clone": call("clone", NEWUSER | SIGCHLD, 0, 0, 0, 0),
    "clone3": call("clone3", 0, 88),
    "mount": error_of(libc.mount, b"none", b"/tmp", b"tmpfs", 0, None),
    "remount": error_of(libc.mount, b"none", b"/", None, 32 | 4096, None),
    "umount": error_of(libc.umount2, b"/tmp", 2),
    "chroot": error_of(libc.chroot, b"/tmp"),
    "pivot_root": error_of(libc.syscall, 155, b"/tmp", b"/tmp"),
})

"""A30: open devices that reach the hardware, or make them."""
import os
import stat
from attack import attempt, expect

names = ["mem", "kmsg", "kvm", "fuse", "vda", "sda", "nvme0n1", "loop-control", "net/tun", "console", "tty0", "vsock"]
errors = {name: attempt(open, f"/dev/{name}", "rb") for name in names}
errors["mknod"] = attempt(os.mknod, "disk", stat.S_IFBLK | 0o600, os.makedev(8, 0))
errors["mknod of a character device"] = attempt(os.mknod, "memory", stat.S_IFCHR | 0o600, os.makedev(1, 1))
expect("open", errors)

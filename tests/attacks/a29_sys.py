"""A29: look at the machine's devices, or change a control group."""
import os
from attack import attempt, expect

expect("use", {
    "/sys": attempt(os.listdir, "/sys"),
    "/sys/fs/cgroup": attempt(os.listdir, "/sys/fs/cgroup"),
    "/run": attempt(os.listdir, "/run"),
})

"""A28: change the kernel's settings, or have it act."""
from attack import attempt, expect

paths = ["/proc/sys/kernel/hostname", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/irq/default_smp_affinity"]
expect("write", {path: attempt(open, path, "w") for path in paths})

"""A33 to A35: interfaces of the kernel with a history."""
from attack import call, end

errors = {
    "A33 io_uring_setup": call("io_uring_setup", 1, 0),
    "A33 io_uring_enter": call("io_uring_enter", 0, 0, 0, 0, 0, 0),
    "A34 add_key": call("add_key", 0, 0, 0, 0, -1),
    "A34 keyctl": call("keyctl", 0, -1, 0),
    "A35 bpf": call("bpf", 0, 0, 0),
    "A35 perf_event_open": call("perf_event_open", 0, 0, -1, -1, 0),
    "A35 userfaultfd": call("userfaultfd", 1),
    "pidfd_getfd": call("pidfd_getfd", 0, 0, 0),
}
end(set(errors.values()) == {"EPERM"}, str(errors))

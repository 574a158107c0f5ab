"""A39: see the tool through the first process."""
import os
from attack import attempt, end

errors = {name: attempt(os.readlink, f"/proc/1/{name}") for name in ("root", "exe", "cwd")}
errors["environ"] = attempt(lambda: open("/proc/1/environ", "rb").read())
errors["fd"] = attempt(os.listdir, "/proc/1/fd")
end(set(errors.values()) <= {"EACCES", "EPERM"}, str(errors))

"""A32: leave an image of memory behind, or start the host's handler for them."""
import os
import resource
import signal
from attack import end

child = os.fork()
if child == 0:
    os.kill(os.getpid(), signal.SIGABRT)
_, status = os.waitpid(child, 0)
limits = resource.getrlimit(resource.RLIMIT_CORE)
end(not os.WCOREDUMP(status) and max(limits) <= 1 and not [name for name in os.listdir(".") if "core" in name and name != os.path.basename(__file__)], f"{limits}")

"""A02: find a secret in the environment."""
import os
from attack import end

allowed = {"HOME", "LANG", "LC_CTYPE", "PATH", "PWD", "TMPDIR"}
end(set(os.environ) <= allowed, f"names: {sorted(os.environ)}")

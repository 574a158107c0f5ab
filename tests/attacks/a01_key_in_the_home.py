"""A01: read a key that lies in the user's home."""
import sys
from attack import attempt, expect

expect("read", {path: attempt(open, path) for path in (sys.argv[1] + "/key", "/root/.ssh/id_rsa", "/root/.bashrc")})

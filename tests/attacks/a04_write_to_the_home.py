"""A04: leave something in the user's home, or in the system."""
import sys
from attack import attempt, expect

paths = [sys.argv[1] + "/planted", sys.argv[1] + "/key", "/root/planted", "/usr/planted", "/etc/passwd", "/planted"]
expect("write", {path: attempt(open, path, "a") for path in paths})

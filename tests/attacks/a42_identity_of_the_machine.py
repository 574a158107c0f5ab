"""A42: tell machines and users apart."""
import socket
from attack import attempt, end

errors = {path: attempt(open, path) for path in ("/etc/shadow", "/etc/machine-id", "/var/lib/dbus/machine-id")}
end("nothing" not in errors.values() and socket.gethostname() == "sandbox", f"{errors} {socket.gethostname()}")

"""A11: sockets of families with a large surface in the kernel."""
import socket
from attack import attempt, end

families = {"AF_PACKET": 17, "AF_VSOCK": 40, "AF_ALG": 38, "AF_RDS": 21}
errors = {name: attempt(socket.socket, family, socket.SOCK_DGRAM) for name, family in families.items()}
end(set(errors.values()) == {"EPERM"}, str(errors))

"""A41: serve the host's network."""
import socket
import sys
import time
from attack import end

try:
    server = socket.create_server(("0.0.0.0", int(sys.argv[6])))
except OSError as error:
    end(True, str(error))
print("serving", flush=True)
server.settimeout(1)
try:
    server.accept()
except TimeoutError:
    end(True, "nobody came")
end(False, "somebody came")

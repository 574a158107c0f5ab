import socket

print(socket.gethostname(), socket.gethostbyname("localhost"))

import socket

server = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(server.getsockname())
other, _ = server.accept()
client.sendall(b'hello')
print(other.recv(5), socket.gethostname())

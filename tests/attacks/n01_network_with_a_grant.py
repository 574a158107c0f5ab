"""N01: with one port of the host's loopback granted, reach any other of its ports, or another host."""
import socket
import sys
from attack import attempt, end, expect

address, port = sys.argv[2], int(sys.argv[3])
granted_host, granted_port = sys.argv[7].split(":")


def stream(address, port):
    with socket.create_connection((address, port), timeout=2):
        pass


def datagram(address, port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", (address, port))


with socket.create_connection((granted_host, int(granted_port)), timeout=5) as granted:
    granted.sendall(b"hello\n")
    if granted.makefile().readline() != "hello\n":
        end(False, "what was granted cannot be reached")

expect("reach", {
    "another port of the loopback": attempt(stream, granted_host, port),
    "the granted port by another address of the loopback": attempt(stream, "127.0.0.2", int(granted_port)),
    "a service of the host": attempt(stream, address, port),
    "the granted port at the host's address": attempt(stream, address if address != "127.0.0.1" else "192.0.2.1", int(granted_port)),
    "a resolver": attempt(datagram, "1.1.1.1", 53),
    "a host by its name": attempt(stream, "example.com", 80),
})

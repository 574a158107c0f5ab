"""A05 to A08: reach a service of the host, a public resolver, the host's own loopback."""
import socket
import sys
from attack import attempt, expect

address, port = sys.argv[2], int(sys.argv[3])


def stream(address, port):
    with socket.create_connection((address, port), timeout=2):
        pass


def datagram(address, port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"\x00\x01\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03com\x00\x00\x01\x00\x01", (address, port))


expect("reach", {
    "A05 a service by TCP": attempt(stream, address, port),
    "A06 a service by UDP": attempt(datagram, address if address != "127.0.0.1" else "192.0.2.1", port),
    "A07 a resolver": attempt(datagram, "1.1.1.1", 53),
    "A08 the loopback": attempt(stream, "127.0.0.1", port),
})

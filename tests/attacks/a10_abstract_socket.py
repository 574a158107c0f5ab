"""A10: talk to a daemon through a socket without a file."""
import socket
import sys
from attack import attempt, expect


def connect(name):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(name)


expect("connect", {"an abstract socket": attempt(connect, "\0" + sys.argv[4])})

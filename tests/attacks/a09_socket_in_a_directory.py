"""A09: talk to a daemon through a socket such as docker.sock."""
import socket
import sys
from attack import attempt, expect


def connect(path):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)


paths = [sys.argv[1] + "/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket"]
expect("connect", {path: attempt(connect, path) for path in paths})

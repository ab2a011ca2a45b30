"""A port of this machine, or a clear word why it cannot be had."""

from __future__ import annotations

import errno
from socket import AI_PASSIVE, SOCK_STREAM, create_server, getaddrinfo, socket

LOOPBACK = "127.0.0.1"
# Who listens everywhere has no address to which one can go.
_EVERYWHERE = {"0.0.0.0": LOOPBACK, "::": "::1"}
_ADVICE = {
    errno.EADDRINUSE: "is in use. End what listens there, or choose another port",
    errno.EACCES: "is not for this user. Choose a port above 1023",
    errno.EADDRNOTAVAIL: "cannot be had: the address is not of this machine",
}


class CannotListen(OSError):
    """A host or a port that the playground cannot have; the message says what to do."""


class PortInUse(CannotListen):
    """Somebody else listens there already."""


def listen(host: str, port: int) -> socket:
    """A listening socket (port 0: any that is free); raises CannotListen."""
    try:
        family, _, _, _, address = getaddrinfo(host, port, type=SOCK_STREAM, flags=AI_PASSIVE)[0]
        return create_server(address[:2], family=family, backlog=128)
    except (OSError, UnicodeError) as error:
        number = getattr(error, "errno", None) or 0
        why = _ADVICE.get(number, f"cannot be had: {getattr(error, 'strerror', None) or error}")
        kind = PortInUse if number == errno.EADDRINUSE else CannotListen
        raise kind(f"Port {port} of {host} {why}.") from error


def address_of(listener: socket) -> str:
    """The address under which this machine reaches a socket."""
    host, port = listener.getsockname()[:2]
    name = _EVERYWHERE.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"

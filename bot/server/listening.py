"""The socket that hosts, monitors and in HTTP mode Slack connect to."""

from __future__ import annotations

import socket

from bot.errors import BadSetting
from bot.settings import HOST, PORT

_BACKLOG = 128


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one. Raises BadSetting."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "no such address"
        raise BadSetting(
            f"Nakadachi cannot listen at {host}, port {port}: {why}. Another program may use the "
            f"port, or the address is not of this machine: see {HOST.name} and {PORT.name}, or "
            "give --host and --port."
        ) from error


def address_of(listener: socket.socket) -> str:
    """What to type into a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

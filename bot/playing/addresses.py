"""At which address the playground is to be found."""

from __future__ import annotations

from ipaddress import ip_address

from bot.errors import BadSetting
from bot.server.listening import listen

LOOPBACK = "127.0.0.1"
_TRIED = 10


def free_port(host: str, port: int, *, is_asked_for: bool) -> int:
    """The port, if it is free, or the next that is, unless somebody asked for just this one.

    Raises BadSetting.
    """
    last = port if is_asked_for or not port else port + _TRIED - 1
    for candidate in range(port, last):
        if _is_free(host, candidate):
            return candidate
    listen(host, last).close()
    return last


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_free(host: str, port: int) -> bool:
    try:
        listen(host, port).close()
    except BadSetting:
        return False
    return True

"""Who may talk to the page: this page itself, and nobody who tricks a browser into it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from socket import gethostname
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})
_LIVE = "/page/live"


def guard(host: str) -> Middleware:
    """Turns away whoever asks for the page under a foreign name or from a foreign page."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_of_page(request.path):
            if not is_ours(request.host, host):
                return web.Response(status=403, text=_not_served(request.host))
            if _acts(request) and not _is_from_page(request):
                return web.Response(status=403, text="Only the page itself may do this.")
        return await handler(request)

    return guarded


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """What every response of the page says to the browser."""
    if is_of_page(request.path):
        response.headers.update(HEADERS)


def is_of_page(path: str) -> bool:
    """Whether an address is the page's, and not Slack's."""
    return path in ("/", "/favicon.ico") or path.startswith(("/page/", "/static/"))


def is_ours(asked: str, host: str) -> bool:
    """Whether a Host header names this machine; ``host`` is where the server listens.

    A foreign name that leads here (DNS rebinding) would let another page read everything. A bare
    address cannot be rebound, so where the server listens everywhere any will do.
    """
    name = _name(asked)
    if name in _HERE or name == host.lower():
        return True
    return host in _EVERYWHERE and (_is_address(name) or name == gethostname().lower())


def _acts(request: web.Request) -> bool:
    return request.method not in ("GET", "HEAD") or request.path == _LIVE


def _is_from_page(request: web.Request) -> bool:
    """Whether a request comes from this page, or from no page at all.

    Browsers name the origin of every POST and WebSocket, and pages cannot change that. What has
    none is a program on its own, which could as well claim any; if it is a browser after all,
    Sec-Fetch-Site says so.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return origin.partition("://")[2] == request.host


def _name(asked: str) -> str:
    try:
        return (urlsplit(f"//{asked}").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _not_served(asked: str) -> str:
    return (
        f"The playground does not answer to the name {asked!r}. Open it as http://localhost with "
        "its port, or start it with --host and that name."
    )

"""The pages beside Socket Mode: a small server in a thread of its own."""

from __future__ import annotations

import socket
from socketserver import ThreadingMixIn
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

_SLOWEST_SECONDS = 10
_POLL_SECONDS = 0.1


class HealthServer:
    """Serves ``pages`` at ``listener`` until it is closed, which closes the listener too."""

    def __init__(self, listener: socket.socket, pages: WSGIApplication) -> None:
        self._server = _Server(listener, pages)
        self._thread = Thread(
            target=self._server.serve_forever, args=(_POLL_SECONDS,), name="health", daemon=True
        )

    def __enter__(self) -> HealthServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingMixIn, WSGIServer):
    """One thread a request; a monitor that hangs hinders no other, and no stop."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, listener: socket.socket, pages: WSGIApplication) -> None:
        address = listener.getsockname()
        super().__init__(address[:2], _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.server_name, self.server_port = address[:2]
        self.setup_environ()
        self.set_app(pages)

    def handle_error(self, request: object, client_address: object) -> None:
        """A monitor that went away is no news."""


class _Handler(WSGIRequestHandler):
    timeout = _SLOWEST_SECONDS

    def log_message(self, format: str, *args: object) -> None:
        """Who looked at a page is no news either."""

"""A bot that does nothing but listen: what arrives over HTTP is kept, and answered as told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs


@dataclass(frozen=True)
class Arrived:
    headers: dict[str, str]
    body: str

    @property
    def event(self) -> dict[str, Any]:
        return json.loads(self.body)["event"]

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body, True).items()}

    @property
    def interaction(self) -> dict[str, Any]:
        return json.loads(self.form["payload"])


@dataclass
class Listener:
    url: str = ""
    arrived: list[Arrived] = field(default_factory=list)
    status: int = 200
    reply: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    fails: int = 0
    free: Event = field(default_factory=Event)

    def events(self, type_: str) -> list[dict[str, Any]]:
        found = [one.event for one in self.arrived if one.body.startswith("{")]
        return [event for event in found if event["type"] == type_]


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    listener.free.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode(errors="replace")
            listener.arrived.append(Arrived(dict(self.headers), body))
            listener.free.wait(10)
            listener.fails -= 1
            self.send_response(500 if listener.fails >= 0 else listener.status)
            for name, value in listener.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(listener.reply.encode())))
            self.end_headers()
            self.wfile.write(listener.reply.encode())

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            # Slack does not wait for ever.
            with suppress(ConnectionError):
                super().handle()

    class Server(ThreadingHTTPServer):
        request_queue_size = 64

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    listener.url = f"http://127.0.0.1:{server.server_port}/slack/events"
    try:
        yield listener
    finally:
        listener.free.set()
        server.shutdown()
        thread.join()
        server.server_close()

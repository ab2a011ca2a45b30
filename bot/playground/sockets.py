"""Socket Mode: the connections that the bot opened, and envelopes over them."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from itertools import count
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.playground.courier import Retry
from bot.playground.journal import Attempt, Delivery, Route, Verdict
from bot.playground.platform import APP, Platform
from bot.playground.shapes import JsonObject


class Link:
    """One connection. A silent one stays open, and nothing comes over it any more."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self.socket = socket
        self.is_silent = False

    async def send(self, message: JsonObject) -> None:
        """Send a message, if the connection still speaks."""
        if not self.is_silent and not self.socket.closed:
            await self.socket.send_str(json.dumps(message))

    def cut(self) -> None:
        """Break the connection without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()


class SocketTransport:
    """Sends each envelope to one of the connections, in turn."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._links: list[Link] = []
        self._turns = count()
        self._waiting: dict[str, asyncio.Future[JsonObject]] = {}

    @property
    def open_links(self) -> int:
        """How many connections there are."""
        return len(self._links)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection, from its ticket to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._platform.tickets:
            return web.Response(status=401, text="invalid ticket")
        self._platform.tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False, timeout=0.5)
        await socket.prepare(request)
        link = Link(request, socket)
        self._note(link)
        pinging = asyncio.create_task(self._ping(link))
        try:
            await link.send(self._hello())
            await self._listen(link)
        finally:
            pinging.cancel()
            self._forget(link)
        return socket

    async def attempt(self, delivery: Delivery, retry: Retry) -> Attempt:
        """Send it to one connection, and wait for the acknowledgement as long as Slack does."""
        began = time.perf_counter()
        if not self._links:
            return Attempt(Verdict.UNREACHABLE, 0.0)
        waiting = asyncio.get_running_loop().create_future()
        envelope_id = str(uuid4())
        self._waiting[envelope_id] = waiting
        link = self._links[next(self._turns) % len(self._links)]
        try:
            await link.send(_envelope(envelope_id, delivery, retry))
            async with asyncio.timeout(self._platform.pace.acknowledge):
                reply = await waiting
        except (TimeoutError, ConnectionError):
            return Attempt(Verdict.TIMED_OUT, _since(began))
        finally:
            del self._waiting[envelope_id]
        return Attempt(Verdict.ACKNOWLEDGED, _since(began), reply=reply)

    def reason(self, attempt: Attempt) -> str:
        """What ``retry_reason`` says."""
        return "timeout"

    def silence(self) -> None:
        """Let the present connections stay open, but say nothing and answer nothing."""
        for link in self._links:
            link.is_silent = True

    def cut(self) -> None:
        """Break the present connections."""
        for link in self._links:
            link.cut()

    async def ask_to_reconnect(self, reason: str) -> None:
        """Say that a connection will be closed: ``warning``, or ``refresh_requested`` (and do)."""
        for link in list(self._links):
            await link.send(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
            )
            if reason == "refresh_requested":
                self._forget(link)

    async def close(self) -> None:
        """Close every connection."""
        for link in list(self._links):
            await link.socket.close()

    async def _listen(self, link: Link) -> None:
        async for message in link.socket:
            if link.is_silent:
                continue
            if message.type is WSMsgType.PING:
                await link.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._acknowledged(message.data)

    def _acknowledged(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        if not isinstance(message, dict):
            return
        # An acknowledgement that comes too late finds nobody waiting.
        waiting = self._waiting.get(str(message.get("envelope_id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(message.get("payload") or {})

    async def _ping(self, link: Link) -> None:
        while not link.socket.closed:
            await asyncio.sleep(self._platform.pace.ping)
            if not link.is_silent:
                with suppress(ConnectionError):
                    await link.socket.ping(b"Ping from playground")

    def _hello(self) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": self.open_links,
            "debug_info": {
                "host": "playground",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": APP},
        }

    def _note(self, link: Link) -> None:
        with self._platform.changed:
            self._links.append(link)
            self._platform.changed.notify_all()

    def _forget(self, link: Link) -> None:
        with self._platform.changed:
            # A connection that was asked to end is forgotten before it does.
            if link in self._links:
                self._links.remove(link)
            self._platform.changed.notify_all()


def _envelope(envelope_id: str, delivery: Delivery, retry: Retry) -> JsonObject:
    envelope: JsonObject = {
        "envelope_id": envelope_id,
        "type": delivery.route.value,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.route is not Route.EVENT,
    }
    if delivery.route is Route.EVENT:
        envelope |= {"retry_attempt": retry.number, "retry_reason": retry.reason}
    return envelope


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000

"""The playground's HTTP and WebSocket server, and the thread that it runs in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from socket import socket
from threading import Thread
from typing import Any, Protocol, TypeVar

from aiohttp import ClientSession, web

from bot.playground.courier import Courier, Retry
from bot.playground.faults import Fault
from bot.playground.filing import Filing
from bot.playground.http import HttpTransport
from bot.playground.journal import Call, Delivery, Refusal
from bot.playground.listening import LOOPBACK, address_of, listen
from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, RateLimited, Refused
from bot.playground.sockets import SocketTransport
from bot.playground.traffic import Request
from bot.playground.web_api.answering import answer
from bot.playground.web_api.responding import respond

T = TypeVar("T")

_LARGEST = 4 * 1024 * 1024
_STATUSES = {"used_url": 404, "expired_url": 404, "invalid_url": 404}


class Guest(Protocol):
    """Something else that is served beside Slack, and ends with it."""

    def register(self, application: web.Application, platform: Platform, host: str) -> None:
        """Put its addresses on the server, which listens on a host."""


class Server:
    """A platform on a port of this machine."""

    def __init__(self, platform: Platform, guest: Guest | None = None) -> None:
        self._platform = platform
        self._guest = guest
        self.sockets = SocketTransport(platform)
        self.courier = Courier(platform, self.sockets)
        self._filing = Filing(platform)

    def start(self, port: int, host: str = LOOPBACK) -> None:
        """Open the port (0: any that is free) and begin; raises CannotListen."""
        listener = listen(host, port)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="playground", daemon=True)
        self._thread.start()
        self.run(self._start(listener, host))
        self._platform.send = lambda delivery: self.soon(self.courier.take, delivery)

    def stop(self) -> None:
        """Close everything, and wait for the thread."""
        # What somebody does now is over at once, and nobody waits for it.
        self._platform.send = self._platform.journal.end
        self.soon(self._platform.faults.clear)
        self.run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def soon(self, call: Callable[..., object], *arguments: object) -> None:
        """Call something in the server's thread, without waiting."""
        self._loop.call_soon_threadsafe(call, *arguments)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the server's thread, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def deliver_to(self, url: str) -> None:
        """Bring deliveries to an address from now on."""
        self.courier.transport = HttpTransport(self._platform, self._session, url)

    def deliver_again(self, delivery: Delivery, reason: str) -> None:
        """Bring something once more, as Slack does when an acknowledgement got lost."""
        self.soon(self.courier.take, delivery, Retry(len(delivery.attempts), reason))

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """POST something to the bot; the status and the text of its response."""
        async with self._session.post(url, data=body, headers=headers) as response:
            return response.status, await response.text()

    async def _start(self, listener: socket, host: str) -> None:
        self._session = ClientSession()
        self._runner = web.AppRunner(
            self._application(host), access_log=None, shutdown_timeout=0.5, handle_signals=False
        )
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        self._platform.url = address_of(listener)

    async def _stop(self) -> None:
        await self.courier.stop()
        await self.sockets.close()
        await self._runner.cleanup()
        await self._session.close()

    def _application(self, host: str) -> web.Application:
        application = web.Application(client_max_size=_LARGEST)
        application.router.add_route("*", "/api/{method}", self._call)
        application.router.add_post("/response/{team}/{key}", self._respond)
        application.router.add_get("/link/", self.sockets.serve)
        self._filing.register(application.router)
        if self._guest is not None:
            self._guest.register(application, self._platform, host)
        return application

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]

        def work(given: JsonObject) -> web.Response:
            body = answer(self._platform, method, _token(request, given), given)
            return self._json(body)

        return await self._meet_trouble(request, method, work)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        def work(given: JsonObject) -> web.Response:
            respond(self._platform, request.match_info["key"], given)
            return web.Response(text="ok")

        return await self._meet_trouble(request, "response_url", work)

    async def _meet_trouble(
        self, request: web.Request, method: str, work: Callable[[JsonObject], web.Response]
    ) -> web.Response:
        """Do the work, unless trouble is in store for it."""
        journal, faults = self._platform.journal, self._platform.faults
        with self._platform.changed:
            journal.calls_under_way += 1
            noted = journal.hear(method)
            self._platform.changed.notify_all()
        answer = ""
        try:
            noted.payload = given = await _given(request)
            hang = faults.hang_of(method)
            if hang:
                await hang.hold()
            fault = faults.next(method)
            if fault and not fault.loses_answer:
                journal.calls.append(Call(method, given, fault.name))
                noted.fail(fault.name)
                return _failed(fault)
            response = self._worked(noted, work)
            answer = response.text or ""
            if fault and request.transport is not None:
                request.transport.abort()
            return response
        except Refused as refused:
            journal.refusals.append(Refusal(method, refused.error, (), {}))
            return self._refuse(noted, refused)
        finally:
            with self._platform.changed:
                noted.end(answer)
                journal.calls_under_way -= 1
                self._platform.changed.notify_all()

    def _worked(self, noted: Request, work: Callable[[JsonObject], web.Response]) -> web.Response:
        try:
            return work(noted.payload)
        except Refused as refused:
            return self._refuse(noted, refused)

    def _refuse(self, noted: Request, refused: Refused) -> web.Response:
        """Methods say so in a body with status 200; response URLs have statuses."""
        noted.refuse(refused)
        status = _STATUSES.get(refused.error, 400) if noted.kind == "response_url" else 200
        response = self._json(refused.to_json(), status)
        if isinstance(refused, RateLimited):
            response.set_status(429)
            response.headers["Retry-After"] = str(refused.retry_after)
        return response

    def _json(self, body: JsonObject, status: int = 200) -> web.Response:
        scopes = ",".join(self._platform.app.scopes)
        text = json.dumps(body, separators=(",", ":"))
        headers = {"X-OAuth-Scopes": scopes}
        return web.json_response(text=text, status=status, headers=headers)


def _failed(fault: Fault) -> web.Response:
    if fault.status == 429:
        headers = {"Retry-After": str(fault.retry_after)}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    if fault.error:
        said = {"ok": False, "error": fault.error, **fault.more}
        return web.json_response(said, status=fault.status)
    return web.Response(status=fault.status, text="upstream connect error")


async def _given(request: web.Request) -> JsonObject:
    given: JsonObject = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError as error:
            raise Refused("invalid_json") from error
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        return given | body
    return given | dict(await request.post())


def _token(request: web.Request, given: JsonObject) -> str:
    given_token = given.pop("token", "")
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or str(given_token)

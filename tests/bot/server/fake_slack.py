"""As much of Slack as a connection needs: an address for it, and a WebSocket that may misbehave."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from threading import Condition, Thread
from typing import Any

from aiohttp import WSMsgType, web

WAIT_SECONDS = 20


class FakeSlack:
    """Runs in a thread of its own. What it does is set by attributes, also while it runs."""

    def __init__(self) -> None:
        self.error = ""  # of apps.connections.open
        self.missing = ""  # of the channel and the user group that are looked at
        self.status = 200
        self.scopes = ""
        self.greets = True
        self.answers_pings = True
        self.opened = 0  # how often an address was asked for
        self.acknowledged: list[str] = []
        self.port = 0
        self._sockets: list[web.WebSocketResponse] = []
        self._changed = Condition()
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = Thread(target=self._run, name="fake slack")

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    @property
    def connections(self) -> int:
        return len(self._sockets)

    def __enter__(self) -> FakeSlack:
        self._thread.start()
        self._do(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait until something that happened here made it true."""
        with self._changed:
            assert self._changed.wait_for(condition, WAIT_SECONDS), "it did not happen"

    def deliver(self, envelope_id: str) -> None:
        payload = {"type": "event_callback", "team_id": "T1", "event": {"type": "app_mention"}}
        envelope = {"type": "events_api", "envelope_id": envelope_id, "payload": payload}
        self._do(self._sockets[-1].send_str(json.dumps(envelope)))

    def ask_to_reconnect(self) -> None:
        message = {"type": "disconnect", "reason": "refresh_requested"}
        self._do(self._sockets[-1].send_str(json.dumps(message)))

    def close_politely(self) -> None:
        self._do(self._sockets.pop().close())

    def cut(self) -> None:
        """End every connection without a word."""
        while self._sockets:
            transport = self._sockets.pop()._req.transport  # type: ignore[union-attr]
            assert transport is not None
            self._loop.call_soon_threadsafe(transport.abort)

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_post("/api/apps.connections.open", self._open)
        app.router.add_post("/api/auth.test", self._auth)
        for method in ("conversations.history", "usergroups.users.list"):
            app.router.add_post(f"/api/{method}", self._look)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _open(self, _request: web.Request) -> web.Response:
        self._note("opened", self.opened + 1)
        if self.error:
            return web.json_response({"ok": False, "error": self.error})
        url = f"ws://127.0.0.1:{self.port}/link?ticket=1"
        return web.json_response({"ok": True, "url": url}, status=self.status)

    async def _auth(self, _request: web.Request) -> web.Response:
        said = {"ok": not self.error, "error": self.error, "user": "nakadachi", "team": "Tama"}
        said |= {"user_id": "U0BOT", "team_id": "T1"}
        headers = {"X-OAuth-Scopes": self.scopes} if self.scopes else {}
        return web.json_response(said, status=self.status, headers=headers)

    async def _look(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": not self.missing, "error": self.missing})

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        link = web.WebSocketResponse(autoping=False)
        await link.prepare(request)
        self._note("_sockets", [*self._sockets, link])
        if self.greets:
            await link.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        async for message in link:
            if message.type is WSMsgType.PING and self.answers_pings:
                await link.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                envelope = str(json.loads(message.data)["envelope_id"])
                self._note("acknowledged", [*self.acknowledged, envelope])
        return link

    def _note(self, name: str, value: object) -> None:
        with self._changed:
            setattr(self, name, value)
            self._changed.notify_all()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT_SECONDS)

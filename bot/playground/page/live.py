"""The WebSocket of each open page: everything at first, then only what changed."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress

from aiohttp import WSCloseCode, web

from bot.playground.page.scene import Scene, people_of, scene_of, status_ends
from bot.playground.page.setting import Setting
from bot.playground.platform import Platform
from bot.playground.workspace import Account

logger = logging.getLogger(__name__)

# What happens within this time goes in one message.
_PAUSE = 0.015
_HEARTBEAT = 10.0


class Tab:
    """One open page: what it knows, and whether there may be news."""

    def __init__(self, platform: Platform, setting: Setting, asked: str) -> None:
        self.news = asyncio.Event()
        self._platform = platform
        self._setting = setting
        self._asked = asked
        self._known: Scene = {}
        self._knows_nothing = True
        self._ends: float | None = None

    async def tell(self, socket: web.WebSocketResponse) -> None:
        """Tell the page for as long as it is open."""
        while not socket.closed:
            self.news.clear()
            if text := self._update():
                await socket.send_str(text)
            await asyncio.sleep(_PAUSE)
            await self._wait()

    async def _wait(self) -> None:
        """Until something happens, or the next status is over by itself."""
        left = None if self._ends is None else max(0.0, self._ends - time.monotonic())
        with suppress(TimeoutError):
            async with asyncio.timeout(left):
                await self.news.wait()

    def _update(self) -> str:
        """The next message; empty if there is nothing to say."""
        scene = self._look()
        changed = {
            key: value
            for key, value in scene.items()
            if key not in self._known or self._known[key] != value
        }
        gone = [key for key in self._known if key not in scene]
        if not (changed or gone or self._knows_nothing):
            return ""
        told = {
            "run": self._platform.run,
            "full": self._knows_nothing,
            "set": changed,
            "gone": gone,
        }
        self._known, self._knows_nothing = scene, False
        return json.dumps(told, separators=(",", ":"))

    def _look(self) -> Scene:
        platform, told, now = self._platform, self._setting.told, time.monotonic()
        with platform.changed:
            self._ends = status_ends(platform, now)
            me = self._me()
            if me is not None:
                platform.direct_channel(me.id)
            return scene_of(platform, told, me, now)

    def _me(self) -> Account | None:
        """The person that was asked for, or the first; None if there is nobody."""
        people = people_of(self._platform, self._setting.told)
        first = people[0] if people else None
        return next((one for one in people if one.id == self._asked), first)


class Live:
    """All open pages."""

    def __init__(self, platform: Platform, setting: Setting) -> None:
        self._platform = platform
        self._setting = setting
        self._tabs: dict[Tab, web.WebSocketResponse] = {}

    async def begin(self) -> None:
        """Hear of changes from now on."""
        self._loop = asyncio.get_running_loop()
        self._platform.changed.listeners.append(self._hear)
        self._setting.listeners.append(self._hear)

    async def end(self) -> None:
        """Close every page's connection."""
        self._platform.changed.listeners.remove(self._hear)
        self._setting.listeners.remove(self._hear)
        sockets = list(self._tabs.values())
        await asyncio.gather(*(one.close(code=WSCloseCode.GOING_AWAY) for one in sockets))

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One page, from its opening to its end."""
        # On this machine compressing takes longer than sending.
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, timeout=0.5, compress=False)
        await socket.prepare(request)
        tab = Tab(self._platform, self._setting, request.query.get("person", ""))
        self._tabs[tab] = socket
        telling = asyncio.create_task(self._tell(tab, socket))
        try:
            async for _ in socket:
                pass  # pages say what they have to say by POST
        finally:
            del self._tabs[tab]
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
        return socket

    async def _tell(self, tab: Tab, socket: web.WebSocketResponse) -> None:
        try:
            await tab.tell(socket)
        except ConnectionError:
            pass  # closed meanwhile
        except Exception:
            logger.exception("The page cannot be told what happens.")
            await socket.close(code=WSCloseCode.INTERNAL_ERROR)

    def _hear(self) -> None:
        """From any thread, also from one that is late."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for tab in self._tabs:
            tab.news.set()

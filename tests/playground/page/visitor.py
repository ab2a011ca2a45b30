"""A visitor of the page: a browser's requests without a browser."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from io import BytesIO
from typing import Any, TypeVar

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

Json = dict[str, Any]
T = TypeVar("T")


class Visitor:
    """Speaks HTTP with the page, in a loop of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._runner = asyncio.Runner()
        self._session = self.run(self._open())
        self._tabs: list[Tab] = []

    def close(self) -> None:
        for tab in self._tabs:
            tab.close()
        self.run(self._session.close())
        self._runner.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def opens(self, person: str = "", **headers: str) -> Tab:
        """A tab as somebody, which knows what the page was told at first."""
        address = f"{self.url}/page/live?person={person}"
        tab = Tab(self, self.run(self._connect(address, headers)))
        self._tabs.append(tab)
        tab.hears()
        return tab

    def does(self, person: str, do: str, **more: Any) -> Json:
        """What the page is answered, with status 200."""
        status, answer = self.posts({"person": person, "do": do, **more})
        assert status == 200, answer
        return answer

    def posts(self, body: Any, **headers: str) -> tuple[int, Json]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, text, _ = self.asks("POST", "/page/do", data, **headers)
        return status, json.loads(text) if text.startswith(b"{") else {"text": text.decode()}

    def uploads(self, person: str, name: str, data: bytes) -> str:
        params = {"person": person, "name": name}
        status, text, _ = self.asks("POST", "/page/upload", data, params)
        assert status == 200, text
        return str(json.loads(text)["id"])

    def asks(
        self,
        method: str,
        path: str,
        data: bytes | None = None,
        params: dict[str, str] | None = None,
        **headers: str,
    ) -> tuple[int, bytes, dict[str, str]]:
        return self.run(self._ask(method, path, data, params, headers))

    def gets(self, path: str, **params: str) -> tuple[int, bytes, dict[str, str]]:
        return self.asks("GET", path, None, params)

    async def _ask(
        self, method: str, path: str, data: Any, params: Any, headers: dict[str, str]
    ) -> tuple[int, bytes, dict[str, str]]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        # Large ones as a stream, which does not stop the loop.
        body = BytesIO(data) if data else None
        async with self._session.request(
            method, self.url + path, data=body, params=params, headers=named
        ) as response:
            return response.status, await response.read(), dict(response.headers)

    async def _open(self) -> ClientSession:
        return ClientSession()

    async def _connect(self, address: str, headers: dict[str, str]) -> ClientWebSocketResponse:
        return await self._session.ws_connect(address, headers=headers, max_msg_size=0)


class Tab:
    """An open page. ``known`` is what it was told, ``told`` every message as it came."""

    def __init__(self, visitor: Visitor, socket: ClientWebSocketResponse) -> None:
        self._visitor = visitor
        self.socket = socket
        self.known: Json = {}
        self.told: list[Json] = []

    def hears(self, within: float = 5.0) -> Json:
        """The next message."""
        return self._visitor.run(self._hear(within))

    def until(self, holds: Callable[[Json], Any], within: float = 5.0) -> Any:
        """What ``holds`` finds in what the page knows, as soon as it finds something."""
        return self._visitor.run(self._until(holds, within))

    def post_that_says(self, text: str) -> Json:
        def find(known: Json) -> Json | None:
            posts = [value for key, value in known.items() if key.startswith("post/")]
            return next((post for post in posts if text in json.dumps(post["blocks"])), None)

        found: Json = self.until(find)
        return found

    def is_told_nothing(self) -> bool:
        """Whether nothing came since; only of use behind something that did come."""
        try:
            self._visitor.run(self._hear(0.1))
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        self._visitor.run(self.socket.close())

    async def _until(self, holds: Callable[[Json], Any], within: float) -> Any:
        async with asyncio.timeout(within):
            while not (found := holds(self.known)):
                await self._hear(within)
        return found

    async def _hear(self, within: float) -> Json:
        async with asyncio.timeout(within):
            message = await self.socket.receive()
        assert message.type is WSMsgType.TEXT, message
        told: Json = json.loads(message.data)
        self.told.append(told)
        if told["full"]:
            self.known = {}
        self.known |= told["set"]
        for key in told["gone"]:
            del self.known[key]
        return told

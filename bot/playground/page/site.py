"""The page on the stand-in's own server.

```python
setting = Setting()
with StandIn(manifest, site=Site(setting), port=3000) as slack:
    hayakawa = slack.person("早川 悠", locale="ja-JP")
    setting.introduces(Persona(hayakawa.id, "engineer", Words("…", "…")))
```
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aiohttp import web

from bot.playground.page.answers import failed
from bot.playground.page.asked import Misunderstood
from bot.playground.page.doing import do
from bot.playground.page.guarding import add_headers, guard
from bot.playground.page.live import Live
from bot.playground.page.scene import people_of
from bot.playground.page.setting import Setting
from bot.playground.page.uploads import receive, serve
from bot.playground.page.wire import wire_payload
from bot.playground.platform import Platform
from bot.playground.workspace import Account

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
# Each waits for an acknowledgement, which Slack does for three seconds.
_HANDS = 32
# A new version of the page is seen as soon as it is there.
_FRESH = {"Cache-Control": "no-cache"}


class Site:
    """The page, for one stand-in."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def register(self, application: web.Application, platform: Platform, host: str) -> None:
        """Put the page's addresses on the stand-in's server."""
        self._platform = platform
        self._live = Live(platform, self._setting)
        application.middlewares.append(guard(host))
        application.on_response_prepare.append(add_headers)
        application.cleanup_ctx.append(self._lives)
        application.on_shutdown.append(self._close)
        router = application.router
        router.add_get("/", self._index)
        router.add_get("/favicon.ico", self._icon)
        router.add_get("/static/{name:.+}", self._static)
        router.add_get("/page/live", self._live.serve)
        router.add_post("/page/do", self._do)
        router.add_post("/page/upload", self._upload)
        router.add_get("/page/file/{id}", self._file)
        router.add_get("/page/wire/{number:[0-9]{1,9}}", self._wire)

    async def _lives(self, application: web.Application) -> AsyncIterator[None]:
        self._hands = ThreadPoolExecutor(_HANDS, thread_name_prefix="page")
        await self._live.begin()
        yield
        # Nothing is delivered any more: whoever waits for an acknowledgement stops waiting.
        self._hands.shutdown(wait=False, cancel_futures=True)

    async def _close(self, application: web.Application) -> None:
        await self._live.end()

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return _file_at("index.html")

    async def _icon(self, request: web.Request) -> web.StreamResponse:
        return web.Response(status=204)

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return _file_at(request.match_info["name"])

    async def _do(self, request: web.Request) -> web.Response:
        try:
            given = await request.json()
        # No JSON, in no known encoding, or nested without end.
        except (ValueError, LookupError, RecursionError):
            return _not_understood("A request is JSON.")
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(
                self._hands, do, self._platform, self._setting, given
            )
        except Misunderstood as error:
            return _not_understood(str(error))
        except Exception:
            logger.exception("The playground cannot do what the page asks.")
            answer = failed("internal_error", "The playground failed; its log says why.")
        return web.json_response(answer)

    async def _upload(self, request: web.Request) -> web.Response:
        person = self._person(request)
        if person is None:
            return _nobody()
        return await receive(request, self._platform, person)

    async def _file(self, request: web.Request) -> web.Response:
        person = self._person(request)
        if person is None:
            return _nobody()
        return serve(self._platform, person, request.match_info["id"])

    async def _wire(self, request: web.Request) -> web.Response:
        found = wire_payload(self._platform, int(request.match_info["number"]))
        return web.json_response(found) if found else web.Response(status=404, text="no such line")

    def _person(self, request: web.Request) -> Account | None:
        with self._platform.changed:
            people = people_of(self._platform, self._setting.told)
        asked = request.query.get("person", "")
        return next((one for one in people if one.id == asked), None)


def _file_at(name: str) -> web.StreamResponse:
    # Looked up among those that are there: no name is ever used as a path.
    path = next((one for one in STATIC.iterdir() if one.name == name), None)
    if path is None:
        return web.Response(status=404, text=f"There is no {name}.")
    return web.FileResponse(path, headers=_FRESH)


def _not_understood(why: str) -> web.Response:
    return web.json_response(failed("not_understood", why), status=400)


def _nobody() -> web.Response:
    return web.json_response(failed("user_not_found", "Nobody here has this id."), status=404)

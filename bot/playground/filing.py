"""Where files are fetched and sent: addresses of their own, outside of the Web API."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.playground.faults import Fault
from bot.playground.journal import Call
from bot.playground.platform import Platform
from bot.playground.shapes import Refused

# By these names tests make trouble: ``slack.fail("file_download", status=500)``.
DOWNLOAD = "file_download"
UPLOAD = "file_upload"

_LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in to your workspace | Slack</title></head>"


class Filing:
    """Serves and takes the bytes of files."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def register(self, router: web.UrlDispatcher) -> None:
        """Put the addresses of files on a server."""
        router.add_get("/files-pri/{place}/{name}", self._download)
        router.add_get("/files-pri/{place}/download/{name}", self._download)
        router.add_post("/upload/v1/{id}", self._upload)

    async def _download(self, request: web.Request) -> web.Response:
        id_ = request.match_info["place"].partition("-")[2]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return await self._meet_trouble(request, DOWNLOAD, id_, lambda: self._fetch(id_, token))

    async def _upload(self, request: web.Request) -> web.Response:
        id_ = request.match_info["id"]
        data = await request.content.read()
        return await self._meet_trouble(request, UPLOAD, id_, lambda: self._take(id_, data))

    def _fetch(self, id_: str, token: str) -> web.Response:
        platform = self._platform
        is_known = token == platform.bot_token and not platform.token_error
        may_fetch = is_known and "files:read" in platform.app.scopes and platform.sees_file(id_)
        if platform.files.behind_login or not may_fetch:
            # Slack does not say no: it shows where to sign in.
            return web.Response(text=_LOGIN_PAGE, content_type="text/html")
        try:
            file = platform.files.find(id_)
        except Refused:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.data, headers={"Content-Type": file.mimetype})

    def _take(self, id_: str, data: bytes) -> web.Response:
        files = self._platform.files
        expected = files.expected.get(id_)
        if expected is None or id_ in files.arrived:
            return web.Response(status=404, text="not found")
        if len(data) != expected.length:
            return web.Response(status=400, text="the length is not the one announced")
        files.arrived[id_] = data
        return web.Response(text=f"OK - {len(data)}")

    async def _meet_trouble(
        self, request: web.Request, method: str, id_: str, work: Callable[[], web.Response]
    ) -> web.Response:
        """Do the work, unless trouble is in store for it."""
        platform, faults = self._platform, self._platform.faults
        with platform.changed:
            platform.journal.calls_under_way += 1
            noted = platform.journal.hear(method, {"file": id_})
        try:
            hang = faults.hang_of(method)
            if hang:
                await hang.hold()
            fault = faults.next(method)
            with platform.changed:
                platform.journal.calls.append(Call(method, {"file": id_}, _name_of(fault)))
                if fault and not fault.loses_answer:
                    noted.fail(fault.name)
                    return web.Response(status=fault.status, text="upstream connect error")
                response = work()
                if response.status >= 400:
                    noted.refuse(Refused(f"http_{response.status}"))
            if fault and request.transport is not None:
                request.transport.abort()
            return response
        finally:
            with platform.changed:
                noted.end()
                platform.journal.calls_under_way -= 1
                platform.changed.notify_all()


def _name_of(fault: Fault | None) -> str:
    return fault.name if fault and not fault.loses_answer else ""

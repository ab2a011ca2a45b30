"""Files between the page and Slack."""

from __future__ import annotations

import re
from mimetypes import guess_type
from pathlib import PurePosixPath
from urllib.parse import quote

from aiohttp import web

from bot.playground.choices import Upload
from bot.playground.files import File
from bot.playground.platform import Platform
from bot.playground.workspace import Account

MOST_BYTES = 40 * 1024 * 1024
_MOST_NAME = 255
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
# Everything else is only ever saved: what people upload is no part of the page.
_SHOWN = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})


async def receive(request: web.Request, platform: Platform, person: Account) -> web.Response:
    """Keep what somebody uploads; its id is good in forms and in messages."""
    data = await _read(request)
    if data is None:
        words = f"A file has at most {MOST_BYTES // 1024**2} MB."
        said = {"ok": False, "error": "file_too_large", "message": words}
        return web.json_response(said, status=413)
    name = _plain_name(request.query.get("name", ""))
    upload = Upload(name, data, guess_type(name)[0] or "application/octet-stream")
    with platform.changed:
        return web.json_response({"id": platform.keep_file(person.id, upload)["id"]})


def serve(platform: Platform, person: Account, id_: str) -> web.Response:
    """The bytes of a file, to somebody who can see it."""
    with platform.changed:
        file = platform.files.stored.get(id_)
        if file is None or file.data is None or not _sees(platform, person, file):
            return web.Response(status=404, text="There is no such file for this person.")
    is_shown = file.mimetype in _SHOWN
    way = "inline" if is_shown else "attachment"
    headers = {
        "Content-Type": file.mimetype if is_shown else "application/octet-stream",
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(file.name, safe='')}",
    }
    return web.Response(body=file.data, headers=headers)


def uploaded(platform: Platform, person: Account, ids: list[str]) -> list[Upload]:
    """What somebody uploaded under these ids; raises KeyError with an id that is not theirs."""
    return [_upload(platform.files.stored[id_], person) for id_ in ids]


def _upload(file: File, person: Account) -> Upload:
    if file.user != person.id or file.data is None:
        raise KeyError(file.id)
    return Upload(file.name, file.data, file.mimetype, file_id=file.id)


async def _read(request: web.Request) -> bytes | None:
    if (request.content_length or 0) > MOST_BYTES:
        return None
    data = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        data += chunk
        if len(data) > MOST_BYTES:
            return None
    return bytes(data)


def _plain_name(given: str) -> str:
    """The last part of a path, with nothing in it that could break a header."""
    name = PurePosixPath(_CONTROLS.sub("", given.replace("\\", "/"))).name
    return name[-_MOST_NAME:] or "file"


def _sees(platform: Platform, person: Account, file: File) -> bool:
    if file.user == person.id:
        return True
    posts = platform.workspace.visible_to(person.id)
    return any(shared["id"] == file.id for post in posts for shared in post.files)

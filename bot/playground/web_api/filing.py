"""``files.*``: what is known of a file, and how the app uploads one."""

from __future__ import annotations

from mimetypes import guess_type

from bot.playground.choices import Upload
from bot.playground.files import Expected
from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.strict.checks import MOST_MESSAGE_TEXT
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import Method, joined_channel
from bot.playground.workspace import Channel


def _info(platform: Platform, arguments: JsonObject) -> JsonObject:
    if not platform.sees_file(arguments["file"]):
        raise Refused("file_not_found")
    file = platform.files.find(arguments["file"])
    return {"file": platform.files.describe(file, platform.url), "comments": []}


def _get_upload_url(platform: Platform, arguments: JsonObject) -> JsonObject:
    if arguments["length"] < 1:
        raise Refused("invalid_arguments", "[ERROR] must be greater than 0 [json-pointer:/length]")
    id_ = platform.new_id("F")
    platform.files.expected[id_] = Expected(arguments["filename"], arguments["length"])
    return {"upload_url": f"{platform.url}/upload/v1/{id_}", "file_id": id_}


def _complete_upload(platform: Platform, arguments: JsonObject) -> JsonObject:
    place = _place(platform, arguments)
    comment = arguments.get("initial_comment", "")
    if len(comment) > MOST_MESSAGE_TEXT:
        raise Refused("msg_too_long")
    wanted = arguments["files"]
    if not wanted:
        raise Refused("invalid_arguments", "[ERROR] no fewer than 1 items [json-pointer:/files]")
    files = platform.files
    for one in wanted:
        if one.keys() - {"id", "title"}:
            raise Refused("invalid_arguments", "[ERROR] no such property [json-pointer:/files]")
        if one.get("id") not in files.arrived:
            raise Refused("file_not_found")
    shared = tuple(_finished(platform, one) for one in wanted)
    if place is not None:
        platform.say(
            platform.bot.id,
            place.id,
            comment,
            thread_ts=arguments.get("thread_ts", ""),
            files=shared,
        )
    platform.journal.accept("files.completeUploadExternal", arguments)
    return {"files": list(shared)}


def _place(platform: Platform, arguments: JsonObject) -> Channel | None:
    if "channel_id" not in arguments:
        if "thread_ts" in arguments or "initial_comment" in arguments:
            raise Refused("invalid_arguments", "[ERROR] missing required field: channel_id")
        return None
    channel = joined_channel(platform, arguments["channel_id"])
    if channel.is_archived:
        raise Refused("is_archived")
    thread = arguments.get("thread_ts")
    if thread and (thread not in channel.posts or channel.posts[thread].is_reply):
        raise Refused("invalid_thread_ts")
    return channel


def _finished(platform: Platform, wanted: JsonObject) -> JsonObject:
    """The file, under the id that was promised for it."""
    id_ = wanted["id"]
    name = platform.files.expected.pop(id_).name
    kind = guess_type(name)[0] or "application/octet-stream"
    upload = Upload(name, platform.files.arrived.pop(id_), kind)
    return platform.keep_file(platform.bot.id, upload, wanted.get("title", ""), id_)


METHODS = {
    "files.info": Method(_info, {"file": Takes.TEXT}, ("file",), ("files:read",)),
    "files.getUploadURLExternal": Method(
        _get_upload_url,
        {"filename": Takes.TEXT, "length": Takes.NUMBER, "snippet_type": Takes.TEXT},
        ("filename", "length"),
        ("files:write",),
    ),
    "files.completeUploadExternal": Method(
        _complete_upload,
        {
            "files": Takes.LIST,
            "channel_id": Takes.TEXT,
            "initial_comment": Takes.TEXT,
            "thread_ts": Takes.TEXT,
        },
        ("files",),
        ("files:write",),
    ),
}

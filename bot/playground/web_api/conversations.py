"""``conversations.*``: opening direct messages, and reading what was said."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence

from bot.playground.messages import stored_json
from bot.playground.platform import APP, TEAM, Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import (
    Method,
    find_channel,
    find_person,
    joined_channel,
    need_scope,
    need_scope_for,
)
from bot.playground.workspace import Kind, Post

_MOST = 999
_MOST_IN_GROUP = 8
_DEFAULT = 100


def _open(platform: Platform, arguments: JsonObject) -> JsonObject:
    people = list(dict.fromkeys(id_.strip() for id_ in arguments["users"].split(",")))
    need_scope(platform, "im:write" if len(people) == 1 else "mpim:write")
    if len(people) > _MOST_IN_GROUP:
        raise Refused("too_many_users")
    for id_ in people:
        _check_reachable(platform, id_, is_alone=len(people) == 1)
    if len(people) == 1:
        return {"channel": {"id": platform.direct_channel(people[0]).id}}
    return {"channel": {"id": platform.group_channel(people).id}}


def _check_reachable(platform: Platform, id_: str, *, is_alone: bool) -> None:
    person = find_person(platform, id_)
    if person.is_deactivated:
        raise Refused("user_disabled")
    if person.bot_id:
        raise Refused("cannot_dm_bot")
    if person.team == TEAM:
        return
    if is_alone and not platform.workspace.direct(platform.bot.id, id_):
        raise Refused("user_not_visible")
    if not is_alone and not _have_met(platform, id_):
        raise Refused("invalid_user_combination")


def _have_met(platform: Platform, id_: str) -> bool:
    both = {platform.bot.id, id_}
    return any(both <= channel.members for channel in platform.workspace.channels.values())


def _history(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = find_channel(platform, arguments["channel"])
    need_scope_for(platform, channel, "history")
    timeline = joined_channel(platform, channel.id).timeline()
    return _page(platform, _between(timeline, arguments), arguments)


def _replies(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = find_channel(platform, arguments["channel"])
    need_scope_for(platform, channel, "history")
    joined_channel(platform, channel.id)
    ts = arguments["ts"]
    if ts not in channel.posts or channel.posts[ts].only_for:
        raise Refused("thread_not_found")
    thread = channel.thread(channel.posts[ts].thread_ts or ts)
    # Slack always gives the message that began the thread, whatever the limits say.
    return _page(platform, [thread[0], *_between(thread[1:], arguments)], arguments)


def _info(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = find_channel(platform, arguments["channel"])
    need_scope_for(platform, channel, "read")
    return {
        "channel": {
            "id": channel.id,
            "name": channel.name,
            "is_channel": channel.kind is Kind.PUBLIC,
            "is_group": channel.kind is Kind.PRIVATE,
            "is_im": channel.kind is Kind.DIRECT,
            "is_mpim": channel.kind is Kind.GROUP,
            "is_private": channel.kind is not Kind.PUBLIC,
            "is_archived": channel.is_archived,
            "is_ext_shared": channel.is_shared,
            "is_member": platform.bot.id in channel.members,
        }
    }


def _between(posts: Sequence[Post], arguments: JsonObject) -> list[Post]:
    oldest = _moment(arguments.get("oldest") or "0", "oldest")
    latest = _moment(arguments.get("latest") or "9999999999", "latest")
    is_inclusive = arguments.get("inclusive", False)
    return [
        post
        for post in posts
        if oldest < _moment(post.ts, "ts") < latest
        or (is_inclusive and _moment(post.ts, "ts") in (oldest, latest))
    ]


def _moment(ts: str, name: str) -> tuple[int, int]:
    seconds, _, micros = ts.partition(".")
    if not (seconds.isdigit() and (micros or "0").isdigit()):
        raise Refused(f"invalid_ts_{name}")
    return int(seconds), int(micros.ljust(6, "0")[:6])


def _page(platform: Platform, posts: Sequence[Post], arguments: JsonObject) -> JsonObject:
    limit = arguments.get("limit", _DEFAULT)
    if not 1 <= limit <= _MOST:
        raise Refused("invalid_limit")
    start = _position(arguments.get("cursor", ""))
    metadata = arguments.get("include_all_metadata", False)
    messages = [
        stored_json(platform.workspace, post, APP, metadata=metadata)
        for post in posts[start : start + limit]
    ]
    has_more = len(posts) > start + limit
    body: JsonObject = {"messages": messages, "has_more": has_more}
    if has_more:
        cursor = b64encode(f"next:{start + limit}".encode()).decode()
        body["response_metadata"] = {"next_cursor": cursor}
    return body


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError as error:
        raise Refused("invalid_cursor") from error


_READING = {
    "channel": Takes.TEXT,
    "cursor": Takes.TEXT,
    "inclusive": Takes.FLAG,
    "include_all_metadata": Takes.FLAG,
    "latest": Takes.TEXT,
    "oldest": Takes.TEXT,
    "limit": Takes.NUMBER,
}
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS = {
    "conversations.open": Method(
        _open,
        {"users": Takes.TEXT, "return_im": Takes.FLAG, "prevent_creation": Takes.FLAG},
        required=("users",),
        scopes=("im:write", "mpim:write"),
    ),
    "conversations.history": Method(_history, _READING, ("channel",), _HISTORY),
    "conversations.replies": Method(
        _replies, {**_READING, "ts": Takes.TEXT}, ("channel", "ts"), _HISTORY
    ),
    "conversations.info": Method(
        _info,
        {
            "channel": Takes.TEXT,
            "include_locale": Takes.FLAG,
            "include_num_members": Takes.FLAG,
        },
        ("channel",),
        ("channels:read", "groups:read", "im:read", "mpim:read"),
    ),
}

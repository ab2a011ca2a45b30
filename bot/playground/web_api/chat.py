"""``chat.*``: messages to channels, to one person's eyes, and changes of them."""

from __future__ import annotations

import time

from bot.playground.messages import message_json
from bot.playground.platform import APP, TEAM, Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.strict import check_message
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import (
    Method,
    find_channel,
    find_person,
    joined_channel,
    need_scope,
    refused_for,
)
from bot.playground.workspace import Channel, Kind, Post

# What the bot does not use is no argument here, so that nobody relies on what nothing does.
_CONTENT = {
    "channel": Takes.TEXT,
    "text": Takes.TEXT,
    "blocks": Takes.LIST,
}
_LOOKS = {"username": Takes.TEXT, "icon_emoji": Takes.TEXT, "icon_url": Takes.TEXT}


def _post_message(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = _open_channel(platform, arguments["channel"])
    _check_looks(platform, arguments)
    check(arguments, "chat.postMessage")
    if platform.limit:
        platform.limit.take(channel.id, time.monotonic())
    post = platform.say(
        platform.bot.id,
        channel.id,
        arguments.get("text", ""),
        blocks=arguments.get("blocks", ()),
        thread_ts=arguments.get("thread_ts", ""),
        metadata=arguments.get("metadata"),
    )
    platform.journal.accept("chat.postMessage", arguments)
    return {"channel": channel.id, "ts": post.ts, "message": _message(platform, post)}


def _post_ephemeral(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = _open_channel(platform, arguments["channel"])
    person = find_person(platform, arguments["user"])
    if person.id not in channel.members:
        raise Refused("user_not_in_channel")
    _check_looks(platform, arguments)
    check(arguments, "chat.postEphemeral")
    post = platform.say(
        platform.bot.id,
        channel.id,
        arguments.get("text", ""),
        blocks=arguments.get("blocks", ()),
        thread_ts=arguments.get("thread_ts", ""),
        only_for=person.id,
    )
    platform.journal.accept("chat.postEphemeral", arguments)
    return {"message_ts": post.ts}


def _update(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = find_channel(platform, arguments["channel"])
    if channel.is_archived:
        raise Refused("is_archived")
    post = channel.posts.get(arguments["ts"])
    # An ephemeral message cannot be found again: only its response URL changes it.
    if post is None or post.only_for:
        raise Refused("message_not_found")
    if post.author != platform.bot.id:
        raise Refused("cant_update_message")
    check(arguments, "chat.update")
    changes = {
        name: arguments[name] for name in ("text", "blocks", "metadata") if name in arguments
    }
    # Blocks that are not given stay: a new text alone changes nothing that people see.
    changed = platform.amend(post, **changes)
    platform.journal.accept("chat.update", arguments)
    message = _message(platform, changed)
    return {"channel": channel.id, "ts": changed.ts, "text": changed.text, "message": message}


def _get_permalink(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = find_channel(platform, arguments["channel"])
    post = channel.posts.get(arguments["message_ts"])
    if post is None or post.only_for:
        raise Refused("message_not_found")
    place = f"https://{platform.workspace.domain}.slack.example/archives/{channel.id}"
    link = f"{place}/p{post.ts.replace('.', '')}"
    if post.is_reply:
        link += f"?thread_ts={post.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def check(arguments: JsonObject, method: str) -> None:
    """Raises what Slack answers to text and blocks that it does not take."""
    refusal = check_message(arguments, method)
    if refusal is not None:
        raise refused_for(refusal)


def _open_channel(platform: Platform, id_: str) -> Channel:
    if id_ in platform.workspace.accounts:
        person = platform.workspace.accounts[id_]
        is_reachable = platform.workspace.direct(platform.bot.id, id_) or person.team == TEAM
        if person.is_deactivated or person.bot_id or not is_reachable:
            raise Refused("channel_not_found")
        return platform.direct_channel(id_)
    channel = find_channel(platform, id_)
    if channel.is_archived:
        raise Refused("is_archived")
    if channel.kind is Kind.PUBLIC and "chat:write.public" in platform.app.scopes:
        return channel
    return joined_channel(platform, id_)


def _check_looks(platform: Platform, arguments: JsonObject) -> None:
    if arguments.keys() & _LOOKS.keys():
        need_scope(platform, "chat:write.customize")


def _message(platform: Platform, post: Post) -> JsonObject:
    return message_json(platform.workspace, post, APP)


METHODS = {
    "chat.postMessage": Method(
        _post_message,
        {
            **_CONTENT,
            **_LOOKS,
            "thread_ts": Takes.TEXT,
            "metadata": Takes.OBJECT,
            "mrkdwn": Takes.FLAG,
            "unfurl_links": Takes.FLAG,
            "unfurl_media": Takes.FLAG,
        },
        required=("channel",),
        scopes=("chat:write",),
    ),
    "chat.postEphemeral": Method(
        _post_ephemeral,
        {**_CONTENT, **_LOOKS, "user": Takes.TEXT, "thread_ts": Takes.TEXT},
        required=("channel", "user"),
        scopes=("chat:write",),
    ),
    "chat.update": Method(
        _update,
        {
            **_CONTENT,
            "ts": Takes.TEXT,
            "metadata": Takes.OBJECT,
        },
        required=("channel", "ts"),
        scopes=("chat:write",),
    ),
    "chat.getPermalink": Method(
        _get_permalink,
        {"channel": Takes.TEXT, "message_ts": Takes.TEXT},
        required=("channel", "message_ts"),
    ),
}

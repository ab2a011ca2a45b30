"""Response URLs, and what an acknowledgement may say: messages without a token."""

from __future__ import annotations

import time

from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.tickets import Hook
from bot.playground.web_api.arguments import Takes, read_arguments
from bot.playground.web_api.chat import check
from bot.playground.workspace import Post

_TAKES = {
    "text": Takes.TEXT,
    "blocks": Takes.LIST,
    "response_type": Takes.TEXT,
    "replace_original": Takes.FLAG,
    "delete_original": Takes.FLAG,
    "thread_ts": Takes.TEXT,
    "unfurl_links": Takes.FLAG,
    "unfurl_media": Takes.FLAG,
}
_TYPES = ("ephemeral", "in_channel")


def respond(platform: Platform, key: str, given: JsonObject) -> None:
    """One use of a response URL; raises Refused."""
    with platform.judging("response_url", given):
        hook = platform.hooks.use(key, time.monotonic())
        arguments = read_arguments(given, _TAKES, ())
        original = platform.workspace.channels[hook.channel].posts.get(hook.message_ts)
        if arguments.get("delete_original"):
            _delete(platform, original)
        else:
            check(arguments, "response_url")
            if arguments.get("replace_original") and original:
                _replace(platform, original, arguments)
            else:
                post = say(platform, hook, arguments)
                hook.message_ts = hook.message_ts or post.ts
        platform.journal.accept("response_url", given)


def acknowledge(platform: Platform, hook: Hook, given: JsonObject) -> Post:
    """The message that came with the acknowledgement of a command; raises Refused."""
    with platform.judging("acknowledgement", given):
        arguments = read_arguments(given, _TAKES, ())
        check(arguments, "response_url")
        post = say(platform, hook, arguments)
        platform.journal.accept("acknowledgement", given)
        return post


def say(platform: Platform, hook: Hook, arguments: JsonObject) -> Post:
    """Answer somebody, for their eyes unless the app says otherwise."""
    kind = arguments.get("response_type", "ephemeral")
    if kind not in _TYPES:
        raise Refused("invalid_arguments", "[ERROR] unknown response_type")
    return platform.say(
        platform.bot.id,
        hook.channel,
        arguments.get("text", ""),
        blocks=arguments.get("blocks", ()),
        thread_ts=arguments.get("thread_ts", ""),
        only_for=hook.person if kind == "ephemeral" else "",
    )


def _replace(platform: Platform, original: Post, arguments: JsonObject) -> None:
    platform.amend(original, text=arguments.get("text", ""), blocks=arguments.get("blocks", ()))


def _delete(platform: Platform, original: Post | None) -> None:
    if original is None:
        raise Refused("message_not_found")
    platform.remove(original)

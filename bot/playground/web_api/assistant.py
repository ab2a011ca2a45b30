"""``assistant.threads.*``: what an agent suggests, and what it is doing."""

from __future__ import annotations

import time

from bot.playground.assistant import Prompts, Status
from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import Method, joined_channel
from bot.playground.workspace import Kind

_MOST_PROMPTS = 4
_MOST_MESSAGES = 10


def _set_prompts(platform: Platform, arguments: JsonObject) -> JsonObject:
    if not platform.app.is_agent:
        raise Refused("invalid_arguments", "[ERROR] the manifest has no agent_view")
    if "thread_ts" in arguments:
        # In an agent's view Slack says ok to this, and does nothing.
        raise Refused("invalid_arguments", "[ERROR] no thread_ts with agent_view")
    channel = joined_channel(platform, arguments["channel_id"])
    if channel.kind is not Kind.DIRECT:
        raise Refused("channel_not_found")
    prompts = arguments["prompts"]
    if not 1 <= len(prompts) <= _MOST_PROMPTS:
        raise Refused("invalid_arguments", "[ERROR] one to four items [json-pointer:/prompts]")
    for place, prompt in enumerate(prompts):
        if not _is_prompt(prompt):
            raise Refused(
                "invalid_arguments",
                f"[ERROR] must have a title and a message [json-pointer:/prompts/{place}]",
            )
    listed = tuple((prompt["title"], prompt["message"]) for prompt in prompts)
    platform.agent.prompts[channel.id] = Prompts(arguments.get("title", ""), listed)
    platform.journal.accept("assistant.threads.setSuggestedPrompts", arguments)
    return {}


def _set_status(platform: Platform, arguments: JsonObject) -> JsonObject:
    channel = joined_channel(platform, arguments["channel_id"])
    thread = arguments["thread_ts"]
    if thread not in channel.posts or channel.posts[thread].is_reply:
        raise Refused("invalid_thread_ts")
    if "status" not in arguments:  # an empty one is given, too: it takes the status away
        raise Refused("invalid_arguments", "[ERROR] missing required field: status")
    messages = arguments.get("loading_messages", [])
    if len(messages) > _MOST_MESSAGES or not all(
        isinstance(one, str) and one.strip() for one in messages
    ):
        raise Refused(
            "invalid_arguments", "[ERROR] at most ten texts [json-pointer:/loading_messages]"
        )
    expires = time.monotonic() + platform.pace.status
    status = Status(channel.id, thread, arguments["status"], tuple(messages), expires)
    platform.agent.show(status)
    platform.journal.accept("assistant.threads.setStatus", arguments)
    return {}


def _is_prompt(prompt: object) -> bool:
    return (
        isinstance(prompt, dict)
        and prompt.keys() == {"title", "message"}
        and all(isinstance(value, str) and value.strip() for value in prompt.values())
    )


METHODS = {
    "assistant.threads.setSuggestedPrompts": Method(
        _set_prompts,
        {
            "channel_id": Takes.TEXT,
            "prompts": Takes.LIST,
            "thread_ts": Takes.TEXT,
            "title": Takes.TEXT,
        },
        ("channel_id", "prompts"),
        ("assistant:write",),
    ),
    # It took assistant:write as well, but will not for long.
    "assistant.threads.setStatus": Method(
        _set_status,
        {
            "channel_id": Takes.TEXT,
            "thread_ts": Takes.TEXT,
            "status": Takes.TEXT,
            "loading_messages": Takes.LIST,
        },
        ("channel_id", "thread_ts"),
        ("chat:write",),
    ),
}

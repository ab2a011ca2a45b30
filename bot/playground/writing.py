"""What somebody typed, as Slack sends it on."""

from __future__ import annotations

import re

from bot.playground.reading import Names, read_mrkdwn
from bot.playground.shapes import JsonObject

_TOKEN = re.compile(
    r"(?P<token><(?:[@#!]|https?://|mailto:)[^<>]+>)"
    r"|(?P<link>https?://[^\s<>（）、。「」]+)"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    re.ASCII,
)


def as_sent(typed: str) -> str:
    """The text with escapes and links; ``<@U...>`` and the like stay as they are."""
    sent, end = [], 0
    for match in _TOKEN.finditer(typed):
        sent += [_escape(typed[end : match.start()]), _token(match)]
        end = match.end()
    return "".join(sent) + _escape(typed[end:])


def as_sent_to_command(typed: str, names: Names) -> str:
    """The same for a command that does not want ids: names stay names, links stay bare."""
    return _escape(_TOKEN.sub(lambda match: read_mrkdwn(match[0], names), typed))


def as_rich_text(typed: str) -> JsonObject:
    """The block that Slack adds to what people write."""
    elements: list[JsonObject] = []
    end = 0
    for match in _TOKEN.finditer(typed):
        if match.start() > end:
            elements.append({"type": "text", "text": typed[end : match.start()]})
        elements.append(_element(match))
        end = match.end()
    if end < len(typed):
        elements.append({"type": "text", "text": typed[end:]})
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "elements": [section]}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _token(match: re.Match[str]) -> str:
    if match["link"]:
        return f"<{_escape(match[0])}>"
    return f"<mailto:{match[0]}|{match[0]}>" if match["mail"] else match[0]


def _element(match: re.Match[str]) -> JsonObject:
    target, _, label = match[0].strip("<>").partition("|")
    if match["mail"]:
        return {"type": "link", "url": f"mailto:{target}", "text": target}
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": target} | ({"text": label} if label else {})

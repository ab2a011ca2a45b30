"""How the page is told what came of something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.filling import Unfit
from bot.playground.invoking import Invoked
from bot.playground.shapes import JsonObject

_WORDS = {
    "dispatch_failed": "The app could not be reached, or did not take it.",
    "operation_timeout": "The app did not answer in time.",
    "invalid_command_response": "The app answered something that Slack does not take.",
}
# As Slack's own client writes them under a field.
_UNDER_FIELDS: Mapping[Unfit, tuple[str, str]] = {
    Unfit.EMPTY: ("この項目は必須です。", "Please complete this required field."),
    Unfit.MANY_LINES: ("1 行で入力してください。", "Please use a single line."),
    Unfit.SHORT: ("もう少し長く入力してください。", "Please write a little more."),
    Unfit.LONG: ("長すぎます。短くしてください。", "This is too long. Please shorten it."),
}


class Unable(Exception):
    """Something that this person cannot do there; ``code`` is a word for why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def done(**more: Any) -> JsonObject:
    """It is done."""
    return {"ok": True, **more}


def failed(code: str, message: str) -> JsonObject:
    """It is not done."""
    return {"ok": False, "error": code, "message": message}


def came_of(invoked: Invoked) -> JsonObject:
    """What came of a command, a press or a form."""
    if invoked.error:
        words = _WORDS.get(invoked.error, f"Slack refused the answer: {invoked.error}.")
        return failed(invoked.error, words) | {"errors": None}
    return done(error=None, errors=invoked.errors or None)


def under_fields(unfit: Mapping[str, Unfit], locale: str) -> dict[str, str]:
    """What stands under fields that keep a form from being sent, by block."""
    language = 0 if locale.startswith("ja") else 1
    return {block: _UNDER_FIELDS[why][language] for block, why in unfit.items()}

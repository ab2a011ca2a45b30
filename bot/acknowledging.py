"""What Slack is told at once when somebody sends a form: closed, changed, or not yet right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.outgoing.gate import view_payload
from bot.outgoing.message import View


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to a delivery. ``arguments`` are those of Bolt's ``ack``.

    Unless it ``is_work``, that was all. ``again`` is for a delivery that came before: it must
    neither do anything twice nor hide what came of the first.
    """

    arguments: Mapping[str, Any] = field(default_factory=dict)
    is_work: bool = True
    again: Mapping[str, Any] = field(default_factory=dict)


# Everything that is no form; a form that simply closes.
PLAIN = Ack()


def shows(view: View, block: str, sent_before: str) -> Ack:
    """The form becomes another view, until its work is done.

    Sent once more, the window must not go back to that: it says ``sent_before`` at ``block``.
    """
    changed: dict[str, Any] = {"response_action": "update", "view": view_payload(view)}
    return Ack(changed, again=complaint({block: sent_before}))


def complains(errors: Mapping[str, str]) -> Ack:
    """The form stays open, with what is wrong under each of these blocks; nothing is done."""
    return Ack(complaint(errors), is_work=False)


def replaces(view: View) -> Ack:
    """The window shows something else, and nothing is done."""
    return Ack({"response_action": "update", "view": view_payload(view)}, is_work=False)


def complaint(errors: Mapping[str, str]) -> dict[str, Any]:
    """The arguments that keep a form open."""
    return {"response_action": "errors", "errors": dict(errors)}

"""By what a delivery is known when it comes again, and whom it is from. Pure."""

from __future__ import annotations

from bot.incoming.interactions import read_press, read_shortcut, read_submission
from bot.incoming.origin import Origin
from bot.incoming.payloads import Voice, read_command, read_home, read_spoken, read_step
from bot.incoming.values import Payload, part, text
from bot.surface import COMMANDS, SHORTCUTS

_COMMANDS = frozenset(command.name for command in COMMANDS)
_SHORTCUTS = frozenset(shortcut.name for shortcut in SHORTCUTS)


def origin_of(body: Payload) -> Origin | None:
    """Where any payload comes from, for an answer when something went wrong."""
    if "command" in body:
        return read_command(body).origin
    for read in (read_press, read_submission, read_shortcut, read_spoken, read_home):
        if (found := read(body)) is not None:
            return found.origin
    return None


def keys_of(body: Payload) -> tuple[str, ...]:
    """By what a delivery is known, so that it is answered once; () if it is due no answer.

    A message is known by where and when it was written, whatever event tells of it; a form by its
    version, whoever pressed twice.
    """
    if text(body, "type") == "event_callback" and "event" in body:
        return _keys_of_event(body)
    # A trigger is issued for one command or one press, and never again.
    trigger = text(body, "trigger_id") or text(body, "response_url")
    if trigger and "command" in body:
        is_ours = text(body, "command") in _COMMANDS and text(body, "user_id")
        return (f"command:{trigger}",) if is_ours else ()
    if (sent := read_submission(body)) is not None:
        version = (f"{submissions_of(sent.form.id)}{sent.form.hash}",) if sent.form.id else ()
        return (*version, *((f"submission:{trigger}",) if trigger else ()))
    if (shortcut := read_shortcut(body)) is not None:
        is_ours = shortcut.name in _SHORTCUTS and trigger
        return (f"shortcut:{trigger}",) if is_ours else ()
    is_press = text(body, "type") == "block_actions" and read_press(body) is not None
    return (f"press:{trigger}",) if trigger and is_press else ()


def submissions_of(form_id: str) -> str:
    """How the keys of all versions of one form begin, each sent once."""
    return f"form:{form_id}:"


def _keys_of_event(body: Payload) -> tuple[str, ...]:
    event_id = text(body, "event_id")
    if not event_id:
        return ()
    spoken, step = read_spoken(body), read_step(body)
    if spoken and spoken.voice is Voice.PERSON:
        return (spoken.key, f"event:{event_id}")
    if step:
        return (f"step:{step.execution_id}", f"event:{event_id}")
    if text(part(body, "event"), "type") == "function_executed":
        return ()
    return (f"event:{event_id}",)

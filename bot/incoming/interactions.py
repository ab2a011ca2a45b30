"""What people press, send and choose, read into frozen dataclasses. Pure.

The forms: https://docs.slack.dev/reference/interaction-payloads/
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.controls import Control, Pressed, decode
from bot.incoming.forms import OpenForm, chosen_in, read_form
from bot.incoming.origin import Origin, Surface
from bot.incoming.values import Payload, address, part, parts, text


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed or chose something under a message of ours, or in a view.

    ``control`` is None for one that this version does not know; ``chosen`` are the values that
    were selected, or the value of the button; ``form`` is the view, if it was in one.
    """

    origin: Origin
    control: Control | None
    pressed: Pressed
    chosen: tuple[str, ...]
    message_ts: str
    is_ephemeral: bool
    trigger_id: str
    form: OpenForm | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """Somebody sent a form."""

    origin: Origin
    form: OpenForm


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Somebody used a shortcut; of one on a message, that message."""

    origin: Origin
    name: str
    message_ts: str = ""
    text: str = ""  # as Slack sent it
    has_files: bool = False


def read_press(body: Payload) -> Press | None:
    """What was pressed; None if the payload names nothing."""
    action = next(iter(parts(body, "actions")), None)
    if action is None or not text(part(body, "user"), "id"):
        return None
    container = part(body, "container")
    chosen = chosen_in(action) or ((text(action, "value"),) if "value" in action else ())
    name, _, _ = text(action, "action_id").partition(":")
    view = part(body, "view")
    return Press(
        _origin(body),
        Control(name) if name in set(Control) else None,
        decode(chosen[0] if chosen else ""),
        chosen,
        text(container, "message_ts"),
        bool(container.get("is_ephemeral")),
        text(body, "trigger_id"),
        read_form(view) if view else None,
    )


def read_submission(body: Payload) -> Submitted | None:
    """The form that was sent; None if none was."""
    view = part(body, "view")
    # Home tabs are not sent; and on a view of no type Bolt fails.
    is_form = text(body, "type") == "view_submission" and text(view, "type") == "modal"
    is_one = is_form and text(part(body, "user"), "id")
    return Submitted(_origin(body), read_form(view)) if is_one else None


def read_shortcut(body: Payload) -> Shortcut | None:
    """The shortcut that was used; None if none was."""
    is_one = text(body, "type") in ("shortcut", "message_action")
    if not is_one or not text(part(body, "user"), "id"):
        return None
    message = part(body, "message")
    return Shortcut(
        _origin(body),
        text(body, "callback_id"),
        text(body, "message_ts") or text(message, "ts"),
        text(message, "text"),
        bool(message.get("files")),
    )


def _origin(body: Payload) -> Origin:
    container, view, user = part(body, "container"), part(body, "view"), part(body, "user")
    surface = Surface.MESSAGE
    if view:
        surface = Surface.HOME if text(view, "type") == "home" else Surface.MODAL
    elif text(body, "type") == "shortcut":
        surface = Surface.HOME  # nothing is open: a window may be opened
    return Origin(
        team=text(part(body, "team"), "id") or text(user, "team_id"),
        user=text(user, "id"),
        channel=text(part(body, "channel"), "id") or text(container, "channel_id"),
        thread=text(container, "thread_ts") or text(part(body, "message"), "thread_ts"),
        response_url=address(body, "response_url"),
        trigger_id=text(body, "trigger_id"),
        surface=surface,
    )

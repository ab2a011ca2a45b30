"""Whether a delivery has the form that Bolt takes for granted. Pure.

Bolt reads a payload before any middleware of ours, and fails on parts that are not what they are
in Slack's payloads: on a team that is a number, an action without an id. What fails this check is
no delivery of Slack, and is owed nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

# Objects, or ids in their place.
_NAMED = ("team", "user", "channel", "enterprise")
# Objects in which Bolt looks for what it did not find outside.
_NESTED = ("event", "view", "message", "previous_message", "item", "assistant_thread")
_TEXTS = ("type", "command", "callback_id")


def is_sound(body: object) -> bool:
    """Whether Bolt can make something of it."""
    if not isinstance(body, dict) or not _is_sound_part(body):
        return False
    if not all(isinstance(body.get(name, ""), str) for name in _TEXTS):
        return False
    if "event" in body and not _is_event(body["event"]):
        return False
    is_press = body.get("type") == "block_actions" and "actions" in body
    return not is_press or _has_action(body["actions"])


def _is_sound_part(part: Mapping[str, object]) -> bool:
    granted = part.get("authorizations")
    if granted is not None and not _is_list_of_objects(granted):
        return False
    if not isinstance(part.get("view"), dict | None):
        return False
    nested = [one for name in _NESTED if isinstance(one := part.get(name), dict)]
    return all(isinstance(part.get(name), dict | str | None) for name in _NAMED) and all(
        _is_sound_part(one) for one in nested
    )


def _is_event(event: object) -> bool:
    return isinstance(event, dict) and isinstance(event.get("type"), str)


def _has_action(actions: object) -> bool:
    if not (isinstance(actions, list) and actions and isinstance(actions[0], dict)):
        return False
    return isinstance(actions[0].get("action_id"), str)


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)

"""What is stored of a payload until it is answered: nothing that was shown to somebody. Pure.

Slack sends the whole message or window along with each press, and a contact may stand there; of
all that only what was filled in, and where, is ever read again.
"""

from __future__ import annotations

from bot.controls import FormId
from bot.incoming.values import Payload, part, parts, text

_OF_MESSAGE = ("ts", "thread_ts")
_OF_QUESTION = (*_OF_MESSAGE, "text", "files")
# Its inputs, which name nobody, are shown again with the results.
_SHOWN_AGAIN = FormId.SEARCH


def to_be_stored(body: Payload) -> Payload:
    """The payload without what it shows; of a message that is asked about, its text."""
    kept = dict(body)
    if message := part(body, "message"):
        is_asked = text(body, "type") == "message_action"
        names = _OF_QUESTION if is_asked else _OF_MESSAGE
        kept["message"] = {name: message[name] for name in names if name in message}
    if "actions" in body:
        kept["actions"] = [_without_labels(one) for one in parts(body, "actions")]
    if view := part(body, "view"):
        kept["view"] = _view(view)
    if (event := part(body, "event")) and (view := part(event, "view")):
        kept["event"] = {**event, "view": _view(view)}
    kept.pop("state", None)
    return kept


def _view(view: Payload) -> Payload:
    if text(view, "callback_id") == _SHOWN_AGAIN:
        inputs = [one for one in parts(view, "blocks") if one.get("type") == "input"]
        return {**view, "blocks": inputs}
    fields = [
        {"type": "input", "block_id": text(one, "block_id")}
        for one in parts(view, "blocks")
        if one.get("type") == "input"
    ]
    values = {
        block: {
            name: _without_labels(state) if isinstance(state, dict) else state
            for name, state in states.items()
        }
        for block, states in part(part(view, "state"), "values").items()
        if isinstance(states, dict)
    }
    return {**view, "blocks": fields, "state": {"values": values}}


def _without_labels(state: Payload) -> Payload:
    """A state or an action with the values that were chosen, and not what they were called."""
    kept = {name: value for name, value in state.items() if name not in ("text", "placeholder")}
    for name in ("selected_option", "selected_options"):
        found = kept.get(name)
        if isinstance(found, dict):
            kept[name] = {"value": found.get("value")}
        elif isinstance(found, list):
            kept[name] = [{"value": one.get("value")} for one in found if isinstance(one, dict)]
    return kept

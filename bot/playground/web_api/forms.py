"""``views.*``: modals and the home tab."""

from __future__ import annotations

import time
from secrets import token_hex

from bot.playground.platform import Platform
from bot.playground.reading import controls_in
from bot.playground.shapes import JsonObject, Refused
from bot.playground.stamping import stamp
from bot.playground.strict import check_view
from bot.playground.views import OpenView
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import Method, find_person, need_scope, refused_for


def _open(platform: Platform, arguments: JsonObject) -> JsonObject:
    # The trigger first: a view that came too late is not even looked at.
    trigger = platform.triggers.redeem(arguments["trigger_id"], time.monotonic())
    view = platform.views.open(trigger.person, checked(platform, arguments["view"], "modal"))
    return _accepted(platform, "views.open", arguments, view)


def _push(platform: Platform, arguments: JsonObject) -> JsonObject:
    trigger = platform.triggers.redeem(arguments["trigger_id"], time.monotonic())
    # Only what was done in a modal can put another one on top of it.
    if all(one.id != trigger.view for one in platform.views.modals.get(trigger.person, ())):
        raise Refused("not_found")
    view = platform.views.push(trigger.person, checked(platform, arguments["view"], "modal"))
    return _accepted(platform, "views.push", arguments, view)


def _update(platform: Platform, arguments: JsonObject) -> JsonObject:
    if not (arguments.get("view_id") or arguments.get("external_id")):
        raise Refused("invalid_arguments", "[ERROR] missing required field: view_id")
    old = platform.views.find(arguments.get("view_id", ""), arguments.get("external_id", ""))
    body = checked(platform, arguments["view"], "home" if old.is_home else "modal")
    view = platform.views.update(old, body, arguments.get("hash", ""))
    return _accepted(platform, "views.update", arguments, view)


def _publish(platform: Platform, arguments: JsonObject) -> JsonObject:
    if not platform.app.has_home:
        raise Refused("not_enabled")
    person = find_person(platform, arguments["user_id"])
    body = checked(platform, arguments["view"], "home")
    view = platform.views.publish(person.id, body, arguments.get("hash", ""))
    return _accepted(platform, "views.publish", arguments, view)


def checked(platform: Platform, view: JsonObject, kind: str) -> JsonObject:
    """The view with its ids filled in; raises what Slack answers if it does not take it."""
    refusal = check_view(view)
    if refusal is not None:
        raise refused_for(refusal)
    if view["type"] != kind:
        raise Refused("invalid_arguments", f"[ERROR] must be a {kind} [json-pointer:/view/type]")
    # Blocks without an id of their own get another one in each version of a view.
    blocks = list(stamp(view["blocks"], token_hex(2)))
    if any(one["type"] == "file_input" for one in controls_in(blocks)):
        need_scope(platform, "files:read")
    return {**view, "blocks": blocks}


def _accepted(platform: Platform, method: str, arguments: JsonObject, view: OpenView) -> JsonObject:
    platform.journal.accept(method, arguments)
    return {"view": platform.envelopes.view(view)}


METHODS = {
    "views.open": Method(
        _open,
        {"trigger_id": Takes.TEXT, "view": Takes.OBJECT},
        required=("trigger_id", "view"),
    ),
    "views.push": Method(
        _push,
        {"trigger_id": Takes.TEXT, "view": Takes.OBJECT},
        required=("trigger_id", "view"),
    ),
    "views.update": Method(
        _update,
        {
            "view": Takes.OBJECT,
            "view_id": Takes.TEXT,
            "external_id": Takes.TEXT,
            "hash": Takes.TEXT,
        },
        required=("view",),
    ),
    "views.publish": Method(
        _publish,
        {"user_id": Takes.TEXT, "view": Takes.OBJECT, "hash": Takes.TEXT},
        required=("user_id", "view"),
    ),
}

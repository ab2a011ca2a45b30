"""``views.*``: modals and the home tab."""

from __future__ import annotations

import time

from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.stamping import stamp
from bot.playground.strict import check_view
from bot.playground.views import OpenView
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import Method, find_person, refused_for


def _open(platform: Platform, arguments: JsonObject) -> JsonObject:
    # The trigger first: a view that came too late is not even looked at.
    person = platform.triggers.redeem(arguments["trigger_id"], time.monotonic())
    view = platform.views.open(person, checked(arguments["view"], "modal"))
    return _accepted(platform, "views.open", arguments, view)


def _update(platform: Platform, arguments: JsonObject) -> JsonObject:
    if not (arguments.get("view_id") or arguments.get("external_id")):
        raise Refused("invalid_arguments", "[ERROR] missing required field: view_id")
    old = platform.views.find(arguments.get("view_id", ""), arguments.get("external_id", ""))
    body = checked(arguments["view"], "home" if old.is_home else "modal")
    view = platform.views.update(old, body, arguments.get("hash", ""))
    return _accepted(platform, "views.update", arguments, view)


def _publish(platform: Platform, arguments: JsonObject) -> JsonObject:
    if not platform.app.has_home:
        raise Refused("not_enabled")
    person = find_person(platform, arguments["user_id"])
    body = checked(arguments["view"], "home")
    view = platform.views.publish(person.id, body, arguments.get("hash", ""))
    return _accepted(platform, "views.publish", arguments, view)


def checked(view: JsonObject, kind: str) -> JsonObject:
    """The view with its ids filled in; raises what Slack answers if it does not take it."""
    refusal = check_view(view)
    if refusal is not None:
        raise refused_for(refusal)
    if view["type"] != kind:
        raise Refused("invalid_arguments", f"[ERROR] must be a {kind} [json-pointer:/view/type]")
    return {**view, "blocks": list(stamp(view["blocks"]))}


def _accepted(platform: Platform, method: str, arguments: JsonObject, view: OpenView) -> JsonObject:
    platform.journal.accept(method, arguments)
    return {"view": platform.envelopes.view(view)}


METHODS = {
    "views.open": Method(
        _open,
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

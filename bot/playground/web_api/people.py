"""``auth.test``, ``apps.connections.open``, ``users.info`` and ``usergroups.users.list``."""

from __future__ import annotations

from secrets import token_hex

from bot.playground.platform import APP, Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import Method, find_person


def _test(platform: Platform, arguments: JsonObject) -> JsonObject:
    workspace, bot = platform.workspace, platform.bot
    return {
        "url": f"https://{workspace.domain}.slack.example/",
        "team": workspace.domain,
        "user": bot.name,
        "team_id": workspace.team,
        "user_id": bot.id,
        "bot_id": bot.bot_id,
        "is_enterprise_install": False,
    }


def _open_connection(platform: Platform, arguments: JsonObject) -> JsonObject:
    ticket = token_hex(8)
    platform.tickets.add(ticket)
    address = platform.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={APP}"}


def _info(platform: Platform, arguments: JsonObject) -> JsonObject:
    account = find_person(platform, arguments["user"])
    is_stranger = platform.workspace.is_stranger(account.id)
    profile = {"real_name": account.name, "display_name": account.name, "team": account.team}
    user: JsonObject = {
        "id": account.id,
        "team_id": account.team,
        "name": account.name,
        "real_name": account.name,
        "deleted": account.is_deactivated,
        "is_bot": bool(account.bot_id),
        "is_app_user": False,
        "profile": profile,
    }
    if is_stranger:
        user["is_stranger"] = True
    elif arguments.get("include_locale") and not account.is_deactivated:
        # Slack tells neither of strangers nor of those who left.
        user["locale"] = account.locale
    return {"user": user}


def _list_group(platform: Platform, arguments: JsonObject) -> JsonObject:
    group = platform.workspace.groups.get(arguments["usergroup"])
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group[1])}


METHODS = {
    "auth.test": Method(_test, {}),
    "apps.connections.open": Method(_open_connection, {}, with_app_token=True),
    "users.info": Method(
        _info,
        {"user": Takes.TEXT, "include_locale": Takes.FLAG},
        required=("user",),
        scopes=("users:read",),
    ),
    "usergroups.users.list": Method(
        _list_group,
        {"usergroup": Takes.TEXT, "include_disabled": Takes.FLAG, "team_id": Takes.TEXT},
        required=("usergroup",),
        scopes=("usergroups:read",),
    ),
}

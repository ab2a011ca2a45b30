"""What one person has before their eyes, as flat keys with JSON; the platform is held meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.playground.choices import states_of
from bot.playground.page.setting import Told
from bot.playground.page.wire import wire_lines
from bot.playground.platform import Platform
from bot.playground.reading import controls_in
from bot.playground.shapes import JsonObject
from bot.playground.steps import Run
from bot.playground.views import OpenView
from bot.playground.workspace import Account, Channel, Kind, Post

Scene = dict[str, Any]


def people_of(platform: Platform, told: Told) -> list[Account]:
    """Whom one can be, in order: the personas, or everybody if there are none."""
    accounts = platform.workspace.accounts
    ids = [one.id for one in told.personas] or list(accounts)
    known = [accounts[id_] for id_ in ids if id_ in accounts]
    return [one for one in known if not one.bot_id and not one.is_deactivated]


def scene_of(platform: Platform, told: Told, me: Account | None, now: float) -> Scene:
    """Everything that ``me`` sees, and what everybody sees; ``now`` is monotonic."""
    scene: Scene = {
        "people": [_persona(one, told) for one in people_of(platform, told)],
        "bots": [one.id for one in platform.workspace.accounts.values() if one.bot_id],
        "bot": {"id": platform.bot.id, "name": platform.bot.name},
        "bot_state": {
            "state": told.bot.value,
            "detail": told.detail,
            "can_restart": told.restart is not None,
        },
        **dict(wire_lines(platform)),
    }
    if told.directory is not None:
        scene["directory"] = asdict(told.directory)
    if me is not None:
        scene |= _of_person(platform, told, me, now)
    return scene


def status_ends(platform: Platform, now: float) -> float | None:
    """When the next status is over because nothing was heard; None if there is none."""
    ends = [one.expires for one in platform.agent.statuses if not one.is_over(now)]
    return min(ends, default=None)


def _of_person(platform: Platform, told: Told, me: Account, now: float) -> Scene:
    is_stranger = platform.workspace.is_stranger(me.id)
    mine = [one for one in platform.workspace.channels.values() if me.id in one.members]
    scene: Scene = {
        "me": {
            "id": me.id,
            "name": me.name,
            "locale": me.locale,
            "role": _role(me, told),
            "is_stranger": is_stranger,
        },
        "names": _names(platform, me),
        "modals": [_view(view) for view in platform.views.modals.get(me.id, ())],
        "runs": [_run(one) for one in platform.runs.by_id.values() if one.by == me.id],
        **_offers(platform, is_stranger),
        **dict(_places(platform, me, mine)),
        **dict(_agent(platform, {one.id for one in mine}, now)),
    }
    if home := platform.views.homes.get(me.id):
        scene["home"] = _view(home)
    return scene


def _persona(account: Account, told: Told) -> JsonObject:
    about = next((asdict(one.about) for one in told.personas if one.id == account.id), None)
    return {
        "id": account.id,
        "name": account.name,
        "role": _role(account, told),
        "about": about or {"ja": "", "en": ""},
        "locale": account.locale,
    }


def _role(account: Account, told: Told) -> str:
    return next((one.role for one in told.personas if one.id == account.id), "")


def _names(platform: Platform, me: Account) -> dict[str, str]:
    workspace = platform.workspace
    names = {one.id: one.name for one in workspace.accounts.values()}
    names |= {id_: name for id_, (name, _) in workspace.groups.items()}
    for channel in workspace.channels.values():
        # Of others' private places nobody knows so much as the name.
        if channel.kind is Kind.PUBLIC or me.id in channel.members:
            names[channel.id] = _name(channel, me, names)
    return names


def _name(channel: Channel, me: Account, names: dict[str, str]) -> str:
    """A channel's name; conversations without one go by those whom one meets there."""
    if channel.kind in (Kind.PUBLIC, Kind.PRIVATE):
        return channel.name
    return ", ".join(names[id_] for id_ in sorted(channel.members - {me.id}))


def _offers(platform: Platform, is_stranger: bool) -> Scene:
    """What the manifest offers to people of the workspace, and to nobody else."""
    if is_stranger:
        return {"commands": [], "shortcuts": [], "steps": []}
    features = platform.manifest.get("features", {})
    return {
        "commands": [
            {
                "name": one["command"],
                "description": one.get("description", ""),
                "hint": one.get("usage_hint", ""),
            }
            for one in features.get("slash_commands", ())
        ],
        "shortcuts": [
            {name: one[name] for name in ("callback_id", "name", "type", "description")}
            for one in features.get("shortcuts", ())
        ],
        "steps": [
            {
                "callback_id": step.callback_id,
                "title": step.title,
                "inputs": [
                    {"name": one.name, "title": one.title, "description": one.description}
                    for one in step.inputs
                ],
            }
            for step in platform.app.steps.values()
        ],
    }


def _places(platform: Platform, me: Account, mine: list[Channel]) -> Iterator[tuple[str, Any]]:
    names = {one.id: one.name for one in platform.workspace.accounts.values()}
    for channel in mine:
        yield (
            f"channel/{channel.id}",
            {
                "id": channel.id,
                "name": _name(channel, me, names),
                "kind": channel.kind.value,
                "is_shared": channel.is_shared,
                "is_archived": channel.is_archived,
                "members": sorted(channel.members),
                "with_bot": platform.bot.id in channel.members,
            },
        )
        for post in channel.posts.values():
            if post.only_for in ("", me.id):
                yield f"post/{channel.id}/{post.ts}", _post(platform, post)


def _post(platform: Platform, post: Post) -> JsonObject:
    return {
        "channel": post.channel,
        "ts": post.ts,
        "thread_ts": post.thread_ts,
        "author": post.author,
        "text": post.text,
        "blocks": list(post.blocks),
        "only_me": bool(post.only_for),
        "edited": bool(post.edited_ts),
        "files": [
            {name: file[name] for name in ("id", "name", "size", "mimetype")} for file in post.files
        ],
        "is_bot": bool(platform.workspace.accounts[post.author].bot_id),
    }


def _agent(platform: Platform, mine: set[str], now: float) -> Iterator[tuple[str, Any]]:
    for status in platform.agent.statuses:
        if status.channel in mine and not status.is_over(now):
            yield (
                f"status/{status.channel}/{status.thread_ts}",
                {"text": status.text, "loading_messages": list(status.loading_messages)},
            )
    for channel, suggested in platform.agent.prompts.items():
        if channel in mine:
            prompts = [{"title": title, "message": said} for title, said in suggested.prompts]
            yield f"prompts/{channel}", {"title": suggested.title, "prompts": prompts}


def _view(view: OpenView) -> JsonObject:
    body = view.body
    return {
        "id": view.id,
        "hash": view.hash,
        "type": body["type"],
        "callback_id": body.get("callback_id", ""),
        **{name: (body.get(name) or {}).get("text") for name in ("title", "submit", "close")},
        "blocks": list(body["blocks"]),
        "values": states_of(controls_in(body["blocks"]), view.typed),
    }


def _run(run: Run) -> JsonObject:
    told: JsonObject = {"id": run.id, "callback_id": run.step.callback_id, "state": "running"}
    if run.error:
        return told | {"state": "failed", "error": run.error}
    if run.outputs is not None:
        return told | {"state": "completed", "outputs": run.outputs}
    return told

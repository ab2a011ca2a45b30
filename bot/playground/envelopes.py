"""What surrounds an event, a command or an interaction on its way to the app."""

from __future__ import annotations

from bot.playground.choices import states_of
from bot.playground.messages import message_json
from bot.playground.reading import controls_in
from bot.playground.shapes import JsonObject
from bot.playground.views import OpenView
from bot.playground.workspace import Kind, Post, Workspace

# Slack still sends it beside the signature; nobody should rely on it.
_LEGACY_TOKEN = "legacy-verification-token"
_NAMES = {Kind.DIRECT: "directmessage", Kind.PRIVATE: "privategroup"}


class Envelopes:
    """Writes what Slack sends, for one app in one workspace."""

    def __init__(self, workspace: Workspace, bot: str, app_id: str) -> None:
        self._workspace = workspace
        self._bot = bot
        self._app_id = app_id

    def event(self, event: JsonObject, event_id: str, now: int) -> JsonObject:
        """An event. In a shared channel ``team_id`` is the team of whoever wrote."""
        channel = self._workspace.channels.get(str(event.get("channel", "")))
        team = self._workspace.team
        return {
            "token": _LEGACY_TOKEN,
            "team_id": event.get("user_team", team),
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": self._app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": now,
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": self._bot,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": bool(channel and channel.is_shared),
            "event_context": f"4-{event_id}",
        }

    def command(
        self, line: str, person: str, channel: str, trigger_id: str, response_url: str
    ) -> JsonObject:
        """A slash command, as the fields of a form."""
        name, _, text = line.partition(" ")
        place = self._workspace.channels[channel]
        return {
            "token": _LEGACY_TOKEN,
            "team_id": self._workspace.team,
            "team_domain": self._workspace.domain,
            "channel_id": channel,
            "channel_name": _NAMES.get(place.kind, place.name),
            "user_id": person,
            "user_name": self._workspace.accounts[person].name,
            "command": name,
            "text": text.strip(),
            "api_app_id": self._app_id,
            "is_enterprise_install": "false",
            "response_url": response_url,
            "trigger_id": trigger_id,
        }

    def press_in_message(
        self,
        post: Post,
        person: str,
        action: JsonObject,
        state: JsonObject,
        trigger_id: str,
        response_url: str,
    ) -> JsonObject:
        """Somebody used a control of a message. Of an ephemeral one Slack sends no text."""
        channel = self._workspace.channels[post.channel]
        container: JsonObject = {
            "type": "message",
            "message_ts": post.ts,
            "channel_id": post.channel,
            "is_ephemeral": bool(post.only_for),
        }
        if post.thread_ts:
            container["thread_ts"] = post.thread_ts
        payload = self._interaction("block_actions", person, trigger_id) | {
            "container": container,
            "channel": {"id": channel.id, "name": _NAMES.get(channel.kind, channel.name)},
            "state": {"values": state},
            "response_url": response_url,
            "actions": [action],
        }
        if not post.only_for:
            payload["message"] = message_json(self._workspace, post, self._app_id)
        return payload

    def message_shortcut(
        self, callback_id: str, post: Post, person: str, trigger_id: str, response_url: str, ts: str
    ) -> JsonObject:
        """Somebody used a shortcut of the app on a message of anybody."""
        channel = self._workspace.channels[post.channel]
        return self._interaction("message_action", person, trigger_id) | {
            "callback_id": callback_id,
            "action_ts": ts,
            "channel": {"id": channel.id, "name": _NAMES.get(channel.kind, channel.name)},
            "message_ts": post.ts,
            "message": message_json(self._workspace, post, self._app_id),
            "response_url": response_url,
        }

    def shortcut(self, callback_id: str, person: str, trigger_id: str, ts: str) -> JsonObject:
        """Somebody used a shortcut of the app from anywhere."""
        return self._interaction("shortcut", person, trigger_id) | {
            "callback_id": callback_id,
            "action_ts": ts,
        }

    def press_in_view(self, view: OpenView, action: JsonObject, trigger_id: str) -> JsonObject:
        """Somebody used a control of a modal or of the home tab."""
        return self._interaction("block_actions", view.person, trigger_id) | {
            "container": {"type": "view", "view_id": view.id},
            "view": self.view(view),
            "actions": [action],
        }

    def submission(self, view: OpenView, trigger_id: str) -> JsonObject:
        """Somebody sent a form."""
        return self._interaction("view_submission", view.person, trigger_id) | {
            "view": self.view(view),
            "response_urls": [],
        }

    def closing(self, view: OpenView, *, is_cleared: bool) -> JsonObject:
        """Somebody closed a form, or all forms at once."""
        payload = self._interaction("view_closed", view.person, "")
        del payload["trigger_id"]
        return payload | {"view": self.view(view), "is_cleared": is_cleared}

    def view(self, view: OpenView) -> JsonObject:
        """A view with what Slack adds to it."""
        defaults: JsonObject = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "close": None,
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        return {
            **defaults,
            **view.body,
            "id": view.id,
            "team_id": self._workspace.team,
            "state": {"values": states_of(controls_in(view.body["blocks"]), view.typed)},
            "hash": view.hash,
            "previous_view_id": view.previous_id or None,
            "root_view_id": view.root_id,
            "app_id": self._app_id,
            "app_installed_team_id": self._workspace.team,
            "bot_id": self._workspace.accounts[self._bot].bot_id,
        }

    def _interaction(self, kind: str, person: str, trigger_id: str) -> JsonObject:
        account = self._workspace.accounts[person]
        return {
            "type": kind,
            "user": {
                "id": person,
                "username": account.name,
                "name": account.name,
                "team_id": account.team,
            },
            "team": {"id": self._workspace.team, "domain": self._workspace.domain},
            "api_app_id": self._app_id,
            "token": _LEGACY_TOKEN,
            "trigger_id": trigger_id,
            "is_enterprise_install": False,
            "enterprise": None,
        }

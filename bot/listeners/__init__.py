"""What the bot listens to: one folder a kind of listener, one file a listener."""

from __future__ import annotations

from slack_bolt import App

from bot.desk import Desk
from bot.listeners import actions, commands, events
from bot.working import Worker


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register all listeners."""
    for kind in (events, commands, actions):
        kind.register(app, desk, worker)

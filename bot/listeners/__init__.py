"""What the bot listens to: one folder a kind of listener, one file a listener."""

from __future__ import annotations

from slack_bolt import App

from bot.desk import Desk
from bot.listeners import actions, commands, events, functions, shortcuts, views
from bot.working import Worker


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register all listeners; that for all other events comes after those for steps."""
    for kind in (functions, events, commands, shortcuts, actions, views):
        kind.register(app, desk, worker)

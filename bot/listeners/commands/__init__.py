"""``/partners`` and what may stand behind it."""

from __future__ import annotations

from functools import partial

from slack_bolt import App

from bot.desk import Desk
from bot.listeners.commands.partners import partners
from bot.working import Worker, named

COMMAND = "/partners"


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register the listeners for commands."""
    app.command(COMMAND)(worker.listener(named("partners", partial(partners, desk))))

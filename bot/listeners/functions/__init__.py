"""Steps of workflows."""

from __future__ import annotations

from functools import partial

from slack_bolt import App

from bot.desk import Desk
from bot.listeners.functions.finding import find_partners
from bot.working import Worker, named


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register the listeners for steps."""
    find = worker.listener(named("find_partners", partial(find_partners, desk)))
    app.function("find_partners")(find)

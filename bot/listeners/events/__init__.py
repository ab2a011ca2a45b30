"""What Slack tells of: mentions and messages. All else is taken note of by nobody, on purpose."""

from __future__ import annotations

import re
from functools import partial

from slack_bolt import App

from bot.desk import Desk
from bot.listeners.events.messages import answer_message_event
from bot.working import Worker, named


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register the listeners for events."""
    answer = worker.listener(named("answer_message_event", partial(answer_message_event, desk)))
    app.event("app_mention")(answer)
    app.event("message")(answer)
    app.event(re.compile(".*"))(worker.listener(named("disregard", lambda body, claim: None)))

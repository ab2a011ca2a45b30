"""What Slack tells of: mentions, messages, and tabs that are opened.

All else is taken note of by nobody, on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from slack_bolt import App

from bot.desk import Desk
from bot.incoming.payloads import HomeOpened, read_home
from bot.incoming.values import Payload
from bot.listeners.events.home import show_home
from bot.listeners.events.messages import answer_message_event
from bot.listeners.events.prompts import suggest_prompts
from bot.memory.deliveries import Claim
from bot.working import Worker, named

# By the tab of the app's home that was opened.
TABS: Mapping[str, Callable[[Desk, HomeOpened, Claim], None]] = {
    "home": show_home,
    "messages": suggest_prompts,
}


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register the listeners for events."""
    answer = worker.listener(named("answer_message_event", partial(answer_message_event, desk)))
    app.event("app_mention")(answer)
    app.event("message")(answer)
    app.event("app_home_opened")(worker.listener(named("open_tab", partial(open_tab, desk))))
    app.event(re.compile(".*"))(worker.listener(named("disregard", lambda body, claim: None)))


def open_tab(desk: Desk, body: Payload, claim: Claim) -> None:
    """Show what a tab is to show."""
    opened = read_home(body)
    show = TABS.get(opened.tab) if opened else None
    if opened is not None and show is not None:
        show(desk, opened, claim)

"""A bot that Slack reaches by signed HTTP requests, in threads of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.bootstrap import bootstrap
from bot.server.events import SlackEvents
from bot.server.health import HealthServer
from bot.server.listening import address_of, listen
from bot.server.pages import SLACK_EVENTS, Pages
from bot.server.standing import Standing
from bot.service import open_service
from tests.scenarios.town import Bot, Town


@contextmanager
def bot_by_http(town: Town, **changes: str) -> Iterator[Bot]:
    """What `serve --http` runs, under a small server instead of gunicorn."""
    nakadachi = bootstrap(town.environment(**changes), town.home.parent)
    service = open_service(nakadachi)
    standing = Standing(service)
    events = SlackEvents(service.app, town.slack.signing_secret, standing.is_open)
    with listen("127.0.0.1", 0) as listener:
        bot = Bot(nakadachi, service, address_of(listener))
        pages = Pages(service.metrics, standing.reasons, events)
        with HealthServer(listener, pages):
            service.prepare()
            assert standing.sign_in(threading.Event())
            town.slack.deliver_to(bot.address + SLACK_EVENTS)
            try:
                yield bot
            finally:
                service.stop_taking()
                service.finish(20)
                service.close()

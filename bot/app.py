"""Bolt's application: signatures, routing, and around every listener the claim of its delivery."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners import register
from bot.listeners.events.messages import concerns
from bot.listeners.views import acknowledge
from bot.logs import log_unexpected
from bot.middleware.claiming import Claiming
from bot.people import Identity
from bot.working import Worker

logger = logging.getLogger(__name__)


def make_app(
    desk: Desk,
    worker: Worker,
    threads: Executor,
    identity: Callable[[], Identity | None],
    is_taking: Callable[[], bool],
) -> App:
    """The application; ``identity`` is that of the bot, once Slack has told it."""

    def authorize(context: object) -> AuthorizeResult:
        # Asked once, when the bot signs in: no acknowledgement waits for Slack.
        me = identity() or Identity("", "", "")
        return AuthorizeResult(
            enterprise_id=me.enterprise or None,
            team_id=me.team or None,
            bot_user_id=me.user or None,
            bot_id=me.bot or None,
            bot_token=desk.slack.bot_token,
        )

    app = App(
        name="nakadachi",
        signing_secret=desk.slack.signing_secret,
        authorize=authorize,
        client=WebClient(base_url=desk.slack.api),
        listener_executor=threads,
        request_verification_enabled=bool(desk.slack.signing_secret),
        # Helpers for assistants, which no listener takes, and which fail on odd messages.
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(
        Claiming(
            desk.memory.deliveries, desk.metrics, is_taking, partial(concerns, desk), acknowledge
        )
    )
    register(app, desk, worker)

    @app.error
    def on_error(error: Exception) -> None:
        logger.error("a listener failed (error %s)", log_unexpected(error))

    return app

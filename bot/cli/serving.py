"""``nakadachi serve``: the bot in Slack."""

from __future__ import annotations

import sys
from enum import StrEnum

import click

from bot.bootstrap import Nakadachi
from bot.errors import BadSetting
from bot.settings import SLACK_APP_TOKEN, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SlackSettings

_HOW = "docs/slack.md says where they are found."


class Mode(StrEnum):
    """How Slack's deliveries reach us."""

    SOCKET = "socket"
    HTTP = "http"


@click.command()
@click.option(
    "--socket", "mode", flag_value=Mode.SOCKET, type=Mode, help="Connect to Slack by Socket Mode."
)
@click.option(
    "--http", "mode", flag_value=Mode.HTTP, type=Mode, help="Wait for signed requests from Slack."
)
@click.option("--host", help="Where to listen; otherwise the setting NAKADACHI_HOST.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), help="The port; otherwise the setting PORT."
)
@click.pass_context
def serve(ctx: click.Context, mode: Mode | None, host: str | None, port: int | None) -> None:
    """Run the bot in Slack until Ctrl-C or SIGTERM.

    It uses Socket Mode if there is an app-level token, otherwise HTTP. Its health page is served
    either way.

    \b
    Example:
      nakadachi serve
    """
    from bot.server.listening import listen
    from bot.service import open_service

    app: Nakadachi = ctx.obj
    slack = app.settings.slack
    chosen = choose(slack, mode)
    app.prepare_home()
    # Five times as often as usual, threads that search let those go on that acknowledge.
    sys.setswitchinterval(0.001)
    with listen(host or slack.host, slack.port if port is None else port) as listener:
        if chosen is Mode.HTTP:
            from bot.server.telling import say
            from bot.server.web import serve_by_http

            code = serve_by_http(lambda: open_service(app), slack.signing_secret, listener, say)
            ctx.exit(code)
        else:
            from bot.server.signals import run_until_told
            from bot.server.socketmode import serve_by_socket
            from bot.server.telling import say

            service = open_service(app)
            run_until_told(lambda stop: serve_by_socket(service, slack, listener, stop, say))


def choose(slack: SlackSettings, mode: Mode | None) -> Mode:
    """The mode that was asked for, or that the tokens allow. Raises BadSetting."""
    chosen = mode or (Mode.SOCKET if slack.app_token or not slack.signing_secret else Mode.HTTP)
    missing = [] if slack.bot_token else [SLACK_BOT_TOKEN.name]
    if chosen is Mode.SOCKET and not slack.app_token:
        either = "" if mode else f" (for Socket Mode) or {SLACK_SIGNING_SECRET.name} (for HTTP)"
        missing.append(f"{SLACK_APP_TOKEN.name}{either}")
    if chosen is Mode.HTTP and not slack.signing_secret:
        missing.append(SLACK_SIGNING_SECRET.name)
    if missing:
        raise BadSetting(
            f"The bot cannot be served: {' and '.join(missing)} not set, neither in the "
            f"environment nor in .env. {_HOW}"
        )
    return chosen

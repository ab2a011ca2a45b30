"""``nakadachi serve``: the bot in Slack, or before a stand-in for Slack in a browser."""

from __future__ import annotations

import sys
from enum import StrEnum
from socket import socket

import click

from bot.bootstrap import Nakadachi
from bot.errors import BadSetting
from bot.server.arenas import use_few_arenas
from bot.settings import (
    PORT,
    SLACK_APP_TOKEN,
    SLACK_BOT_TOKEN,
    SLACK_SIGNING_SECRET,
    SlackSettings,
)

_HOW = "docs/slack.md says where they are found."


class Mode(StrEnum):
    """How Slack's deliveries reach us; the playground's come from this very process."""

    SOCKET = "socket"
    HTTP = "http"
    PLAYGROUND = "playground"


@click.command()
@click.option(
    "--socket", "mode", flag_value=Mode.SOCKET, type=Mode, help="Connect to Slack by Socket Mode."
)
@click.option(
    "--http", "mode", flag_value=Mode.HTTP, type=Mode, help="Wait for signed requests from Slack."
)
@click.option(
    "--playground",
    "mode",
    flag_value=Mode.PLAYGROUND,
    type=Mode,
    help="Try everything in a browser, without Slack.",
)
@click.option(
    "--host",
    help="Where to listen; otherwise the setting NAKADACHI_HOST, and for the playground this "
    "machine alone.",
)
@click.option(
    "--port", type=click.IntRange(0, 65_535), help="The port; otherwise the setting PORT."
)
@click.pass_context
def serve(ctx: click.Context, mode: Mode | None, host: str | None, port: int | None) -> None:
    """Run the bot until Ctrl-C or SIGTERM: in Slack, or in a browser.

    With an app-level token it uses Socket Mode, otherwise HTTP; its health page is served either
    way. Without any token it opens the playground: a page on this machine that stands in for
    Slack, over a copy of your directory, or over the sample if you have none.

    \b
    Example:
      nakadachi serve
      nakadachi serve --playground
    """
    app: Nakadachi = ctx.obj
    slack = app.settings.slack
    chosen = choose(slack, mode)
    # Five times as often as usual, threads that search let those go on that acknowledge.
    sys.setswitchinterval(0.001)
    use_few_arenas()
    if chosen is Mode.PLAYGROUND:
        _play(app, host, port)
        return
    from bot.playing.sandbox import erase_stale
    from bot.server.listening import listen

    app.prepare_home()
    # Copies with contacts must not outlive the trying out.
    erase_stale(app.settings.home)
    with listen(host or slack.host, slack.port if port is None else port) as listener:
        ctx.exit(_serve(app, chosen, listener))


def choose(slack: SlackSettings, mode: Mode | None) -> Mode:
    """The mode that was asked for, or that the tokens allow. Raises BadSetting."""
    if mode is Mode.PLAYGROUND or not (mode or _has_tokens(slack)):
        return Mode.PLAYGROUND
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


def _has_tokens(slack: SlackSettings) -> bool:
    return bool(slack.bot_token or slack.app_token or slack.signing_secret)


def _serve(app: Nakadachi, mode: Mode, listener: socket) -> int:
    """Serve in Slack until told to stop; returns the exit code."""
    from bot.server.telling import say
    from bot.service import open_service

    slack = app.settings.slack
    if mode is Mode.HTTP:
        from bot.server.web import serve_by_http

        return serve_by_http(lambda: open_service(app), slack.signing_secret, listener, say)
    from bot.server.signals import run_until_told
    from bot.server.socketmode import serve_by_socket

    service = open_service(app)
    run_until_told(lambda stop: serve_by_socket(service, slack, listener, stop, say))
    return 0


def _play(app: Nakadachi, host: str | None, port: int | None) -> None:
    """The playground until told to stop; on this machine alone unless somebody says --host."""
    from bot.cli.playing import announce, watched_terminal
    from bot.playing.addresses import LOOPBACK
    from bot.playing.playground import Address, play
    from bot.server.signals import run_until_told

    wanted = app.settings.slack.port if port is None else port
    is_asked_for = port is not None or wanted != int(PORT.default)
    address = Address(host or LOOPBACK, wanted, is_asked_for)
    announce(has_tokens=_has_tokens(app.settings.slack))
    with watched_terminal() as terminal:
        run_until_told(lambda stop: play(app, address, stop, terminal))

"""The bot of the playground ends when it is told, whatever it waits for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from bot.bootstrap import bootstrap
from bot.playground.page.setting import Setting, State
from bot.playground.standin import StandIn
from bot.playing.running import Runner
from bot.settings import SlackSettings
from tests.scenarios.town import MANIFEST, copy_home


def test_whoever_ends_it_does_not_wait_until_slack_knows_it(
    sample_home: Path, tmp_path: Path
) -> None:
    home = copy_home(sample_home, tmp_path / "home")
    setting, stop = Setting(), Event()
    with StandIn(MANIFEST) as slack:
        slack.fail("auth.test", error="internal_error", times=-1)
        app = bootstrap({"NAKADACHI_HOME": str(home)}, tmp_path)
        known = SlackSettings(slack.bot_token, "", slack.signing_secret, api=slack.api_url)
        app = replace(app, settings=replace(app.settings, slack=known))
        runner = Runner(app, slack, setting, stop)
        starting = Thread(target=runner.start)
        starting.start()
        slack.waits_for(lambda: any(one.method == "auth.test" for one in slack.calls), 30)
        stop.set()
        starting.join(30)
        assert not starting.is_alive()
        runner.stop()
    assert setting.told.bot is State.STOPPED

"""A service that notes what is asked of it, around a real application of Bolt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from bot.arrivals import Arrivals
from bot.metrics import Metrics

SECRET = "0123456789abcdef"
NOBODY = "http://127.0.0.1:9/api/"


@dataclass(frozen=True, slots=True)
class StubReadiness:
    ready: bool
    reasons: tuple[str, ...] = ()


class StubService:
    """Acknowledges everything. ``tell`` hears of each step, in order."""

    identity = "nakadachi in Tama"

    def __init__(self, tell: Callable[[str], object], api: str = NOBODY) -> None:
        self.metrics = Metrics()
        self.arrivals = Arrivals()
        self.app = make_app(api)
        self.state = StubReadiness(ready=True)
        self.signs_in = True
        self.fails: dict[str, Exception] = {}
        self.answering: Event | None = None
        self._tell = tell

    def prepare(self) -> None:
        self._step("prepare")
        self.metrics.index_serves(datetime.now(UTC), 150)

    def sign_in(self, stop: Event) -> bool:
        self._step("sign in")
        if not self.signs_in:
            stop.wait()
            return False
        return True

    def start_sweeping(self) -> None:
        self._step("sweep")

    def stop_taking(self) -> None:
        self._step("stop taking")

    def finish(self, seconds: float) -> bool:
        self._step(f"finish within {seconds:.0f} s")
        return self.answering is None or self.answering.wait(seconds)

    def close(self) -> None:
        self._step("close")

    def readiness(self) -> StubReadiness:
        return self.state

    def _step(self, name: str) -> None:
        self._tell(name)
        if name in self.fails:
            raise self.fails[name]


def make_app(api: str = NOBODY) -> App:
    """Bolt with checks of signatures; each delivery is answered with what was understood of it."""

    def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")

    app = App(
        name="stub",
        signing_secret=SECRET,
        authorize=authorize,
        client=WebClient(base_url=api),
    )

    @app.middleware
    def answer(req: BoltRequest) -> BoltResponse:
        return BoltResponse(status=200, body=str(req.body.get("text", "")))

    return app

"""An execution of a workflow step, as whoever built the workflow sees it."""

from __future__ import annotations

from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject
from bot.playground.steps import Run, faults_in

_WITHIN = 5.0


class Execution:
    """Waits for how the step ends."""

    def __init__(self, platform: Platform, run: Run) -> None:
        self._platform = platform
        self._run = run

    @property
    def id(self) -> str:
        """The id by which the app says how it ended."""
        return self._run.id

    @property
    def token(self) -> str:
        """The bot token that came with it, good until it is over."""
        return self._run.token

    @property
    def is_over(self) -> bool:
        """Whether it ended, without waiting for it."""
        with self._platform.changed:
            return self._run.is_over

    @property
    def outputs(self) -> JsonObject:
        """What came out of it, as soon as it succeeds."""
        self._wait()
        if self._run.outputs is None:
            raise AssertionError(f"The step failed: {self._run.error}")
        return self._run.outputs

    @property
    def error(self) -> str:
        """What the person is told, as soon as it fails."""
        self._wait()
        if not self._run.error:
            raise AssertionError(f"The step succeeded: {self._run.outputs}")
        return self._run.error

    def _wait(self) -> None:
        with self._platform.changed:
            if not self._platform.changed.wait_for(lambda: self._run.is_over, _WITHIN):
                raise AssertionError(f"The step is not over after {_WITHIN} s.")


def begin_step(platform: Platform, callback_id: str, inputs: JsonObject, by: str) -> Execution:
    """A workflow of somebody's comes to a step, with inputs as the manifest declares them."""
    if callback_id not in platform.app.steps:
        raise AssertionError(f"{callback_id} is no function of the app's manifest.")
    if platform.workspace.is_stranger(by):
        raise AssertionError("Strangers run no workflows of this workspace.")
    if faults := faults_in(inputs, platform.app.steps[callback_id].inputs):
        raise AssertionError(f"Slack does not run the step: {faults}.")
    return Execution(platform, platform.run_step(callback_id, inputs, by))

"""What an agent shows beside its messages: suggested prompts, and what it is doing."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Prompts:
    """Suggestions over the field in which people write: title and message of each."""

    title: str
    prompts: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Status:
    """What the app said that it is doing; ``ended`` is when it said or did something else."""

    channel: str
    thread_ts: str
    text: str
    loading_messages: tuple[str, ...]
    expires: float
    ended: bool = False

    def is_over(self, now: float) -> bool:
        """Whether nobody sees it any more."""
        return self.ended or now >= self.expires


@dataclass(slots=True)
class Agent:
    """The prompts of each conversation, and every status there ever was."""

    prompts: dict[str, Prompts] = field(default_factory=dict)
    statuses: list[Status] = field(default_factory=list)

    def show(self, status: Status) -> None:
        """Show a status in the place of an earlier one; an empty one only takes that away."""
        self.end(status.channel, status.thread_ts)
        if status.text:
            self.statuses.append(status)

    def end(self, channel: str, thread_ts: str) -> None:
        """The app posted there: its status is over."""
        for status in self.statuses:
            if (status.channel, status.thread_ts) == (channel, thread_ts):
                status.ended = True

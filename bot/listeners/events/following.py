"""Messages that go on from a question: in its thread, or soon after it in direct messages."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import Desk
from bot.incoming.payloads import Spoken
from bot.incoming.plaintext import addresses_somebody
from bot.memory.deliveries import Claim
from bot.memory.questions import QuestionRecord
from bot.questions import Door
from index.refining import Refinement

# Outside of threads a message goes on from a question for so long.
FOLLOW_UP_SECONDS = 30 * 60.0
# In a thread stand the answers that everybody sees, also one that was shared there; a question
# that somebody asked in a form is nobody else's to go on from.
_PUBLIC = frozenset({Door.MENTION, Door.FOLLOW_UP, Door.SHORTCUT})


@dataclass(frozen=True, slots=True)
class Following:
    """A change of the last question; ``record`` is None if its text is not there any more."""

    record: QuestionRecord | None
    change: Refinement


def may_follow(desk: Desk, said: Spoken) -> bool:
    """Whether a message that does not mention the bot may refine a question at all. Quick.

    One that calls somebody else by name, or brings a file, is for others.
    """
    thread = said.origin.thread
    return (
        bool(thread)
        and not said.has_files
        and not addresses_somebody(said.text)
        and desk.memory.questions.has_thread(said.origin.channel, thread)
    )


def reads_as_change(desk: Desk, text: str) -> Refinement | None:
    """The change that a text asks for, if it is nothing else."""
    searcher = desk.searching.searcher()
    return searcher.refinement(text) if searcher is not None else None


def following(desk: Desk, said: Spoken, text: str, claim: Claim) -> Following | None:
    """What a message of this plain text goes on from; None if it stands for itself."""
    change = reads_as_change(desk, text)
    if change is None:
        return None
    record = _last_question(desk, said, claim)
    if record is not None:
        return Following(record, change)
    thread = said.origin.thread
    was_answered = bool(thread) and desk.memory.questions.has_thread(said.origin.channel, thread)
    # "Only universities" is a question by itself; "others" without one before it is none.
    is_lost = was_answered or (change.others and not change.constraints)
    return Following(None, change) if is_lost else None


def _last_question(desk: Desk, said: Spoken, claim: Claim) -> QuestionRecord | None:
    questions, origin = desk.memory.questions, said.origin
    if not origin.is_direct:
        found = questions.last_in(origin.channel, origin.thread) if origin.thread else None
        return found if found is not None and found.door in _PUBLIC else None
    if not origin.thread:
        # Counted from when it was written: work may be resumed much later.
        return questions.last_in(origin.channel, "", claim.received_at - FOLLOW_UP_SECONDS)
    return questions.last_in(origin.channel, origin.thread) or questions.last_before(
        origin.channel, origin.thread, _seconds(origin.thread)
    )


def _seconds(ts: str) -> float:
    try:
        return float(ts)
    except ValueError:  # which Slack never sends
        return 0.0

"""What doors that work in windows have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from bot.answers import question_id_of
from bot.blocks.answer_windows import answer_view, failed_view, late_answer_message, searching_view
from bot.carried import Carried
from bot.desk import Desk
from bot.errors import SignedOut, SlackAway, SlackError, Unsendable
from bot.incoming.interactions import Submitted
from bot.incoming.keys import submissions_of
from bot.memory.deliveries import Claim
from bot.outgoing.message import Message, View
from bot.outgoing.views import Fate, Shown
from bot.questions import Reply
from profiles.errors import StoreError

# What an acknowledgement shows must stand there before it is replaced: the two reach Slack by
# different connections, and the one that comes last is seen.
_HEAD_START = 0.2


@dataclass(frozen=True, slots=True)
class Found:
    """What a window shows in the end, and the same for where it is too late for one."""

    view: View
    message: Message


def answer_found(reply: Reply, carried: Carried) -> Found:
    """An answer."""
    return Found(answer_view(reply, carried), late_answer_message(reply, carried))


def find_in_window(
    desk: Desk,
    trigger_id: str,
    claim: Claim,
    carried: Carried,
    find: Callable[[], Found],
    tell: Callable[[Message], object],
) -> None:
    """Open a window at once, then show in it what is found; ``tell`` it where there is none."""
    views, name = desk.sender.views, f"answer:{question_id_of(claim.id)}"
    window = Shown(Fate.TOO_LATE)
    # A window opens within three seconds of a press, so for none that is resumed.
    if claim.attempt == 1:
        window = views.open(trigger_id, searching_view(carried.ui, carried, name))
    with never_left_waiting(partial(views.update_named, name, failed_view(carried.ui, carried))):
        found = find()
        # Whoever resumes this must find the window also if it shows the answer already.
        view = replace(found.view, external_id=name)
        if window:
            # Whoever has closed it has gone on.
            views.replace(window.id, view, window.hash)
        elif not views.update_named(name, view):
            tell(found.message)


def show_in_form(desk: Desk, sent: Submitted, claim: Claim, view: View) -> Shown:
    """Show something in the place of a form that was sent, unless it was sent again since.

    Slack does not tell which version of the form its acknowledgement made, so there is no hash.
    """
    let_acknowledgement_arrive(desk, claim)
    if desk.memory.deliveries.came_since(submissions_of(sent.form.id), claim.received_at):
        return Shown(Fate.CHANGED)
    return desk.sender.views.replace(sent.form.id, view, "")


def let_acknowledgement_arrive(desk: Desk, claim: Claim) -> None:
    """Wait, if that is necessary, before a form that has just been sent is changed."""
    left = claim.received_at + _HEAD_START - desk.clock()
    if 0 < left <= _HEAD_START:
        desk.stopping.wait(left)


@contextmanager
def never_left_waiting(show_failed: Callable[[], object]) -> Iterator[None]:
    """Whatever fails for good inside, the window must not go on saying that work is under way.

    What went wrong is told by whoever catches the error.
    """
    try:
        yield
    except (SlackAway, SignedOut, StoreError):
        raise  # it is tried again
    except Exception as error:
        try:
            show_failed()
        except (SlackError, Unsendable) as another:
            raise error from another
        raise

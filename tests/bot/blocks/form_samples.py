"""The search form, and an answer in a window, in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.blocks.answer_windows import (
    Sharing,
    answer_view,
    failed_view,
    late_answer_message,
    searching_view,
    shared_to_thread_message,
)
from bot.blocks.search_form import (
    empty_form,
    failed_form,
    found_form,
    gone_form,
    inputs_in,
    late_form_message,
    searching_form,
)
from bot.blocks.windows import notice_view, outdated_view, waiting_view
from bot.carried import Carried
from bot.controls import FormId
from bot.incoming.forms import read_form
from bot.outgoing.gate import view_payload
from bot.outgoing.message import Message, View
from bot.questions import Reply, ReplyKind
from index.model import Match, MemberCard
from index.suggesting import Options
from profiles.model import Kind
from tests.bot.blocks.samples import MATCHES, QUESTIONS, matched, nobody, reply

OPTIONS = Options(
    (Kind.SUPPORTING_SME, Kind.UNIVERSITY, Kind.RESEARCH_INSTITUTE),
    (
        ("Tokyo", ""),
        ("Kanagawa", ""),
        ("Tokyo", "Hachioji"),
        ("Saitama", "Sayama"),
        ("Nowhere", "Somewhere"),
    ),
    ("ISO 9001", "JIS Q 9100"),
)
# As large as the directory of a whole country: every prefecture with many cities.
MANY = Options(
    tuple(Kind),
    tuple((f"Prefecture {one:02}", f"City {city:03}" if city else "") for one in range(47)
          for city in range(30)),
    tuple(f"ISO {number}" for number in range(10_000, 10_300)),
)  # fmt: skip


def twelve(ui: str) -> Reply:
    """A reply with ten members named, and two more that fit."""
    matches = tuple(
        replace(MATCHES[0], member=numbered(MATCHES[0], number)) for number in range(1, 11)
    )
    answer = replace(matched(ui, matches), further=2)
    return reply(answer, ui)


def numbered(match: Match, number: int) -> MemberCard:
    """The same member under another name."""
    card = match.member
    return replace(
        card,
        id=f"D{number}",
        name_ja=f"{card.name_ja}{number}",
        name_en=f"{card.name_en} {number}",
    )


def opened(ui: str, options: Options | None = OPTIONS) -> dict[str, object]:
    """The form as Slack holds it once it is open."""
    return {"id": "V1", "hash": "1.2", **view_payload(empty_form(options, ui))}


def found(ui: str, answer: Reply, page: int = 1, options: Options | None = OPTIONS) -> View:
    """One page of results in the form that was opened."""
    inputs = inputs_in(read_form(opened(ui, options)).inputs)
    return found_form(inputs, Carried(ui, page=page), answer)


def carried(ui: str) -> Carried:
    """What the window of an answer carries that can be shared."""
    return Carried(ui, "q1", channel="C12345", thread="1700000000.000100")


FORM_VIEWS: dict[str, Callable[[str], Message | View]] = {
    "empty_form": lambda ui: empty_form(OPTIONS, ui),
    "empty_form.no_index": lambda ui: empty_form(None, ui),
    "empty_form.empty_directory": lambda ui: empty_form(Options(), ui),
    "searching_form": lambda ui: searching_form(
        inputs_in(read_form(opened(ui)).inputs), Carried(ui)
    ),
    "found_form.page_1": lambda ui: found(ui, twelve(ui)),
    "found_form.page_2": lambda ui: found(ui, twelve(ui), page=2),
    "found_form.few": lambda ui: found(ui, reply(matched(ui), ui)),
    "found_form.nobody": lambda ui: found(ui, reply(nobody(ui), ui)),
    "found_form.no_index": lambda ui: found(ui, reply(None, ui, ReplyKind.NO_INDEX)),
    "gone_form": lambda ui: gone_form(inputs_in(read_form(opened(ui)).inputs), Carried(ui)),
    "failed_form": lambda ui: failed_form(inputs_in(read_form(opened(ui)).inputs), Carried(ui)),
    "late_form_message": late_form_message,
    "searching_view": lambda ui: searching_view(ui, carried(ui), "answer:q1"),
    "answer_view": lambda ui: answer_view(reply(matched(ui), ui), carried(ui)),
    "answer_view.shared": lambda ui: answer_view(reply(matched(ui), ui), carried(ui), Sharing.DONE),
    "answer_view.share_failed": lambda ui: answer_view(
        reply(matched(ui), ui), carried(ui), Sharing.FAILED
    ),
    "answer_view.not_shareable": lambda ui: answer_view(reply(matched(ui), ui), Carried(ui, "q1")),
    "answer_view.nobody": lambda ui: answer_view(reply(nobody(ui), ui), carried(ui)),
    "answer_view.files_only": lambda ui: answer_view(
        reply(None, ui, ReplyKind.FILES_ONLY), carried(ui)
    ),
    "notice_view": lambda ui: notice_view("Nakadachi", QUESTIONS[ui], ui),
    "waiting_view": lambda ui: waiting_view(FormId.SEARCH, "Nakadachi", QUESTIONS[ui], ui),
    "outdated_view": outdated_view,
    "failed_view": lambda ui: failed_view(ui, carried(ui)),
    "late_answer_message": lambda ui: late_answer_message(reply(matched(ui), ui), carried(ui)),
    "shared_to_thread_message": lambda ui: shared_to_thread_message(ui, Sharing.DONE),
    "shared_to_thread_message.failed": lambda ui: shared_to_thread_message(ui, Sharing.FAILED),
}

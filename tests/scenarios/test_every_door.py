"""The same question behind every door: the same members, in the same order, the same outcome."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.memory.questions import QuestionRecord
from bot.playground.person import Person
from bot.playground.seen import SeenView
from bot.questions import Door
from index.model import Answer, MemberCard, Outcome
from tests.scenarios.telling import asks, told, told_by_command
from tests.scenarios.town import HELIUM, TITANIUM, VIOLIN, Bot, Town

Lively = tuple[Town, Bot]
_RANKED = re.compile(r"^\d+\. (.+)$", re.MULTILINE)
_WAITING = ("探しています…", "Searching …")
# A condition, an exclusion, several needs, both languages mixed, and nobody.
QUESTIONS = (
    TITANIUM,
    HELIUM,
    VIOLIN,
    "八王子か相模原で、アルミの切削",
    "machining with ISO 9001, not a university",
    "設計から試作、EMC試験まで",
    "CFRP machining、剥離なし",
)


def by_mention(town: Town, person: Person, text: str) -> list[str]:
    return _names(asks(town, person, text)[1].shown)


def by_direct_message(town: Town, person: Person, text: str) -> list[str]:
    answer = told(town, person, lambda: person.writes_to_bot(text), person.direct)
    return _names(answer.shown)


def by_command(town: Town, person: Person, text: str) -> list[str]:
    return _names(told_by_command(town, person, text, town.general).shown)


def by_message_shortcut(town: Town, person: Person, text: str) -> list[str]:
    said = town.sato.writes(text, town.general)
    person.uses_shortcut_on(said, "find_partners_for")
    return _names(_closed(person, person.waits_for_view(_is_over)))


def by_form(town: Town, person: Person, text: str) -> list[str]:
    person.uses_shortcut("search_partners")
    form = person.waits_for_view(lambda view: view.callback_id == "search")
    person.submits(form, {"text": text})
    found = person.waits_for_view(lambda view: view.hash != form.hash and _is_over(view))
    return _names(_closed(person, found))


def from_the_home_tab(town: Town, person: Person, text: str) -> list[str]:
    town.expected_refusals.add("hash_conflict")  # it is opened again before the last change is in
    person.opens_home()
    person.presses(person.sees_home(""), "home_search:", text)
    return _names(_closed(person, person.waits_for_view(_is_over)))


def by_workflow(town: Town, person: Person, text: str) -> list[str]:
    outputs = town.slack.runs_step("find_partners", {"question": text}, by=person).outputs
    return _names(str(outputs["answer"]), re.compile(r"^\d+\. (.+?) ?[（(:：]", re.MULTILINE))


DOORS = {
    Door.MENTION: by_mention,
    Door.DIRECT: by_direct_message,
    Door.COMMAND: by_command,
    Door.SHORTCUT: by_message_shortcut,
    Door.FORM: by_form,
    Door.HOME: from_the_home_tab,
    Door.WORKFLOW: by_workflow,
}


@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("door", DOORS)
def test_every_door_gives_the_same_answer(lively: Lively, door: Door, text: str) -> None:
    town, bot = lively
    through: Callable[[Town, Person, str], list[str]] = DOORS[door]
    names = through(town, town.bob, text)
    expected = bot.service.desk.searching.search(text)
    assert expected is not None
    # A question in both languages is answered in the asker's; who starts a workflow is not known.
    of_asker = "ja" if door is Door.WORKFLOW else "en"
    lang = of_asker if expected.query.lang == "mixed" else expected.query.lang
    assert names == [member.name_in(lang) for member in _named(expected)]
    record = _remembered(bot, door, text)
    assert record.outcome == expected.outcome
    assert record.ranking == expected.ranking


def test_there_is_no_door_that_is_not_tried_here() -> None:
    assert set(DOORS) | {Door.FOLLOW_UP} == set(Door)


def _named(answer: Answer) -> list[MemberCard]:
    found = answer.matches if answer.outcome is Outcome.MATCHES else answer.nearest
    return [match.member for match in found]


def _remembered(bot: Bot, door: Door, text: str) -> QuestionRecord:
    asked = [one for one in bot.memory.questions.since(0) if one.text == text and one.door == door]
    return asked[-1]


def _names(shown: str, ranked: re.Pattern[str] = _RANKED) -> list[str]:
    return ranked.findall(shown)


def _is_over(view: SeenView) -> bool:
    is_modal = view.body["type"] == "modal"
    return is_modal and not any(words in view.shown for words in _WAITING)


def _closed(person: Person, view: SeenView) -> str:
    person.closes(view)
    return view.shown

"""The search form: opened at once, answered in place, turned over, and changed again."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from bot.answers import Answers
from bot.memory.questions import QuestionRecord
from bot.playground.journal import Route
from bot.playground.person import Person
from bot.playground.seen import SeenView
from bot.reindexing import rebuild
from index.build import Watcher
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.serving import serving
from tests.scenarios.telling import told_by_command
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    IMPATIENT,
    QUICK,
    TITANIUM,
    TITANIUM_MEMBER,
    VIOLIN,
    Bot,
    Town,
    until,
)

Lively = tuple[Town, Bot]
FORM = "search_partners"
FIELDS = {"text", "kinds", "places", "certifications"}
SEARCHING = "Searching …"
AGAIN = "search_form:"
AT_ONCE = replace(IMPATIENT, lease=0.5)
SMALL_FIRMS = {"kinds": ["SME (contract processing)"]}


def opens(person: Person) -> SeenView:
    """Somebody opens the form from anywhere."""
    before = {view.id for view in person.modals}
    assert not person.uses_shortcut(FORM).error
    return person.waits_for_view(
        lambda view: view.callback_id == "search" and view.id not in before
    )


def searches(person: Person, form: SeenView, **values: str | list[str]) -> SeenView:
    """Somebody fills in the form and sends it; the form with what was found."""
    sent = person.submits(form, values)
    assert not sent.error
    assert not sent.errors
    return person.waits_for_view(lambda view: view.id == form.id and is_over(view))


def is_over(view: SeenView) -> bool:
    return SEARCHING not in view.shown and "探しています…" not in view.shown


def turns(person: Person, form: SeenView, page: int) -> SeenView:
    """Somebody turns to another page."""
    person.presses(form, f"page:{page}")
    return person.waits_for_view(lambda view: view.hash != form.hash)


def ranks_in(view: SeenView) -> list[str]:
    """The numbers before the names of members."""
    lines = view.shown.split("\n")
    return [line.split(".")[0] for line in lines if line.split(".")[0].isdigit() and ". " in line]


def questions_of(bot: Bot, person: Person) -> list[QuestionRecord]:
    return bot.memory.questions.of_user(person.id, 1_000)


def test_a_question_in_the_form_is_answered_in_the_form(lively: Lively) -> None:
    town, _ = lively
    form = opens(town.bob)
    assert set(form.controls) == FIELDS
    found = searches(town.bob, form, text=HELIUM)
    assert found.says(HELIUM_MEMBER)
    assert "contact:1" in found.controls
    assert set(found.controls) >= FIELDS
    assert not found.says("@")
    assert town.bob.modals == [found]


def test_the_form_names_the_same_members_as_the_command(lively: Lively) -> None:
    town, bot = lively
    searches(town.alice, opens(town.alice), text=TITANIUM)
    told_by_command(town, town.alice, TITANIUM, town.general)
    by_command, by_form = questions_of(bot, town.alice)[:2]
    assert (by_form.door, by_command.door) == ("form", "command")
    assert by_form.shown == by_command.shown
    assert by_form.text == by_command.text


def test_it_says_that_it_searches_and_keeps_what_was_typed(lively: Lively) -> None:
    town, _ = lively
    update = town.slack.hang("views.update")
    form = opens(town.bob)
    town.bob.submits(form, {"text": HELIUM, **SMALL_FIRMS})
    waiting = town.bob.sees_modal(SEARCHING)
    assert waiting.id == form.id
    assert update.caught.wait(5)
    update.release()
    found = town.bob.waits_for_view(is_over)
    again = searches(town.bob, found)
    # What was typed is sent once more as it stands there.
    assert again.says(f"Question: {HELIUM}")
    assert again.says("SME (contract processing)")


def test_conditions_of_the_form_hold_beside_those_of_the_text(lively: Lively) -> None:
    town, _ = lively
    found = searches(
        town.bob, opens(town.bob), text="materials testing in Tokyo", kinds=["university"]
    )
    lines = [line for line in found.shown.split("\n") if line.endswith(" match")]
    assert lines
    assert all(line.startswith("university · ") and "Tokyo" in line for line in lines)


def test_conditions_alone_name_whoever_meets_them(lively: Lively) -> None:
    town, bot = lively
    found = searches(town.alice, opens(town.alice), kinds=["大学"], places=["東京都"])
    lines = [line for line in found.shown.split("\n") if line.startswith("大学 · 東京都")]
    assert len(lines) == 5
    assert not found.says("ご質問：")
    assert questions_of(bot, town.alice)[0].text == ""


def test_an_empty_form_is_told_so_and_asks_nothing(lively: Lively) -> None:
    town, bot = lively
    before = len(questions_of(bot, town.bob))
    form = opens(town.bob)
    for nothing in ("", " ", "?!"):
        sent = town.bob.submits(form, {"text": nothing})
        assert sent.errors == {
            "text": "Say what you are looking for, or choose at least one condition."
        }
    town.slack.settle()
    assert town.bob.modal is not None
    assert town.bob.modal.hash == form.hash
    assert len(questions_of(bot, town.bob)) == before


def test_pages_are_turned_back_and_forth(lively: Lively) -> None:
    town, bot = lively
    first = searches(town.bob, opens(town.bob), **SMALL_FIRMS)
    assert ranks_in(first) == ["1", "2", "3", "4", "5"]
    assert "page:0" not in first.controls
    before = len(questions_of(bot, town.bob))
    second = turns(town.bob, first, 2)
    assert ranks_in(second) == ["6", "7", "8", "9", "10"]
    third = turns(town.bob, second, 3)
    assert ranks_in(third)[0] == "11"
    back = turns(town.bob, turns(town.bob, third, 2), 1)
    assert back.shown == first.shown
    assert len(questions_of(bot, town.bob)) == before


def test_turning_a_page_keeps_what_was_typed_since(lively: Lively) -> None:
    town, _ = lively
    first = searches(town.bob, opens(town.bob), **SMALL_FIRMS)
    typed = town.bob.fills_in(first, {"text": HELIUM})
    second = turns(town.bob, typed, 2)
    assert ranks_in(second)[0] == "6"
    assert searches(town.bob, second).says(f"Question: {HELIUM}")


def test_the_same_form_can_be_changed_and_sent_again(lively: Lively) -> None:
    town, _ = lively
    found = searches(town.bob, opens(town.bob), text=HELIUM)
    nobody = searches(town.bob, found, text=VIOLIN)
    assert not nobody.says(HELIUM_MEMBER)
    town.bob.presses(nobody, "ask_coordinators:")
    town.bob.closes(town.bob.sees_modal("I have sent your question to the coordinators"))
    assert searches(town.bob, nobody, text=HELIUM).says(HELIUM_MEMBER)


def test_what_can_be_pressed_under_results_works_on_every_page(lively: Lively) -> None:
    town, _ = lively
    form = searches(town.bob, opens(town.bob), **SMALL_FIRMS)
    for page in (1, 2):
        shown = form if page == 1 else turns(town.bob, form, 2)
        rank = 5 * page - 4
        town.bob.presses(shown, f"more:{rank}")
        profile = town.bob.waits_for_view(lambda view: view.callback_id == "profile")
        town.bob.closes(profile)
        town.bob.presses(shown, f"contact:{rank}")
        town.bob.closes(town.bob.waits_for_view(lambda view: view.callback_id == "notice"))
        town.bob.presses(shown, "feedback:not_useful")
        town.bob.closes(town.bob.sees_modal("Sorry that this did not help"))
        assert town.bob.modals == [shown]


def test_a_form_that_is_delivered_twice_is_searched_once(lively: Lively) -> None:
    town, bot = lively
    before = len(questions_of(bot, town.bob))
    form = opens(town.bob)
    sent = town.bob.submits(form, {"text": HELIUM})
    town.bob.sees_modal(HELIUM_MEMBER)
    town.slack.redeliver(sent.delivery)
    town.slack.settle()
    assert town.bob.sees_modal(HELIUM_MEMBER).id == form.id
    assert len(questions_of(bot, town.bob)) == before + 1
    # Nor does it go back to saying that it searches.
    assert sent.delivery.reply == {
        "response_action": "errors",
        "errors": {"text": "This has been sent already. Please wait for the result."},
    }


def test_of_two_searches_in_one_form_the_later_is_shown_whichever_ends_first(
    lively: Lively,
) -> None:
    town, bot = lively
    form = opens(town.bob)
    hang = town.slack.hang("views.update")
    town.bob.submits(form, {"text": VIOLIN})
    waiting = town.bob.sees_modal(SEARCHING)
    assert hang.caught.wait(5)
    town.bob.submits(waiting, {"text": HELIUM})
    until(lambda: questions_of(bot, town.bob)[0].text == HELIUM)
    hang.release()
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert town.bob.sees_modal(HELIUM_MEMBER).id == form.id


def test_a_first_search_that_ends_last_shows_nothing(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, bot = lively
    reply_to, slow = Answers.reply_to, Event()

    def slowly(self: Answers, *arguments: object) -> object:
        if getattr(arguments[0], "text", "") == VIOLIN:
            slow.wait(10)
        return reply_to(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Answers, "reply_to", slowly)
    form = opens(town.bob)
    town.bob.submits(form, {"text": VIOLIN})
    found = searches(town.bob, town.bob.sees_modal(SEARCHING), text=HELIUM)
    assert found.says(HELIUM_MEMBER)
    slow.set()
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert town.bob.modals == [found]


def test_a_page_of_what_was_searched_before_does_not_replace_newer_results(
    lively: Lively,
) -> None:
    town, bot = lively
    town.expected_refusals.add("hash_conflict")
    first = searches(town.bob, opens(town.bob), **SMALL_FIRMS)
    hang = town.slack.hang("views.update")
    town.bob.presses(first, "page:2")
    assert hang.caught.wait(5)
    town.bob.submits(first, {"text": HELIUM, "kinds": []})
    until(lambda: questions_of(bot, town.bob)[0].text == HELIUM)
    hang.release()
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    found = town.bob.sees_modal(HELIUM_MEMBER)
    assert ranks_in(found)[0] == "1"


def test_a_page_is_turned_also_if_the_window_has_changed(lively: Lively) -> None:
    town, _ = lively
    first = searches(town.bob, opens(town.bob), **SMALL_FIRMS)
    town.slack.fail("views.update", error="hash_conflict")
    assert ranks_in(turns(town.bob, first, 2))[0] == "6"


def test_results_are_shown_also_if_the_window_has_changed(lively: Lively) -> None:
    town, _ = lively
    form = opens(town.bob)
    town.slack.fail("views.update", error="hash_conflict")
    assert searches(town.bob, form, text=HELIUM).says(HELIUM_MEMBER)


def test_a_form_of_another_version_says_so_when_it_is_sent(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, bot = lively
    before = len(questions_of(bot, town.bob))
    with monkeypatch.context() as earlier:
        earlier.setattr("bot.carried._VERSION", 0)
        form = opens(town.bob)
    town.bob.submits(form, {"text": HELIUM})
    assert "text" not in town.bob.sees_modal("お手数ですが、いったん閉じて").controls
    assert len(questions_of(bot, town.bob)) == before


def test_a_form_of_another_version_says_so_when_a_page_is_turned(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _ = lively
    with monkeypatch.context() as earlier:
        earlier.setattr("bot.carried._VERSION", 0)
        form = searches(town.bob, opens(town.bob), **SMALL_FIRMS)
    town.bob.presses(form, "page:2")
    assert "text" not in town.bob.sees_modal("Please close it").controls


def test_too_late_for_the_form_there_is_a_message_with_a_button_for_it(lively: Lively) -> None:
    town, _ = lively
    before = {view.id for view in town.bob.modals}
    town.slack.fail("views.open", error="expired_trigger_id", times=2)
    town.bob.uses_shortcut(FORM)
    message = town.bob.sees("I could not open the search form in time", town.bob.direct)
    assert {view.id for view in town.bob.modals} == before
    town.bob.presses(message, AGAIN)
    form = town.bob.waits_for_view(lambda view: view.id not in before)
    assert searches(town.bob, form, text=HELIUM).says(HELIUM_MEMBER)


def test_a_trigger_that_has_run_out_ends_in_a_message(home: Path) -> None:
    with Town(home, replace(QUICK, trigger=0.0)) as town:
        town.expected_refusals.add("expired_trigger_id")
        town.starts_bot()
        town.alice.uses_shortcut(FORM)
        message = town.alice.sees("検索フォームを開けませんでした", town.alice.direct)
        assert AGAIN in message.controls


def test_who_closes_the_form_before_the_results_is_not_followed(lively: Lively) -> None:
    town, bot = lively
    town.expected_refusals.add("not_found")
    before = town.bob.reads()
    form = opens(town.bob)
    hang = town.slack.hang("views.update")
    town.bob.submits(form, {"text": HELIUM})
    assert hang.caught.wait(5)
    town.bob.closes(town.bob.sees_modal(SEARCHING))
    hang.release()
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert town.bob.modal is None
    assert town.bob.reads() == before


def test_while_slack_is_away_the_form_waits_for_its_results(lively: Lively) -> None:
    town, bot = lively
    form = opens(town.bob)
    town.slack.fail("views.update", error="internal_error", times=2)
    assert searches(town.bob, form, text=HELIUM).says(HELIUM_MEMBER)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    (asked, *_) = questions_of(bot, town.bob)
    assert asked.text == HELIUM


def test_what_fails_is_told_and_the_form_does_not_wait_for_ever(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _ = lively

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    form = opens(town.bob)
    monkeypatch.setattr("index.live.LiveSearcher.search", fails)
    town.bob.submits(form, {"text": HELIUM})
    told = town.bob.sees_modal("give this number to the office")
    town.bob.closes(told)
    assert town.bob.sees_modal("Something went wrong").id == form.id
    monkeypatch.undo()
    assert searches(town.bob, town.bob.sees_modal(), text=HELIUM).says(HELIUM_MEMBER)


def test_killed_before_the_results_the_next_process_shows_them_once(town: Town) -> None:
    with serving(town) as process:
        form = opens(town.bob)
        hang = town.slack.hang("views.update")
        town.bob.submits(form, {"text": HELIUM})
        assert hang.caught.wait(20)
        process.is_killed()
    town.slack.platform.faults.clear()
    bot = town.starts_bot(AT_ONCE)
    assert town.bob.sees_modal(HELIUM_MEMBER).id == form.id
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert len(questions_of(bot, town.bob)) == 1
    assert not [one for one in town.bob.reads() if one.says(HELIUM_MEMBER)]


def test_a_member_that_leaves_between_search_and_press_is_not_shown(town: Town) -> None:
    bot = town.starts_bot()
    office = Office(bot.nakadachi)
    found = searches(town.alice, opens(town.alice), text=TITANIUM)
    assert found.says(TITANIUM_MEMBER)
    office.withdraws(TITANIUM_MEMBER)
    town.alice.presses(found, "contact:1")
    gone = town.alice.sees_modal("現在の名簿にない")
    assert not gone.says("@")
    town.alice.closes(gone)
    office.reindexes()
    second = turns(town.alice, found, 2)
    first = turns(town.alice, second, 1)
    assert ranks_in(second)[0] == "6"
    assert not first.says(TITANIUM_MEMBER)


def test_nobody_turns_the_pages_of_somebody_else(lively: Lively) -> None:
    town, bot = lively
    found = searches(town.alice, opens(town.alice), kinds=["大学"])
    (theirs,) = bot.memory.questions.of_user(town.alice.id, 1)
    mine = searches(town.bob, opens(town.bob), **SMALL_FIRMS)
    pressed = town.bob.presses(mine, "page:2").delivery.payload
    second = town.bob.waits_for_view(lambda view: view.hash != mine.hash)
    (action,) = pressed["actions"]
    forged = {**action, "value": f"{theirs.id}\n1\n"}
    view = {**pressed["view"], "hash": second.hash}
    forgery = {**pressed, "view": view, "actions": [forged], "trigger_id": "1.2.forged"}
    town.slack.sends(Route.INTERACTION, forgery)
    gone = town.bob.waits_for_view(lambda view: view.hash != second.hash)
    assert gone.says("These results can no longer be shown")
    assert town.alice.modal == found


def test_of_a_question_that_has_expired_no_page_is_turned(town: Town) -> None:
    bot = town.starts_bot()
    found = searches(town.bob, opens(town.bob), text=HELIUM, **SMALL_FIRMS)
    if "page:2" not in found.controls:
        found = searches(town.bob, found, text="machining")
    bot.memory.expire(0)
    gone = turns(town.bob, found, 2)
    assert gone.says("These results can no longer be shown")
    assert searches(town.bob, gone, text=HELIUM).says(HELIUM_MEMBER)


def test_without_an_index_the_form_opens_and_says_why_nothing_is_found(town: Town) -> None:
    shutil.rmtree(town.home / "index")
    town.starts_bot()
    form = opens(town.bob)
    assert form.says("I am not ready to search yet")
    assert set(form.controls) == {"text"}
    assert searches(town.bob, form, text=HELIUM).says("I am not ready to search yet")


def test_the_form_opens_and_answers_while_an_index_is_built(town: Town) -> None:
    bot = town.starts_bot()
    Office(bot.nakadachi).imports(LUTHIER)
    begun, may_end = Event(), Event()

    def wait(_: int) -> None:
        begun.set()
        assert may_end.wait(30)

    def build() -> None:
        with closing(bot.nakadachi.store()) as store:
            rebuild(bot.nakadachi, store, watcher=Watcher(start=wait))

    building = Thread(target=build)
    building.start()
    try:
        assert begun.wait(30)
        assert searches(town.bob, opens(town.bob), text=HELIUM).says(HELIUM_MEMBER)
        assert building.is_alive()
    finally:
        may_end.set()
        building.join(60)
    assert searches(town.bob, town.bob.sees_modal(), text="violin repair").says("Ome Strings")

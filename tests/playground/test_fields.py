"""Fields of forms and of the home tab: what they take, and what the app is told of them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.choices import Upload
from bot.playground.person import Person
from bot.playground.standin import StandIn
from bot.playground.strict import check_view
from tests.playground.conftest import (
    actions,
    button,
    client_of,
    manifest_with,
    refused,
    section,
)
from tests.playground.doors import (
    Json,
    entry,
    home,
    manifest_with_all_doors,
    modal,
    opened,
    options,
    plain,
    trigger_of,
)
from tests.playground.listening import Listener, listening


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


@pytest.fixture
def alice(slack: StandIn, listener: Listener) -> Person:
    return slack.person("alice")


OPTIONAL = {"optional": True}
DISPATCHING = {"dispatch_action": True}


def state_sent(listener: Listener) -> Json:
    values = listener.arrived[-1].interaction["view"]["state"]["values"]
    return {name: values[name][name] for name in values}


def test_every_field_is_sent_as_slack_sends_it(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    small, large = options("small", "large")
    grouped = [{"label": plain("Sizes"), "options": [small, large]}]
    form = modal(
        entry("plain_text_input", "words", multiline=True),
        entry("static_select", "place", options=[small, large]),
        entry("multi_static_select", "kinds", option_groups=grouped, max_selected_items=2),
        entry("radio_buttons", "one", options=[small, large]),
        entry("checkboxes", "many", options=[small, large]),
        entry("datepicker", "day"),
    )
    shown = opened(alice, listener, client, form)

    alice.submits(
        shown,
        {
            "words": "two\nlines",
            "place": "The large",
            "kinds": ["small", "large"],
            "one": "small",
            "many": "large",
            "day": "2026-11-30",
        },
    )

    assert state_sent(listener) == {
        "words": {"type": "plain_text_input", "value": "two\nlines"},
        "place": {"type": "static_select", "selected_option": large},
        "kinds": {"type": "multi_static_select", "selected_options": [small, large]},
        "one": {"type": "radio_buttons", "selected_option": small},
        "many": {"type": "checkboxes", "selected_options": [large]},
        "day": {"type": "datepicker", "selected_date": "2026-11-30"},
    }


def test_what_is_left_empty_is_sent_as_nothing(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    sizes = options("small", "large")
    form = modal(
        entry("plain_text_input", "words", block=OPTIONAL, initial_value="gone"),
        entry("static_select", "place", block=OPTIONAL, options=sizes, initial_option=sizes[0]),
        entry("multi_static_select", "kinds", block=OPTIONAL, options=sizes),
        entry("radio_buttons", "one", block=OPTIONAL, options=sizes),
        entry("datepicker", "day", block=OPTIONAL),
        entry("file_input", "file", block=OPTIONAL),
    )
    shown = opened(alice, listener, client, form)

    alice.submits(shown, {"words": "", "place": ""})

    assert state_sent(listener) == {
        "words": {"type": "plain_text_input", "value": None},
        "place": {"type": "static_select", "selected_option": None},
        "kinds": {"type": "multi_static_select", "selected_options": []},
        "one": {"type": "radio_buttons", "selected_option": None},
        "day": {"type": "datepicker", "selected_date": None},
        "file": {"type": "file_input", "files": []},
    }


def test_what_was_there_at_first_is_sent_if_nobody_touches_it(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    small, large = options("small", "large")
    form = modal(
        entry("plain_text_input", "words", initial_value="titanium"),
        entry(
            "multi_static_select", "kinds", options=[small, large], initial_options=[small, large]
        ),
        entry("radio_buttons", "one", options=[small, large], initial_option=large),
        entry("datepicker", "day", initial_date="2026-01-31"),
    )
    shown = opened(alice, listener, client, form)

    assert shown.values == {
        "words": "titanium",
        "kinds": ("small", "large"),
        "one": "large",
        "day": "2026-01-31",
    }
    alice.submits(shown)

    sent = state_sent(listener)
    assert sent["words"]["value"] == "titanium"
    assert sent["kinds"]["selected_options"] == [small, large]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (entry("plain_text_input", "a", min_length=3), "ab", "a is too short"),
        (entry("plain_text_input", "a", max_length=3), "abcd", "a is too long"),
        (entry("plain_text_input", "a"), "x" * 3001, "a is too long"),
        (entry("plain_text_input", "a"), "", "a is empty"),
        (entry("plain_text_input", "a"), "two\nlines", "a has one line only"),
        (entry("checkboxes", "a", options=options("x")), [], "a is empty"),
        (entry("static_select", "a", options=options("x")), "y", "cannot be chosen"),
        (
            entry("multi_static_select", "a", options=options("x", "y"), max_selected_items=1),
            ["x", "y"],
            "only 1 can be chosen",
        ),
        (entry("file_input", "a"), "a text", "a takes files"),
        (entry("plain_text_input", "a"), Upload("a.txt", b"x"), "a takes text"),
        (
            entry("file_input", "a", filetypes=["xlsx"]),
            Upload("a.pdf", b"x"),
            "does not take a.pdf",
        ),
        (
            entry("file_input", "a", max_files=1),
            [Upload("a.txt", b"x"), Upload("b.txt", b"x")],
            "does not take 2 files",
        ),
        (
            entry("file_input", "a"),
            Upload("a.txt", bytes(10_000_001)),
            "does not take 10000001 bytes",
        ),
    ],
)
def test_slack_does_not_let_people_send_what_a_field_does_not_take(
    alice: Person, client: WebClient, listener: Listener, field: Json, typed: Any, said: str
) -> None:
    shown = opened(alice, listener, client, modal(field))

    with pytest.raises(AssertionError, match=said):
        alice.submits(shown, {"a": typed})


def test_a_field_that_is_not_there_cannot_be_filled_in(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    shown = opened(alice, listener, client, modal(entry("plain_text_input", "words")))

    with pytest.raises(AssertionError, match=r"nothing to fill in for \['word'\]"):
        alice.submits(shown, {"word": "x"})


def test_what_was_typed_stays_while_the_app_shows_other_things(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    words = entry("plain_text_input", "words")
    nameless = {**entry("plain_text_input", "more", block=OPTIONAL)}
    del nameless["block_id"]
    form = modal(words, nameless, actions(button("next")))
    shown = opened(alice, listener, client, form)
    alice.fills_in(shown, {"words": "titanium", "more": "soon"})

    alice.presses(shown, "next")
    other = entry("plain_text_input", "words", initial_value="the app's own idea")
    client.views_update(view_id=shown.id, view=modal(section("Page 2"), other, nameless))

    seen = alice.sees_modal("Page 2")
    assert seen.values == {"words": "titanium", "more": ""}
    pressed = listener.arrived[-1].interaction
    assert pressed["view"]["state"]["values"]["words"]["words"]["value"] == "titanium"


def test_a_field_with_another_name_starts_anew(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    shown = opened(alice, listener, client, modal(entry("plain_text_input", "words")))
    alice.fills_in(shown, {"words": "titanium"})

    client.views_update(
        view_id=shown.id, view=modal(entry("plain_text_input", "other", initial_value="steel"))
    )

    assert alice.sees_modal().values == {"other": "steel"}


def test_a_field_tells_the_app_at_once_only_if_the_app_asked_for_it(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    quiet = entry("plain_text_input", "quiet", block=OPTIONAL)
    eager = entry("plain_text_input", "eager", block=DISPATCHING)
    shown = opened(alice, listener, client, modal(quiet, eager))

    alice.presses(shown, "eager", "titanium")

    payload = listener.arrived[-1].interaction
    (action,) = payload["actions"]
    assert payload["type"] == "block_actions"
    assert {key: action[key] for key in ("type", "block_id", "action_id", "value")} == {
        "type": "plain_text_input",
        "block_id": "eager",
        "action_id": "eager",
        "value": "titanium",
    }
    assert payload["view"]["state"]["values"]["eager"]["eager"]["value"] == "titanium"
    with pytest.raises(AssertionError, match="no dispatch_action"):
        alice.presses(shown, "quiet", "x")


def test_the_home_tab_has_fields_that_tell_the_app_and_nothing_to_send(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener
) -> None:
    search = entry("plain_text_input", "words", block=DISPATCHING)
    kinds = {"type": "static_select", "action_id": "kind", "options": options("small", "large")}
    client.views_publish(user_id=alice.id, view=home(search, actions(kinds)))

    alice.selects(alice.home, "kind", "large")
    alice.presses(alice.home, "words", "titanium")

    payload = listener.arrived[-1].interaction
    assert payload["container"] == {"type": "view", "view_id": alice.home.id}
    assert payload["view"]["type"] == "home"
    states = payload["view"]["state"]["values"].values()
    assert {name for state in states for name in state} == {"words", "kind"}
    assert alice.home.values == {"words": "titanium", "kind": "large"}
    with pytest.raises(AssertionError, match="no button to send it"):
        alice.submits(alice.home)
    with pytest.raises(AssertionError, match="cannot be closed"):
        alice.closes(alice.home)


def test_a_test_may_wait_for_any_view(alice: Person, client: WebClient, listener: Listener) -> None:
    client.views_publish(user_id=alice.id, view=home(section("Hello")))

    assert alice.waits_for_view(lambda view: "Hello" in view.shown).id == alice.home.id
    with pytest.raises(AssertionError, match="no such view"):
        alice.waits_for_view(lambda view: view.title == "Form", within=0.01)


def test_a_form_that_takes_files_needs_the_scope_to_read_them() -> None:
    with StandIn(manifest_with()) as slack, listening() as listener:
        slack.deliver_to(listener.url)
        trigger_id = trigger_of(slack.person("alice"), listener)
        form = modal(entry("file_input", "file"))
        body = refused(client_of(slack).views_open, trigger_id=trigger_id, view=form)

    assert (body["error"], body["needed"]) == ("missing_scope", "files:read")


def test_a_file_that_was_put_into_a_form_is_described_to_the_app(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    form = modal(entry("file_input", "file", filetypes=["xlsx"], max_files=1))
    shown = opened(alice, listener, client, form)

    alice.submits(shown, {"file": Upload("会員.xlsx", b"PK..", "application/vnd.ms-excel")})

    (file,) = state_sent(listener)["file"]["files"]
    assert (file["name"], file["filetype"], file["size"]) == ("会員.xlsx", "xlsx", 4)
    assert (file["mimetype"], file["user"]) == ("application/vnd.ms-excel", alice.id)
    assert file["url_private_download"].startswith("http://127.0.0.1:")


def test_a_file_may_slip_through_what_slack_checks(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    shown = opened(alice, listener, client, modal(entry("file_input", "file", filetypes=["xlsx"])))

    invoked = alice.submits(shown, {"file": Upload("a.pdf", bytes(10_000_001), slips_through=True)})

    assert invoked.error == ""
    assert state_sent(listener)["file"]["files"][0]["size"] == 10_000_001


def grouped(groups: int, each: int) -> Json:
    listed = [
        {
            "label": plain(f"Group {at}"),
            "options": options(*(f"{at}-{one}" for one in range(each))),
        }
        for at in range(groups)
    ]
    return entry("multi_static_select", "a", option_groups=listed)


TEN = options(*(str(number) for number in range(10)))


@pytest.mark.parametrize(
    "field",
    [
        grouped(100, 1),
        grouped(1, 100),
        entry("static_select", "a", options=options(*(str(number) for number in range(100)))),
        entry("checkboxes", "a", options=TEN, initial_options=TEN),
        entry("radio_buttons", "a", options=TEN),
    ],
)
def test_the_longest_lists_are_taken(field: Json) -> None:
    assert check_view(modal(field)) is None


@pytest.mark.parametrize(
    "field",
    [
        grouped(101, 1),
        grouped(1, 101),
        entry("static_select", "a", options=options(*(str(number) for number in range(101)))),
        entry("static_select", "a"),
        entry("static_select", "a", options=[]),
        entry("checkboxes", "a", options=[*TEN, *options("10")]),
        entry("radio_buttons", "a", options=[*TEN, *options("10")]),
        entry("multi_static_select", "a", options=TEN, initial_options=[]),
        entry("multi_static_select", "a", options=TEN, max_selected_items=0),
        entry("multi_static_select", "a", options=TEN, initial_options=options("other")),
        entry("static_select", "a", options=options("x", "x")),
        entry("file_input", "a", max_files=0),
        entry("file_input", "a", filetypes=[]),
        entry("file_input", "a", block=DISPATCHING),
        entry("datepicker", "a", initial_date="2026-02-30"),
        entry("plain_text_input", "a", initial_value="x" * 3001),
        entry("plain_text_input", "a", initial_value="abcd", max_length=3),
    ],
)
def test_fields_that_slack_refuses_are_refused(field: Json) -> None:
    refusal = check_view(modal(field))

    assert refusal is not None
    assert refusal.error == "invalid_arguments"

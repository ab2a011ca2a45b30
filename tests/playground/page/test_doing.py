"""What people do on the page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.page.setting import Setting
from bot.playground.standin import StandIn
from tests.playground.conftest import HASTY, actions, button, section
from tests.playground.doors import entry, home, modal, opened, options, plain, replies
from tests.playground.listening import Listener
from tests.playground.page.conftest import Place
from tests.playground.page.visitor import Visitor

Json = dict[str, Any]


def posted(client: WebClient, place: Place, *elements: Json) -> Json:
    """A message of the bot with controls, as the page names it."""
    answer = client.chat_postMessage(
        channel=place.general.id, text="x", blocks=[section("Answer"), actions(*elements)]
    )
    return {"channel": place.general.id, "ts": answer["ts"]}


def interactions(listener: Listener) -> list[Json]:
    """What was pressed or sent; events of the same time may come before or behind it."""
    return [one.interaction for one in listener.arrived if one.body.startswith("payload")]


def test_people_write_where_they_are(
    listener: Listener, visitor: Visitor, slack: StandIn, place: Place
) -> None:
    text = f"<@{slack.bot.id}> titanium & <b>"
    said = visitor.does(place.alice.id, "say", channel=place.general.id, text=text)
    slack.settle(quiet=0.01)

    assert said == {"ok": True, "channel": place.general.id, "ts": said["ts"]}
    (mention,) = listener.events("app_mention")
    assert mention["text"] == f"<@{slack.bot.id}> titanium &amp; &lt;b&gt;"


def test_people_answer_in_threads(visitor: Visitor, place: Place) -> None:
    root = place.bob.writes("root", place.general)
    here = {"channel": place.general.id, "thread_ts": root.ts}
    first = visitor.does(place.alice.id, "say", text="first", **here)
    again = {"channel": place.general.id, "thread_ts": first["ts"]}
    visitor.does(place.alice.id, "say", text="second", **again)

    told = place.bob.reads(thread=root)
    assert [one.text for one in told] == ["root", "first", "second"]


def test_people_change_and_delete_what_they_wrote(visitor: Visitor, place: Place) -> None:
    said = place.alice.writes("hello", place.general)
    here = {"channel": place.general.id, "ts": said.ts}

    assert visitor.does(place.alice.id, "edit", text="hello again", **here) == {"ok": True}
    assert [one.text for one in place.bob.reads(place.general)] == ["hello again"]
    assert visitor.does(place.bob.id, "edit", text="not mine", **here)["error"] == "not_possible"
    assert visitor.does(place.bob.id, "delete", **here)["error"] == "not_possible"
    assert visitor.does(place.alice.id, "delete", **here) == {"ok": True}
    assert place.bob.reads(place.general) == []


def test_a_command_is_over_when_the_app_acknowledged_it(
    listener: Listener, visitor: Visitor, place: Place
) -> None:
    listener.free.clear()
    timer = threading.Timer(0.2, listener.free.set)
    timer.start()
    line = "/partners titanium"
    answer = visitor.does(place.alice.id, "command", line=line, channel=place.general.id)
    timer.join()

    assert answer == {"ok": True, "error": None, "errors": None}
    assert listener.free.is_set()
    assert listener.arrived[0].form["text"] == "titanium"


def test_while_one_waits_for_the_app_others_go_on(
    listener: Listener, visitor: Visitor, place: Place
) -> None:
    listener.free.clear()
    other = Visitor(visitor.url)
    command = {"person": place.alice.id, "do": "command", "line": "/partners x"}
    command["channel"] = place.general.id
    waiting = threading.Thread(target=other.posts, args=(command,))
    waiting.start()

    said = visitor.does(place.bob.id, "say", channel=place.general.id, text="hello")
    assert said["ok"]
    assert waiting.is_alive()
    listener.free.set()
    waiting.join()
    other.close()


def test_a_command_without_an_app_fails_as_in_slack(visitor: Visitor, place: Place) -> None:
    line = {"line": "/partners x", "channel": place.general.id}
    answer = visitor.does(place.alice.id, "command", **line)

    assert (answer["ok"], answer["error"]) == (False, "dispatch_failed")
    assert place.alice.sees('failed with the error "dispatch_failed"').is_ephemeral


@pytest.mark.parametrize(
    ("line", "who"), [("/nothing x", "alice"), ("/partners x", "eve"), ("partners", "alice")]
)
def test_a_command_that_is_not_there_cannot_be_used(
    visitor: Visitor, place: Place, line: str, who: str
) -> None:
    person = getattr(place, who)
    answer = visitor.does(person.id, "command", line=line, channel=place.shared.id)
    assert answer["error"] == "not_possible"


def test_a_button_of_a_message_is_pressed(
    listener: Listener, client: WebClient, visitor: Visitor, place: Place
) -> None:
    here = posted(client, place, button("contact", value="D022"))
    answer = visitor.does(place.alice.id, "press", action_id="contact", choice=None, **here)

    assert answer["ok"]
    (action,) = interactions(listener)[-1]["actions"]
    assert (action["action_id"], action["value"]) == ("contact", "D022")


def test_lists_and_feedback_take_a_choice(
    listener: Listener, client: WebClient, visitor: Visitor, place: Place
) -> None:
    menu = {"type": "overflow", "action_id": "menu", "options": options("one", "two")}
    here = posted(client, place, menu)
    visitor.does(place.alice.id, "press", action_id="menu", choice="two", **here)

    (action,) = interactions(listener)[-1]["actions"]
    assert action["selected_option"]["value"] == "two"
    answer = visitor.does(place.alice.id, "press", action_id="menu", choice="three", **here)
    assert answer["error"] == "not_possible"


def test_several_can_be_chosen_and_all_be_taken_back(
    listener: Listener, client: WebClient, visitor: Visitor, place: Place
) -> None:
    boxes = {"type": "checkboxes", "action_id": "kinds", "options": options("one", "two")}
    here = posted(client, place, boxes)
    visitor.does(place.alice.id, "press", action_id="kinds", choice=["one", "two"], **here)
    visitor.does(place.alice.id, "press", action_id="kinds", choice=None, **here)

    pressed = interactions(listener)
    chosen = [one["actions"][0]["selected_options"] for one in pressed]
    assert [len(one) for one in chosen] == [2, 0]


class TestAnAppThatIsSlow:
    @pytest.fixture
    def pace(self) -> Any:
        return HASTY

    def test_a_press_that_is_not_acknowledged_says_so(
        self, listener: Listener, client: WebClient, visitor: Visitor, place: Place
    ) -> None:
        here = posted(client, place, button("contact"))
        listener.free.clear()
        answer = visitor.does(place.alice.id, "press", action_id="contact", choice=None, **here)

        assert (answer["ok"], answer["error"]) == (False, "operation_timeout")
        assert "in time" in answer["message"]


def test_what_only_others_see_cannot_be_pressed(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    blocks = [actions(button("contact"))]
    answer = client.chat_postEphemeral(
        channel=place.general.id, user=place.alice.id, text="x", blocks=blocks
    )
    here = {"channel": place.general.id, "ts": answer["message_ts"], "choice": None}

    pressed = visitor.does(place.bob.id, "press", action_id="contact", **here)
    assert pressed["error"] == "message_not_found"
    assert visitor.does(place.alice.id, "press", action_id="contact", **here)["ok"]


def form(*more: Json) -> Json:
    return modal(
        entry("plain_text_input", "name"),
        entry("static_select", "kind", block={"optional": True}, options=options("a", "b")),
        entry("checkboxes", "areas", block={"optional": True}, options=options("x", "y")),
        *more,
    )


VALUES = {"name": {"name": "Sato"}, "kind": {"kind": "b"}, "areas": {"areas": ["x", "y"]}}


def test_what_is_typed_stays_when_the_page_is_loaded_again(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())
    assert visitor.does(place.alice.id, "fill", view=view.id, values=VALUES) == {"ok": True}

    for tab in (visitor.opens(place.alice.id), visitor.opens(place.alice.id)):
        values = tab.known["modals"][0]["values"]
        assert values["name"]["name"]["value"] == "Sato"
        assert values["kind"]["kind"]["selected_option"]["value"] == "b"
        assert len(values["areas"]["areas"]["selected_options"]) == 2
    nothing = {"name": {"name": None}, "kind": {"kind": None}, "areas": {"areas": None}}
    visitor.does(place.alice.id, "fill", view=view.id, values=nothing)
    tab.until(lambda known: not known["modals"][0]["values"]["name"]["name"]["value"])
    assert tab.known["modals"][0]["values"]["kind"]["kind"]["selected_option"] is None
    assert tab.known["modals"][0]["values"]["areas"]["areas"]["selected_options"] == []


def test_what_is_typed_while_the_form_changes_is_taken_as_far_as_it_fits(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())
    values = {"name": {"name": "Sato", "other": "x"}, "gone": {"gone": "x"}}

    assert visitor.does(place.alice.id, "fill", view=view.id, values=values)["ok"]
    assert place.alice.sees_modal().values["name"] == "Sato"


def test_two_fields_of_one_name_in_two_blocks_are_two(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    element = {"type": "plain_text_input", "action_id": "text"}
    blocks = [
        {"type": "input", "block_id": block, "label": plain(block), "element": element}
        for block in ("one", "two")
    ]
    view = opened(place.alice, listener, client, modal(*blocks))
    values = {"one": {"text": "first"}, "two": {"text": "second"}}
    visitor.does(place.alice.id, "submit", view=view.id, hash=view.hash, values=values)

    state = interactions(listener)[-1]["view"]["state"]["values"]
    assert [state[one]["text"]["value"] for one in ("one", "two")] == ["first", "second"]


def test_a_form_is_sent_and_closed(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())
    answer = visitor.does(place.alice.id, "submit", view=view.id, hash=view.hash, values=VALUES)

    assert answer == {"ok": True, "error": None, "errors": None}
    state = interactions(listener)[-1]["view"]["state"]["values"]
    assert state["name"]["name"]["value"] == "Sato"
    assert place.alice.modal is None


def test_a_form_with_errors_stays_as_it_was_filled_in(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())
    errors = {"name": "Nobody has this name."}
    replies(listener, {"response_action": "errors", "errors": errors})
    answer = visitor.does(place.alice.id, "submit", view=view.id, hash=view.hash, values=VALUES)

    assert answer == {"ok": True, "error": None, "errors": errors}
    assert place.alice.sees_modal().values["name"] == "Sato"


@pytest.mark.parametrize(
    ("who", "words"), [("alice", "この項目は必須です。"), ("bob", "Please complete this")]
)
def test_what_slack_itself_would_not_send_is_said_under_the_field(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place, who: str, words: str
) -> None:
    person = getattr(place, who)
    view = opened(person, listener, client, form(entry("plain_text_input", "mail")))
    answer = visitor.does(person.id, "submit", view=view.id, hash=view.hash, values={})

    assert answer["errors"].keys() == {"name", "mail"}
    assert answer["errors"]["name"].startswith(words)
    assert person.modal is not None


def test_a_form_that_changed_meanwhile_is_not_sent(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())
    client.views_update(view_id=view.id, view=form(section("new")))
    answer = visitor.does(place.alice.id, "submit", view=view.id, hash=view.hash, values=VALUES)

    assert (answer["ok"], answer["error"]) == (False, "hash_conflict")


def test_an_answer_to_a_form_that_slack_does_not_take_is_said(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())
    replies(listener, {"response_action": "nonsense"})
    answer = visitor.does(place.alice.id, "submit", view=view.id, hash=view.hash, values=VALUES)

    assert (answer["ok"], answer["error"]) == (False, "invalid_arguments")


def test_a_button_in_a_form_brings_what_is_filled_in(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form(actions(button("more"))))
    press = {"view": view.id, "values": VALUES, "action_id": "more", "choice": None}
    assert visitor.does(place.alice.id, "press", **press)["ok"]

    told = interactions(listener)[-1]["view"]["state"]["values"]
    assert told["name"]["name"]["value"] == "Sato"


def test_a_field_of_the_home_tab_that_tells_at_once_takes_what_was_typed(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    field = entry("plain_text_input", "search", block={"dispatch_action": True})
    view = client.views_publish(user_id=place.alice.id, view=home(field))["view"]
    press = {"view": view["id"], "action_id": "search", "choice": "titanium"}

    assert visitor.does(place.alice.id, "press", **press)["ok"]
    assert interactions(listener)[-1]["actions"][0]["value"] == "titanium"


def test_a_form_is_closed(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())

    assert visitor.does(place.alice.id, "close", view=view.id) == {"ok": True}
    assert place.alice.modal is None
    gone = visitor.does(place.alice.id, "close", view=view.id)
    assert gone["error"] == "view_not_found"


def test_forms_of_others_cannot_be_touched(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    view = opened(place.alice, listener, client, form())

    answer = visitor.does(place.bob.id, "submit", view=view.id, hash=view.hash, values=VALUES)
    assert answer["error"] == "view_not_found"


def test_a_file_goes_into_a_form_once(
    slack: StandIn, client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    field = entry("file_input", "table", filetypes=["xlsx"])
    view = opened(place.alice, listener, client, modal(field))
    id_ = visitor.uploads(place.alice.id, "members.xlsx", b"PK")
    values = {"table": {"table": {"uploads": [id_]}}}
    visitor.does(place.alice.id, "fill", view=view.id, values=values)
    shown = visitor.opens(place.alice.id).known["modals"][0]["values"]["table"]["table"]
    visitor.does(place.alice.id, "submit", view=view.id, hash=view.hash, values=values)

    (sent,) = interactions(listener)[-1]["view"]["state"]["values"]["table"]["table"]["files"]
    assert (sent["id"], sent["name"], sent["filetype"]) == (id_, "members.xlsx", "xlsx")
    assert [one["id"] for one in shown["files"]] == [id_]
    assert len(slack.platform.files.stored) == 1


def test_a_file_that_the_field_does_not_take_is_turned_away(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    field = entry("file_input", "table", filetypes=["xlsx"], max_files=1)
    view = opened(place.alice, listener, client, modal(field))

    def code_of(*ids: str) -> str:
        values = {"table": {"table": {"uploads": list(ids)}}}
        answer = visitor.does(place.alice.id, "fill", view=view.id, values=values)
        return str(answer["error"])

    table = visitor.uploads(place.alice.id, "members.xlsx", b"PK")
    assert code_of(visitor.uploads(place.alice.id, "notes.txt", b"x")) == "wrong_file_type"
    assert code_of(table, table) == "too_many_files"
    huge = visitor.uploads(place.alice.id, "huge.xlsx", bytes(10_000_001))
    assert code_of(huge) == "file_too_large"
    assert code_of("F404") == "file_not_found"
    assert code_of(visitor.uploads(place.bob.id, "bobs.xlsx", b"PK")) == "file_not_found"


def test_files_are_attached_to_a_message(visitor: Visitor, place: Place) -> None:
    ids = [visitor.uploads(place.alice.id, name, b"PK") for name in ("a.xlsx", "b.xlsx")]
    said = visitor.does(
        place.alice.id, "attach", channel=place.general.id, uploads=ids, text="both"
    )

    (seen,) = place.bob.reads(place.general)
    assert (seen.ts, seen.text, seen.files) == (said["ts"], "both", ("a.xlsx", "b.xlsx"))
    alone = visitor.does(place.alice.id, "attach", channel=place.general.id, uploads=ids[:1])
    assert alone["ok"]


def test_shortcuts_are_used_from_anywhere_and_on_messages(
    listener: Listener, visitor: Visitor, place: Place
) -> None:
    said = place.bob.writes("who can cut titanium?", place.general)
    here = {"channel": place.general.id, "ts": said.ts}
    assert visitor.does(place.alice.id, "shortcut", callback_id="search")["ok"]
    assert visitor.does(place.alice.id, "shortcut", callback_id="find_partners_for", **here)["ok"]

    told = interactions(listener)
    assert [one["type"] for one in told] == ["shortcut", "message_action"]
    assert told[1]["message"]["text"] == "who can cut titanium?"
    for callback_id, who in (("nothing", place.alice), ("search", place.eve)):
        answer = visitor.does(who.id, "shortcut", callback_id=callback_id)
        assert answer["error"] == "not_possible"


def test_the_app_is_opened(
    slack: StandIn, listener: Listener, visitor: Visitor, place: Place
) -> None:
    visitor.does(place.alice.id, "open", tab="home")
    slack.settle(quiet=0.01)
    visitor.does(place.alice.id, "open", tab="messages")
    slack.settle(quiet=0.01)

    assert [one["tab"] for one in listener.events("app_home_opened")] == ["home", "messages"]


def test_a_workflow_comes_to_a_step(
    slack: StandIn, listener: Listener, visitor: Visitor, place: Place
) -> None:
    step = {"callback_id": "find_partners", "inputs": {"question": "titanium"}}
    answer = visitor.does(place.alice.id, "step", **step)
    slack.settle(quiet=0.01)

    (told,) = listener.events("function_executed")
    assert (told["function_execution_id"], told["inputs"]) == (answer["run"], step["inputs"])
    missing = visitor.does(place.alice.id, "step", callback_id="find_partners", inputs={})
    assert (missing["error"], "question" in missing["message"]) == ("not_possible", True)
    assert visitor.does(place.eve.id, "step", **step)["error"] == "not_possible"


def test_somebody_changes_their_language(client: WebClient, visitor: Visitor, place: Place) -> None:
    visitor.does(place.alice.id, "speak", locale="en-US")

    user = client.users_info(user=place.alice.id, include_locale=True)["user"]
    assert user["locale"] == "en-US"


def test_the_bot_is_restarted_if_there_is_a_way(
    setting: Setting, visitor: Visitor, place: Place
) -> None:
    assert visitor.does(place.alice.id, "restart_bot")["error"] == "not_offered"
    restarted = threading.Event()
    setting.offers_restart(restarted.set)

    assert visitor.does(place.alice.id, "restart_bot") == {"ok": True}
    assert restarted.is_set()


def test_what_fails_in_the_playground_itself_is_logged_and_said(
    setting: Setting, visitor: Visitor, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("no way")

    setting.offers_restart(fail)
    assert visitor.does(place.alice.id, "restart_bot")["error"] == "internal_error"
    assert "no way" in caplog.text


def cases() -> Iterator[tuple[str, Json]]:
    here = {"channel": "GENERAL", "ts": "1.000001"}
    yield "channel_not_found", {"do": "say", "channel": "C404", "text": "x"}
    yield "channel_not_found", {"do": "say", "channel": "SECRET", "text": "x"}
    yield "channel_not_found", {"do": "command", "channel": "SECRET", "line": "/partners"}
    yield "message_not_found", {"do": "edit", "text": "x", **here}
    yield "message_not_found", {"do": "delete", **here}
    yield "message_not_found", {"do": "press", "action_id": "x", **here}
    yield "message_not_found", {"do": "shortcut", "callback_id": "find_partners_for", **here}
    yield "message_not_found", {"do": "say", "channel": "GENERAL", "text": "x", "thread_ts": "1.1"}
    yield "view_not_found", {"do": "fill", "view": "V404", "values": {}}
    yield "view_not_found", {"do": "press", "view": "V404", "action_id": "x"}
    yield "user_not_found", {"do": "say", "person": "U404", "channel": "GENERAL", "text": "x"}


@pytest.mark.parametrize(("code", "request_"), [*cases()])
def test_what_is_not_there_for_somebody_is_said_to_them(
    visitor: Visitor, place: Place, code: str, request_: Json
) -> None:
    names = {"GENERAL": place.general.id, "SECRET": place.secret.id}
    asked = {name: names.get(str(value), value) for name, value in request_.items()}
    status, answer = visitor.posts({"person": place.alice.id, **asked})

    assert (status, answer["ok"], answer["error"]) == (200, False, code)
    assert answer["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"do": "say"}',
        {"do": "dance"},
        {"do": "say", "channel": "C1"},
        {"do": "say", "channel": 1, "text": "x"},
        {"do": "say", "channel": "GENERAL", "text": ["x"]},
        {"do": "press", "view": ["V1"], "action_id": "x"},
        {"do": "attach", "channel": "GENERAL", "uploads": "F1"},
        {"do": "attach", "channel": "GENERAL", "uploads": [1]},
        {"do": "step", "callback_id": "find_partners", "inputs": "x"},
        {"do": "open", "tab": "settings"},
        {"do": "speak", "locale": "tlh"},
        {"do": ["say"]},
    ],
)
def test_what_makes_no_sense_is_answered_400(visitor: Visitor, place: Place, body: Any) -> None:
    if isinstance(body, dict):
        body = {
            "person": place.alice.id,
            **{name: place.general.id if value == "GENERAL" else value
               for name, value in body.items()},
        }  # fmt: skip
    status, answer = visitor.posts(body)

    assert (status, answer["ok"], answer["error"]) == (400, False, "not_understood")
    assert answer["message"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"[" * 100_000, "application/json"),
        (b"{}", "application/json; charset=nobody-knows"),
        (b"\xff", "application/json; charset=utf-8"),
    ],
)
def test_what_cannot_be_read_is_answered_400_too(
    visitor: Visitor, body: bytes, content_type: str
) -> None:
    status, answer = visitor.posts(body, Content_Type=content_type)
    assert (status, answer["error"]) == (400, "not_understood")


@pytest.mark.parametrize(
    "values", [{"name": "Sato"}, {"name": {"name": 1}}, {"name": {"name": {"uploads": "F1"}}}, []]
)
def test_values_of_another_shape_make_no_sense(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place, values: Any
) -> None:
    view = opened(place.alice, listener, client, form())
    fill = {"person": place.alice.id, "do": "fill", "view": view.id, "values": values or [1]}

    assert visitor.posts(fill)[0] == 400


def test_in_a_closed_channel_nobody_writes(slack: StandIn, visitor: Visitor, place: Place) -> None:
    slack.archive(place.general)

    answer = visitor.does(place.alice.id, "say", channel=place.general.id, text="x")
    assert answer["error"] == "not_possible"


def test_what_only_one_person_sees_has_no_thread(
    client: WebClient, visitor: Visitor, place: Place
) -> None:
    answer = client.chat_postEphemeral(
        channel=place.general.id, user=place.alice.id, text="for you"
    )
    here = {"channel": place.general.id, "thread_ts": answer["message_ts"]}

    said = visitor.does(place.alice.id, "say", text="thanks", **here)
    assert said["error"] == "thread_not_found"


def test_a_request_larger_than_any_message_is_turned_away(visitor: Visitor, place: Place) -> None:
    text = "x" * 5_000_000
    body = {"person": place.alice.id, "do": "say", "channel": place.general.id, "text": text}

    assert visitor.posts(body)[0] == 413

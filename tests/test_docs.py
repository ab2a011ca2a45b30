"""The documentation says what is there, and everything that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import pytest

from bot.bootstrap import bootstrap
from bot.cli import cli
from bot.controls import Control
from bot.memory.request_states import Outcome as RequestOutcome
from bot.memory.request_states import State
from bot.messages import slack_words_in
from bot.messages.desk_words import DeskWords, desk_words_in
from bot.messages.following_words import following_words_in
from bot.messages.form_words import form_words_in
from bot.messages.home_words import home_words_in
from bot.messages.import_words import import_words_in
from bot.metrics import Metrics
from bot.questions import Door, ReplyKind
from bot.settings import KEEP_QUESTIONS_DAYS, SETTINGS
from bot.surface import COMMANDS as SLACK_COMMANDS
from bot.surface import EVENTS, FUNCTIONS, METHODS, SCOPES, SHORTCUTS
from index.model import Outcome
from index.search import MATCHES
from profiles.columns import Column
from profiles.headers import match_header
from profiles.problems import NOTES, ProblemKind
from profiles.values.contacts import parse_consent
from profiles.values.kinds import LABELS_JA, parse_kind
from scripts.recording import recorded
from scripts.update_docs import (
    DOCS,
    PICTURED,
    SCENES,
    answers_over,
    commands_page,
    help_of,
    pictured_page,
    pictures_on,
    sample,
    settings_page,
)
from tests.conftest import ROOT

COMMANDS = tuple(cli.list_commands(click.Context(cli)))
STAFF_PAGES = ("staff.ja.md", "staff.en.md")
MEMBERS_PAGES = {"ja": "members.ja.md", "en": "members.en.md"}
# What stands on each control, by the names of the words in bot.messages.
LABELS: Mapping[Control, tuple[Callable[[str], object], tuple[str, ...]]] = {
    Control.CONTACT: (slack_words_in, ("contact",)),
    Control.CONTACT_TO_ME: (slack_words_in, ("to_me",)),
    Control.MORE: (slack_words_in, ("more",)),
    Control.FEEDBACK: (slack_words_in, ("useful", "not_useful")),
    Control.REASON: (slack_words_in, ("choose_reason",)),
    Control.HELPFUL: (slack_words_in, ("choose_member",)),
    Control.SHARE: (slack_words_in, ("share",)),
    Control.ASK_COORDINATORS: (slack_words_in, ("ask_coordinators",)),
    Control.REFINE: (following_words_in, ("others",)),
    Control.SEARCH_FORM: (home_words_in, ("search_form",)),
    Control.PAGE: (form_words_in, ("previous", "following")),
    Control.SHARE_TO_THREAD: (form_words_in, ("share_to_thread",)),
    Control.SHOW_AGAIN: (home_words_in, ("show_again",)),
    Control.CONFIRM_PROFILE: (home_words_in, ("confirm",)),
    Control.CHANGE_PROFILE: (home_words_in, ("change", "ask_link")),
}
# Explained where coordinators read, each by what the page must say.
DESK_LABELS: Mapping[Control, tuple[Callable[[str], object], tuple[str, ...]]] = {
    Control.TAKE: (desk_words_in, ("take", "take_over", "give_back")),
    Control.INTRODUCE: (desk_words_in, ("introduce", "draft_sent", "draft_open")),
    Control.DECLINE: (desk_words_in, ("decline",)),
    Control.DONE: (desk_words_in, ("done",)),
    Control.APPLY_IMPORT: (import_words_in, ("submit", "apply")),
    Control.CANCEL_IMPORT: (import_words_in, ("cancel",)),
}
# An input, which has no button.
WITHOUT_LABEL = {Control.HOME_SEARCH}
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
OUT_OF_DATE = "Run: python -m scripts.update_docs"
OUT_OF_DATE_ANSWERS = f"{OUT_OF_DATE} --answers"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands between a heading and the next one of its level."""
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)", text, re.M | re.S)
    assert found, f"there is no section {heading!r}"
    return found[1]


def without_pictures(text: str) -> str:
    """A page without what the code has drawn into it."""
    return re.sub(r"^```text\n.*?^```$", "", text, flags=re.M | re.S)


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every line of every table, its head included."""
    for line in re.findall(r"^\| .* \|$", text, re.M):
        yield [cell.strip() for cell in line.strip("|").split("|")]


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found, f"there is no command {name!r}"
    return found


def options_of(name: str) -> set[str]:
    return {
        option
        for parameter in command(name).params
        for option in parameter.opts
        if option[:1] == "-"
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_that_explains_all_its_options(name: str) -> None:
    said = section(page("commands.md"), f"## {name}")
    assert f"<!-- help: {name} -->" in said
    assert f"$ nakadachi {name}" in said, "it lacks an example with its output"
    assert "Exit codes:" in said
    explained = {re.sub("`", "", cells[0]) for cells in rows(said)}
    assert options_of(name) <= explained


def test_the_help_in_the_docs_is_what_the_commands_print() -> None:
    said = page("commands.md")
    assert commands_page(said) == said, OUT_OF_DATE
    for name in ("nakadachi", *COMMANDS):
        assert help_of(name) in said, OUT_OF_DATE


def test_the_table_of_settings_is_that_of_the_code() -> None:
    said = page("settings.md")
    assert settings_page(said) == said, OUT_OF_DATE
    for setting in SETTINGS:
        assert f"| `{setting.name}` |" in said, OUT_OF_DATE


def test_what_slack_shows_in_the_docs_is_what_the_code_draws() -> None:
    shown = sample()
    for name, lang in PICTURED.items():
        said = page(name)
        assert pictured_page(said, lang, shown) == said, OUT_OF_DATE


def test_the_answers_in_the_docs_are_still_those_of_the_sample(home: Path) -> None:
    answers = answers_over(bootstrap({"NAKADACHI_HOME": str(home)}, home.parent).searcher())
    kept = recorded()
    assert set(kept) == set(answers), OUT_OF_DATE_ANSWERS
    for name, answer in answers.items():
        assert answer.outcome is kept[name].outcome, OUT_OF_DATE_ANSWERS
        # Behind the first, another processor may swap two equal members.
        found = {match.member.id for match in answer.matches}
        assert {match.member.id for match in kept[name].matches[:1]} <= found, OUT_OF_DATE_ANSWERS


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_picture_stands_on_a_page(lang: str) -> None:
    pages = [page(name) for name, language in PICTURED.items() if language == lang]
    assert sorted(name for said in pages for name in pictures_on(said)) == sorted(SCENES)


def test_every_setting_of_slack_is_shown_at_work() -> None:
    said = page("slack.md") + page("administrators.md")
    names = [setting.name for setting in SETTINGS if setting.name.startswith("SLACK_")]
    for name in (*names, "NAKADACHI_STAFF", "NAKADACHI_COORDINATORS", KEEP_QUESTIONS_DAYS.name):
        assert name in said
    for name in MEMBERS_PAGES.values():
        assert KEEP_QUESTIONS_DAYS.default in page(name)


def test_every_scope_is_explained_by_what_needs_it() -> None:
    table = section(page("slack.md"), "## What each scope is for")
    needed = {cells[0].strip("`"): set(re.findall("`(.+?)`", cells[1])) for cells in rows(table)}
    touched = (*METHODS, *EVENTS, *SLACK_COMMANDS, *SHORTCUTS, *FUNCTIONS)
    assert {scope: needed.get(scope) for scope in SCOPES} == {
        scope: {one.name for one in touched if scope in one.scopes} for scope in SCOPES
    }
    assert set(needed) - set(SCOPES) == {"scope"}, "the page names a scope that nothing needs"
    for one in (*METHODS, *EVENTS):
        assert f"`{one.name}`" in table


def test_every_line_of_the_status_is_explained() -> None:
    table = section(page("slack.md"), "## What `/partners status` says")
    words = slack_words_in("en")
    lines = {
        value
        for name in words.__dataclass_fields__
        if name.startswith("status_") and isinstance(value := getattr(words, name), str)
    }
    assert {cells[0] for cells in rows(table)} >= lines


def test_every_figure_of_a_serving_bot_is_explained() -> None:
    table = section(page("commands.md"), "## serve")
    explained = {cells[0].strip("`").partition("{")[0] for cells in rows(table)}
    for metric in Metrics().registry.collect():
        total = "_total" if metric.type == "counter" else ""
        assert f"{metric.name}{total}" in explained


def test_every_outcome_that_is_counted_is_explained() -> None:
    tables = dict(cells for cells in rows(page("slack.md")) if len(cells) == 2)
    outcomes = {*ReplyKind, Outcome.MATCHES, Outcome.NOBODY} - {ReplyKind.ANSWER}
    assert set(re.findall("`(.+?)`", tables["`door`"])) == set(Door)
    assert set(re.findall("`(.+?)`", tables["`outcome`"])) == outcomes


@pytest.mark.parametrize("lang", MEMBERS_PAGES)
def test_every_control_is_explained_to_members(lang: str) -> None:
    assert set(LABELS) | set(DESK_LABELS) | WITHOUT_LABEL == set(Control)
    explained = {
        label for cells in rows(page(MEMBERS_PAGES[lang])) for label in re.split("、|, ", cells[0])
    }
    for control, (words_in, names) in LABELS.items():
        words = words_in(lang)
        labels = {getattr(words, name).format(count=MATCHES) for name in names}
        assert labels <= explained, control


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_control_of_the_desk_is_explained_to_coordinators(lang: str) -> None:
    said = without_pictures(page(f"coordinators.{lang}.md"))
    for control, (words_in, names) in DESK_LABELS.items():
        words = words_in(lang)
        for name in names:
            assert getattr(words, name) in said, control


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_state_reason_and_outcome_is_explained_to_coordinators(lang: str) -> None:
    words: DeskWords = desk_words_in(lang)
    explained = [cells[0] for cells in rows(page(f"coordinators.{lang}.md"))]
    for said in (words.states, words.refusals, words.outcomes):
        assert {*said.values()} <= {*explained}
    assert (set(words.states), set(words.outcomes)) == (set(State), set(RequestOutcome))


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_every_kind_of_problem_is_explained_to_staff(name: str) -> None:
    text = page(name)
    kinds = [cells[0].strip("`") for cells in rows(text) if cells[0].startswith("`")]
    assert sorted(kinds) == sorted(ProblemKind)
    # Those that keep a row out have a table of their own, before that of the notes.
    assert [kind in NOTES for kind in kinds] == sorted(kind in NOTES for kind in kinds)


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_messages_quoted_to_staff_are_those_of_the_code(name: str) -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "profiles").rglob("*.py"))
    # A message may go on in the next line of the code.
    code = re.sub(r"""["']\s*\n\s*f?["']""", "", code)
    quoted = set(re.findall("“(.+?)”", page(name)))
    assert quoted
    assert not {message for message in quoted if message not in code}


@pytest.mark.parametrize(
    ("name", "title"), [("staff.ja.md", "使える見出し"), ("staff.en.md", "Headers")]
)
def test_headers_shown_to_staff_are_understood(name: str, title: str) -> None:
    tables = re.split(r"\n\n+", page(name))
    (table,) = [table for table in tables if f"| {title} |" in table]
    shown = {cells[0]: re.split("、|, ", cells[1]) for cells in list(rows(table))[1:]}
    found = {
        field: {match_header(header) for header in headers} for field, headers in shown.items()
    }
    assert all(len(matches) == 1 and None not in matches for matches in found.values()), found
    columns = {match.column for matches in found.values() for match in matches if match}
    assert columns | {Column.NAME} == set(Column)


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_kinds_and_consents_shown_to_staff_are_understood(name: str) -> None:
    first = [cells[0] for cells in rows(page(name))]
    assert {parse_kind(cell) for cell in first if cell in LABELS_JA.values()} == set(LABELS_JA)
    (consents,) = [
        table
        for table in re.split(r"\n\n+", page(name))
        if table.startswith(("| 書き方 |", "| Write |"))
    ]
    for cells in list(rows(consents))[1:-1]:
        meanings = {parse_consent(word) for word in (cells[0], *re.split("、|, ", cells[2]))}
        assert len(meanings) == 1, cells
        assert None not in meanings, cells


@pytest.mark.parametrize(
    "names",
    [
        STAFF_PAGES,
        tuple(MEMBERS_PAGES.values()),
        ("doors.ja.md", "doors.en.md"),
        ("coordinators.ja.md", "coordinators.en.md"),
        ("playground.ja.md", "playground.en.md"),
    ],
)
def test_pages_in_two_languages_have_the_same_sections_and_tables(names: tuple[str, str]) -> None:
    headings = [re.findall("^(#+) ", page(name), re.M) for name in names]
    tables = [len(re.findall(r"^\|[-|]+\|$", page(name), re.M)) for name in names]
    assert headings[0] == headings[1]
    assert tables[0] == tables[1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_that_a_page_shows_exist_with_their_options(path: Path) -> None:
    for name, rest in re.findall(
        r"(?:^\s*|`|\$ )nakadachi ([a-z][a-z-]*)([^`\n]*)", path.read_text("utf-8"), re.M
    ):
        given = set(re.findall(r"(?<= )--?[a-z][a-z-]*", rest.partition("#")[0]))
        assert given <= options_of(name) | {"--help"}, f"nakadachi {name}{rest}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if not link.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("package", ["bot", "index", "profiles"])
def test_the_architecture_names_every_module(package: str) -> None:
    said = page("architecture.md")
    (heading,) = re.findall(rf"^## {package}/: .*$", said, re.M)
    named = set(re.findall("`([a-z_]+)/?`", section(said, heading)))
    modules = {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    assert not (modules | folders) - named, "Add them to docs/architecture.md"


def test_the_readme_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\(docs/([^)#\s]+)", (ROOT / "README.md").read_text("utf-8")))
    assert {path.name for path in DOCS.glob("*.md")} <= linked


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_names_a_folder_of_somebody_s_machine(path: Path) -> None:
    machine = re.compile(r"(?<![\w.~:/-])/(?:home|work|tmp|root|Users|mnt|opt|srv|var)/|[A-Z]:\\")
    assert not machine.findall(path.read_text("utf-8"))

"""The documentation says what is there, and everything that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import cli
from bot.controls import Control
from bot.messages import slack_words_in
from bot.metrics import Metrics
from bot.questions import Door, ReplyKind
from bot.settings import KEEP_QUESTIONS_DAYS, SETTINGS
from bot.surface import COMMANDS as SLACK_COMMANDS
from bot.surface import EVENTS, METHODS, SCOPES
from index.model import Outcome
from profiles.columns import Column
from profiles.headers import match_header
from profiles.problems import NOTES, ProblemKind
from profiles.values.contacts import parse_consent
from profiles.values.kinds import LABELS_JA, parse_kind
from scripts.update_docs import DOCS, commands_page, help_of, settings_page
from tests.conftest import ROOT

COMMANDS = tuple(cli.list_commands(click.Context(cli)))
STAFF_PAGES = ("staff.ja.md", "staff.en.md")
MEMBERS_PAGES = {"ja": "members.ja.md", "en": "members.en.md"}
# What stands on each control, by the names of the words in bot.messages.
LABELS = {
    Control.CONTACT: ("contact",),
    Control.CONTACT_TO_ME: ("to_me",),
    Control.MORE: ("more",),
    Control.FEEDBACK: ("useful", "not_useful"),
    Control.REASON: ("choose_reason",),
    Control.HELPFUL: ("choose_member",),
    Control.SHARE: ("share",),
    Control.ASK_COORDINATORS: ("ask_coordinators",),
}
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
OUT_OF_DATE = "Run: python scripts/update_docs.py"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands between a heading and the next one of its level."""
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)", text, re.M | re.S)
    assert found, f"there is no section {heading!r}"
    return found[1]


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
    touched = (*METHODS, *EVENTS, *SLACK_COMMANDS)
    assert {scope: needed.get(scope) for scope in SCOPES} == {
        scope: {one.name for one in touched if scope in one.scopes} for scope in SCOPES
    }
    assert set(needed) - set(SCOPES) == {"scope"}, "the page names a scope that nothing needs"
    for method in METHODS:
        assert f"`{method.name}`" in table


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
    assert set(LABELS) == set(Control)
    words = slack_words_in(lang)
    explained = {
        label for cells in rows(page(MEMBERS_PAGES[lang])) for label in re.split("、|, ", cells[0])
    }
    for control, names in LABELS.items():
        assert {getattr(words, name) for name in names} <= explained, control


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


@pytest.mark.parametrize("names", [STAFF_PAGES, tuple(MEMBERS_PAGES.values())])
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

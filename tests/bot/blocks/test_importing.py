"""The report of an import: it always fits, and so does the table of everything."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from bot.blocks.import_report import report_message
from bot.blocks.importing import CONSENT, import_form, import_view
from bot.controls import Control, decode
from bot.import_report import ImportReport, packed, unpacked
from bot.import_table import report_table, table_name
from bot.messages.import_words import import_words_in
from bot.messages.problem_words import IN_JAPANESE
from bot.outgoing.gate import message_payload, view_payload
from profiles.model import Consent
from profiles.problems import ProblemKind
from tests.bot.blocks.import_samples import GOOD, LARGE, REFUSED, WITHDRAWING
from tests.bot.limits_of_slack import faults_of_message, faults_of_view

LANGUAGES = pytest.mark.parametrize("ui", ["ja", "en"])


def buttons_of(report: ImportReport, ui: str) -> dict[str, str]:
    """Labels of the buttons, and the import that each is about."""
    blocks: Any = message_payload(report_message(report, "u1", ui))["blocks"]
    elements = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return {one["action_id"]: decode(one["value"]).detail for one in elements}


@LANGUAGES
def test_a_report_of_a_thousand_problems_fits_with_its_advice(ui: str) -> None:
    message = report_message(LARGE, "u1", ui)
    payload = message_payload(message)
    assert faults_of_message(payload) == []
    assert import_words_in(ui).refused in json.dumps(payload, ensure_ascii=False)
    view = view_payload(import_view(message, ui))
    assert faults_of_view(view) == []
    assert import_words_in(ui).refused in json.dumps(view, ensure_ascii=False)


@LANGUAGES
def test_only_what_may_be_applied_has_buttons(ui: str) -> None:
    both = {f"{Control.APPLY_IMPORT}:": "u1", f"{Control.CANCEL_IMPORT}:": "u1"}
    assert buttons_of(GOOD, ui) == buttons_of(WITHDRAWING, ui) == both
    assert buttons_of(REFUSED, ui) == {}


@pytest.mark.parametrize("consent", [None, *Consent])
def test_the_form_declares_what_the_setting_says(consent: Consent | None) -> None:
    blocks: Any = view_payload(import_form("ja", consent))["blocks"]
    (element,) = [one["element"] for one in blocks if one.get("block_id") == CONSENT]
    assert element["initial_option"]["value"] == (consent or "undeclared")


@LANGUAGES
def test_the_table_holds_every_finding_and_every_change(ui: str) -> None:
    rows = list(csv.reader(io.StringIO(report_table(REFUSED, ui).decode("utf-8-sig"))))
    header, *rest = rows
    assert all(len(row) == len(header) for row in rest)
    assert [row[8].rpartition("[")[2].rstrip("]") for row in rest[:3]] == [
        ProblemKind.BAD_DATE, ProblemKind.NO_CAPABILITY, ProblemKind.UNKNOWN_KIND,
    ]  # fmt: skip
    assert [row[3] for row in rest[3:]] == [
        "M003 多摩川メッキ有限会社",
        *["M001 株式会社青葉精密"] * 3,
        "M005 くぬぎ熱処理株式会社",
    ]
    assert rest[4][5:7] == ["切削", "切削\nインコネルの切削"]


def test_no_cell_of_the_table_is_a_formula() -> None:
    report = unpacked({**packed(GOOD), "added": [{"id": "=1+1", "name": "x"}]})
    assert "'=1+1" in report_table(report, "ja").decode("utf-8-sig")


def test_the_table_of_another_state_of_the_directory_has_another_name() -> None:
    later = unpacked({**packed(GOOD), "based_on": "fedc:0"})
    assert table_name(GOOD, "u1", "ja") != table_name(later, "u1", "ja")
    assert table_name(GOOD, "u1", "ja").startswith("名簿2025-")


@pytest.mark.parametrize("report", [GOOD, REFUSED, WITHDRAWING, LARGE])
def test_a_report_comes_out_of_json_as_it_went_in(report: ImportReport) -> None:
    assert unpacked(json.loads(json.dumps(packed(report)))) == report


def test_every_kind_of_problem_is_explained_in_japanese() -> None:
    assert set(IN_JAPANESE) == set(ProblemKind)


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    japanese, english = import_words_in("ja"), import_words_in("en")
    assert is_dataclass(japanese)
    for field in fields(japanese):
        ours, theirs = getattr(japanese, field.name), getattr(english, field.name)
        if isinstance(ours, dict):
            assert ours.keys() == theirs.keys()
        elif isinstance(ours, str):
            assert blanks(ours) == blanks(theirs), field.name
        else:
            assert len(ours) == len(theirs)


def blanks(text: str) -> list[str]:
    """The names in braces."""
    return sorted(part.partition("}")[0] for part in text.split("{")[1:])

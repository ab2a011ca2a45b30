"""How an answer reads in a terminal; no store, no index."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.cli.terminal import Contacts, Screen, render_answer
from bot.cli.wrapping import width_of
from bot.messages import words_in
from index.model import (
    Answer,
    Confidence,
    Evidence,
    Field,
    Match,
    MemberCard,
    Outcome,
    Query,
)
from profiles.model import Consent, Contact, Kind

MEMBER = MemberCard("D1", "株式会社見本", "Mihon Ltd.", Kind.SUPPORTING_SME, "Saitama", "Sayama")
STATEMENT = Evidence(Field.CAPABILITY, "チタンの切削加工", ((0, 3), (4, 6)))
MATCH = Match(MEMBER, Confidence.STRONG, 0.9, (STATEMENT,))
ANSWER = Answer(Query("q", "ja"), Outcome.MATCHES, (MATCH,), (), ("D1",), "s", 1.0)
NOBODY = replace(ANSWER, outcome=Outcome.NOBODY, matches=(), nearest=(MATCH,))


def test_a_match_in_japanese() -> None:
    assert render_answer(ANSWER, words_in("ja"), Screen()) == (
        " 1 株式会社見本\n"
        "   Mihon Ltd.\n"
        "   基盤技術型中小企業 · 埼玉県狭山市 · 有力候補\n"
        "   「チタンの切削加工」\n"
        "\n"
        "連絡先は --contacts を付けると表示されます。"
    )


def test_a_match_in_english() -> None:
    assert render_answer(ANSWER, words_in("en"), Screen()) == (
        " 1 Mihon Ltd.\n"
        "   株式会社見本\n"
        "   SME (contract processing) · Sayama, Saitama · strong match\n"
        "   “チタンの切削加工”\n"
        "\n"
        "Add --contacts to see whom to call."
    )


def test_nobody_shows_the_nearest_without_calling_them_matches() -> None:
    shown = render_answer(NOBODY, words_in("en"), Screen())
    assert shown.startswith("No member of the directory fits this question.\n")
    assert "Mihon Ltd." in shown
    assert "match" not in shown


def test_nobody_at_all() -> None:
    shown = render_answer(replace(NOBODY, nearest=()), words_in("ja"), Screen())
    assert shown == "この件に応えられる会員は見つかりませんでした。"


def test_matched_words_are_marked_where_there_are_colours() -> None:
    shown = render_answer(ANSWER, words_in("ja"), Screen(colour=True))
    assert "「\x1b[1;4;36mチタン\x1b[0mの\x1b[1;4;36m切削\x1b[0m加工」" in shown
    assert "\x1b" not in render_answer(ANSWER, words_in("ja"), Screen(colour=False))


def test_a_mark_goes_on_over_a_line_break() -> None:
    evidence = Evidence(Field.SUMMARY, "あ" * 60, ((10, 50),))
    answer = replace(ANSWER, matches=(replace(MATCH, evidence=(evidence,)),))
    lines = render_answer(answer, words_in("ja"), Screen(width=40, colour=True)).splitlines()
    marked = [line for line in lines if "\x1b[1;4;36m" in line]
    assert len(marked) > 1
    assert all(line.count("\x1b[1;4;36m") == 1 and "\x1b[0m" in line for line in marked)


def test_lines_fit_the_terminal() -> None:
    evidence = Evidence(Field.EQUIPMENT, "５軸マシニングセンタ、machining centre " * 4)
    answer = replace(ANSWER, matches=(replace(MATCH, evidence=(evidence,)),))
    shown = render_answer(answer, words_in("ja"), Screen(width=40))
    quoted = [line for line in shown.splitlines() if "設備" in line or "machining" in line]
    assert all(width_of(line) <= 42 for line in quoted)


def test_a_long_statement_is_cut_around_its_first_mark() -> None:
    text = "前置き。" * 200 + "ヘリウムリーク試験" + "後書き。" * 200
    start = text.index("ヘリウム")
    evidence = Evidence(Field.SUMMARY, text, ((start, start + 4),))
    answer = replace(ANSWER, matches=(replace(MATCH, evidence=(evidence,)),))
    shown = "".join(render_answer(answer, words_in("ja"), Screen()).split())
    assert "「…" in shown
    assert "前置き。ヘリウムリーク試験後書き。" in shown
    assert "…」" in shown
    assert len(shown) < 400


def test_control_characters_never_reach_the_terminal() -> None:
    evidence = Evidence(Field.CAPABILITY, "a\x1b[2Jb\nc\u202ed")
    answer = replace(ANSWER, matches=(replace(MATCH, evidence=(evidence,)),))
    shown = render_answer(answer, words_in("en"), Screen())
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (
            Contact("山田", "営業", "y@x.example", "042", "", Consent.MEMBERS, date(2025, 4, 1)),
            "連絡先：山田  営業  y@x.example  042  [会員に公開（2025-04-01 から）]",
        ),
        (Contact("佐藤", consent=Consent.NEVER), "連絡先：佐藤  [非公開]"),
        (Contact("鈴木"), "連絡先：鈴木  [申告なし（仲介のみ扱い）]"),
    ],
)
def test_contacts_with_what_they_agreed_to(contact: Contact, line: str) -> None:
    contacts = Contacts(shown=True, by_member={"D1": (contact,)})
    shown = render_answer(ANSWER, words_in("ja"), Screen(), contacts)
    assert shown.splitlines()[-1] == f"   {line}"


def test_a_member_without_contacts_says_so() -> None:
    shown = render_answer(ANSWER, words_in("en"), Screen(), Contacts(shown=True))
    assert shown.endswith("Contact: no contact is registered")

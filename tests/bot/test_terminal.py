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
    Side,
)
from profiles.model import Consent, Contact, Kind
from tests.bot.blocks.samples import conditioned, nobody_meets, nobody_says, parted

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
    assert shown == (
        "この件に応えられる会員は見つかりませんでした。\n\n内容の近い会員も見つかりませんでした。"
    )


def test_conditions_and_what_meets_them_in_japanese() -> None:
    assert render_answer(conditioned("ja"), words_in("ja"), Screen()) == (
        "場所：八王子市、相模原市 · 近く：町田市 · 認証：ISO 13485 · 言語：英語 ·\n"
        "規模：従業員50人以下 · 除外：大学、めっき ·\n"
        "anodaizing → anodizing と読みました\n"
        "\n"
        " 1 株式会社見本\n"
        "   Mihon Ltd.\n"
        "   基盤技術型中小企業 · 東京都八王子市 · 有力候補\n"
        "   「アルミ筐体のアルマイト処理、小ロット可」\n"
        "   ✓ 八王子市 · ✓ ISO 13485 · ✓ 英語 · ✓ 従業員48人 · アルマイト ← anodizing ·\n"
        "   筐体 ← case\n"
        "\n"
        "連絡先は --contacts を付けると表示されます。"
    )


def test_whom_only_conditions_keep_out_in_english() -> None:
    assert render_answer(nobody_meets("en"), words_in("en"), Screen()).splitlines()[:13] == [
        "No member meets the conditions.",
        "",
        "Place: Hachioji, Sagamihara · Near: Machida · Certificate: ISO 13485 ·",
        "Language: English · Size: at most 50 employees · Not: a university, plating ·",
        "Read “anodaizing” as “anodizing”",
        "",
        "Without the conditions, these members come nearest:",
        "",
        " 1 Mihon Ltd.",
        "   株式会社見本",
        "   SME (contract processing) · Ome, Tokyo",
        "   “アルミ筐体のアルマイト処理、小ロット可”",
        "   ✓ English · アルマイト ← anodizing · 筐体 ← case",
    ]


def test_what_the_nearest_lack() -> None:
    shown = render_answer(nobody_says("ja"), words_in("ja"), Screen())
    assert "   合わない点：会員の紹介に「ヘリウムリーク」、「O-ring」の記載がありません" in shown


@pytest.mark.parametrize(
    ("lang", "serving", "served"),
    [
        (
            "ja",
            "熱間鍛造：株式会社見本、例題大学 ／ 浸炭：株式会社見本 ／ 芯なし研削：見つかりません",
            "   対応：熱間鍛造、浸炭",
        ),
        (
            "en",
            "hot forging: Mihon Ltd. · 例題大学 / carburising: Mihon Ltd. / "
            "centreless grinding: nobody found",
            "   Serves: hot forging, carburising",
        ),
    ],
)
def test_parts_with_whoever_serves_them(lang: str, serving: str, served: str) -> None:
    lines = render_answer(parted(lang), words_in(lang), Screen(width=100)).splitlines()
    assert lines[0] == serving
    assert lines[5] == served


@pytest.mark.parametrize(
    ("lang", "found", "nobody", "nearest"),
    [
        (
            "ja",
            "これを求めている会員",
            "これを求めている会員は見つかりませんでした。",
            "参考：近い内容を求めている会員",
        ),
        (
            "en",
            "Members that look for it:",
            "No member of the directory looks for this.",
            "Members that look for something near it, for reference:",
        ),
    ],
)
def test_members_that_look_for_an_offer(lang: str, found: str, nobody: str, nearest: str) -> None:
    words = words_in(lang)
    need = replace(MATCH, evidence=(Evidence(Field.NEED, "表面処理の協力先"),))
    answer = replace(ANSWER, matches=(need,))
    shown = render_answer(answer, words, Screen(), side=Side.NEEDS)
    assert shown.startswith(f"{found}\n\n 1 ")
    assert words.labelled.format(words.fields[Field.NEED], "") in shown
    lines = render_answer(NOBODY, words, Screen(), side=Side.NEEDS).splitlines()
    assert (lines[0], lines[2]) == (nobody, nearest)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_reasons_fit_the_terminal(width: int) -> None:
    for answer in (conditioned("ja"), nobody_meets("ja"), parted("ja")):
        for line in render_answer(answer, words_in("ja"), Screen(width=width)).splitlines():
            reason = any(mark in line for mark in "✓←／→") or "合わない点" in line
            assert not reason or width_of(line) <= max(width, 23) + 2, line


def test_reasons_are_free_of_control_characters() -> None:
    query = replace(
        conditioned("ja").query, repairs=(("a\x1b[2J", "b\u202e"),), parts=("\x1b", "b")
    )
    shown = render_answer(replace(conditioned("ja"), query=query), words_in("ja"), Screen())
    assert "\x1b" not in shown
    assert "\u202e" not in shown


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

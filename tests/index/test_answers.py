"""Answers as people see them, with the packaged model: languages, needs, slogans, encoders."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from index.confidence import load_judge
from index.encoder import ModelFiles
from index.exported import ExportedEncoder
from index.model import Confidence, Field, Outcome, Side
from index.models import ModelStore
from index.search import Searcher
from index.snapshot import Snapshot
from tests.conftest import ROOT
from tests.index.examples import SmallIndex, ids
from tests.index.town import SLOGAN

RANK = """
import sys
from pathlib import Path
from index.analysis import load_analyzer
from index.models import ModelStore
from index.search import Searcher
from index.shelf import Shelf
snapshot = Shelf(Path(sys.argv[1])).open().snapshot
encoder = ModelStore(Path(sys.argv[2])).serving_encoder(
    snapshot.manifest.model_fingerprint, snapshot.manifest.model
)
searcher = Searcher(snapshot, encoder, load_analyzer(""))
for question in (
    "anodaizing for alumi case", "振動試験、歯車の研削", "八王子の近くでアルマイト", "wire cut EDM",
):
    answer = searcher.search(question, 10).to_dict()
    print({**answer, "took_ms": 0})
"""


@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("anodizing", "ANODE-K"),
        ("アルミの陽極酸化", "ANODE-S"),
        ("ヘリウム漏れ試験", "LEAK"),
        ("who can coat sliding parts with diamond-like carbon?", "COAT"),
        ("visual inspection を自動化したい", "VISION"),
    ],
)
def test_a_question_finds_its_member_in_either_language(town: Searcher, question: str, member: str):
    assert member in ids(town.search(question).matches)[:3]


def test_words_that_match_across_languages_are_shown_as_a_pair(town: Searcher):
    matches = {one.member.id: one for one in town.search("anodizing").matches}
    assert matches["ANODE-H"].evidence[0].pairs == (("anodizing", "アルマイト処理"),)


def test_a_word_is_no_pair_with_a_mere_part_of_one_of_its_synonyms(town: Searcher):
    """Anodizing is called anodized aluminium too; aluminium does not mean it all the same."""
    matches = {one.member.id: one for one in town.search("アルマイト").matches}
    evidence = matches["ANODE-S"].evidence[0]
    assert evidence.text == "anodizing of aluminium housings"
    assert evidence.pairs == (("アルマイト", "anodizing"),)


def test_a_mistyped_question_is_repaired_and_says_so(town: Searcher):
    answer = town.search("anodaizing for alumi case")
    assert answer.query.repairs == (("anodaizing", "anodizing"),)
    assert answer.query.text == "anodaizing for alumi case"
    assert ids(answer.matches)[0] == "ANODE-S"


def test_a_word_of_the_directory_itself_is_never_repaired(town: Searcher):
    assert town.search("ゾディラック").query.repairs == ()


def test_what_a_member_needs_never_proves_what_it_offers(town: Searcher):
    answer = town.search("helium leak testing")
    assert "TITAN-LAB" not in ids(answer.matches)
    assert all(found.field is not Field.NEED for m in answer.matches for found in m.evidence)


@pytest.mark.parametrize(
    ("offer", "member"), [("helium leak testing", "TITAN-LAB"), ("アルマイト処理", "SHEET")]
)
def test_an_offer_finds_whoever_needs_it(town: Searcher, offer: str, member: str):
    answer = town.search(offer, side=Side.NEEDS)
    assert ids(answer.matches) == [member]
    assert answer.matches[0].evidence[0].field is Field.NEED


@pytest.mark.parametrize(
    "text",
    ["ありがとうございます", "お疲れ様です！", "hello everyone", "summarize this thread",
     "translate this into Japanese"],
)  # fmt: skip
def test_small_talk_and_tasks_for_other_tools_ask_for_nobody(town: Searcher, text: str):
    answer = town.search(text)
    assert answer.outcome is Outcome.NOT_A_REQUEST
    assert (answer.matches, answer.nearest, answer.ranking) == ((), (), ())


@pytest.mark.parametrize(
    "question", ["wedding cake with strawberries", "離婚に強い弁護士", "dentist near Hachioji"]
)
def test_what_no_member_does_is_answered_with_nobody(town: Searcher, question: str):
    answer = town.search(question)
    assert (answer.outcome, answer.matches) == (Outcome.NOBODY, ())


@pytest.mark.parametrize(
    "question",
    ["titanium machining with high precision and short delivery", "高精度で小ロットの歯車の研削"],
)
def test_slogans_do_not_come_before_a_member_that_states_it(town: Searcher, question: str):
    ranking = town.search(question, k=20).ranking
    stating = "TITAN" if "titanium" in question else "GEAR-H"
    assert ranking.index(stating) < ranking.index("TALK")


def test_a_slogan_alone_is_never_strong(town: Searcher):
    matches = {one.member.id: one for one in town.search(SLOGAN).matches}
    assert [found.field for found in matches["TALK"].evidence] == [Field.SUMMARY]
    assert matches["TALK"].confidence is Confidence.POSSIBLE


def test_with_the_encoder_of_the_fit_a_plain_statement_is_strong(
    town: Searcher, packaged: ModelFiles
):
    assert load_judge().fingerprint == packaged.fingerprint
    assert town.search("歯車の研削").matches[0].confidence is Confidence.STRONG


def test_with_another_encoder_nothing_is_ever_strong(town_index: SmallIndex):
    other = replace(load_judge(), fingerprint="another", possible_from=0.0)
    snapshot = town_index.shelf.open().snapshot
    searcher = Searcher(snapshot, town_index.encoder, town_index.analyzer, judge=other)
    for question in ("歯車の研削", "titanium machining", "熊谷で振動試験"):
        answer = searcher.search(question)
        named = (*answer.matches, *answer.nearest)
        assert named
        assert {match.confidence for match in named} == {Confidence.POSSIBLE}


def test_the_outcome_of_a_question_does_not_hang_on_the_snapshots_name(town: Searcher):
    assert isinstance(town.snapshot, Snapshot)
    assert town.search("歯車の研削").snapshot == town.snapshot.name


def test_the_ranking_is_the_same_in_every_process(
    town_index: SmallIndex, real_store: ModelStore, exported: ExportedEncoder
):
    """Sets of words have another order under another hash seed; answers must not."""
    said = [
        subprocess.run(
            [sys.executable, "-c", RANK, str(town_index.folder), str(real_store._folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT, check=True, capture_output=True, encoding="utf-8", timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1]
    assert said[0].count("\n") == 4

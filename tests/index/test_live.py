"""Serving while the index is rebuilt."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.analysis import load_analyzer
from index.build import Builder, Source
from index.encoder import ModelFiles
from index.errors import NoSnapshot, SnapshotOutdated
from index.glossary.terms import OWN, table_of
from index.glossary.thesaurus import Concept
from index.live import LiveSearcher, require_model
from index.model import Answer
from index.snapshot import KEYWORDS, Manifest
from tests.index.examples import FakeEncoder, FakeModels, SmallIndex, a_member, flip, ids
from tests.index.test_snapshot import MANIFEST_OF_A_TEST

QUESTION = "titanium machining"


def live_over(index: SmallIndex) -> LiveSearcher:
    return LiveSearcher(index.shelf, lambda _: index.analyzer, lambda _: index.encoder)


def generation(number: int, size: int = 6) -> list:
    """Members who all answer the question; their ids tell the generation."""
    return [a_member(f"G{number}-{m}", f"{QUESTION} {number} {m}") for m in range(size)]


def test_without_an_index_there_is_nothing_to_serve(small: SmallIndex):
    with pytest.raises(NoSnapshot):
        live_over(small)


def test_a_question_is_answered_from_the_snapshot_that_is_there(built: SmallIndex):
    answer = live_over(built).search("helium leak testing of vacuum chambers")
    assert answer.ranking[0] == "LEAK"


def test_a_published_snapshot_answers_the_next_question(small: SmallIndex):
    small.build(generation(1), "1")
    live = live_over(small)
    assert live.search(QUESTION).ranking[0].startswith("G1-")

    report = small.build(generation(2), "2")

    answer = live.search(QUESTION)
    assert answer.snapshot == report.snapshot
    assert all(member.startswith("G2-") for member in answer.ranking)


def test_a_roll_back_is_noticed_too(small: SmallIndex):
    small.build(generation(1), "1")
    small.build(generation(2), "2")
    live = live_over(small)
    small.shelf.roll_back()
    assert live.search(QUESTION).ranking[0].startswith("G1-")


def test_a_snapshot_that_was_replaced_is_not_kept_open(small: SmallIndex):
    small.build(generation(1), "1")
    live = live_over(small)
    live.search(QUESTION)
    replaced = weakref.ref(live.serving.searcher.snapshot)
    small.build(generation(2), "2")
    gc.disable()
    try:
        live.search(QUESTION)
        assert replaced() is None
    finally:
        gc.enable()


def test_without_a_publication_nothing_is_opened_again(built: SmallIndex):
    live = live_over(built)
    assert live.serving is live.serving


def test_a_damaged_new_snapshot_is_not_served_and_says_so(small: SmallIndex):
    first = small.build(generation(1), "1").snapshot
    live = live_over(small)

    second = small.build(generation(2), "2").snapshot
    flip(small.folder / second / KEYWORDS, 3000)

    assert live.search(QUESTION).snapshot == first
    assert second in live.serving.rejected
    assert "damaged" in live.serving.rejected


def test_when_no_snapshot_is_whole_any_more_the_open_one_goes_on(
    small: SmallIndex, caplog: pytest.LogCaptureFixture
):
    small.build(generation(1), "1")
    live = live_over(small)
    first = live.search(QUESTION).snapshot
    small.build(generation(2), "2")
    for name in small.shelf.current_names():
        flip(small.folder / name / "needs.faiss", 3)

    with caplog.at_level(logging.ERROR):
        answer = live.search(QUESTION)

    assert answer.snapshot == first
    assert "damaged" in live.serving.rejected
    assert "the new index is not served" in caplog.text


def test_the_complaint_ends_with_the_next_good_snapshot(small: SmallIndex):
    small.build(generation(1), "1")
    live = live_over(small)
    flip(small.folder / small.build(generation(2), "2").snapshot / KEYWORDS, 3000)
    assert live.serving.rejected

    third = small.build(generation(3), "3").snapshot

    assert live.serving.rejected == ""
    assert live.search(QUESTION).snapshot == third


def test_a_swap_that_fails_in_an_unexpected_way_drops_no_question_and_is_tried_once(
    small: SmallIndex, caplog: pytest.LogCaptureFixture
):
    first = small.build(generation(1), "1").snapshot
    asked: list[str] = []

    def encoder_for(manifest: Manifest):
        asked.append(manifest.model_fingerprint)
        if len(asked) > 1:
            raise RuntimeError("Protobuf parsing failed")
        return small.encoder

    live = LiveSearcher(small.shelf, lambda _: small.analyzer, encoder_for)
    small.model = ModelFiles("other", small.folder, "other-fingerprint")
    small.build(generation(2), "2")

    answers = [live.search(QUESTION).snapshot for _ in range(3)]

    assert answers == [first] * 3
    assert asked == ["fake-fingerprint", "other-fingerprint"]
    assert "cannot be served (RuntimeError)" in live.serving.rejected
    assert "Protobuf parsing failed" in caplog.text


def test_who_was_forgotten_meanwhile_is_not_named(small: SmallIndex):
    small.build(generation(1), "1")
    forgotten = {"G1-0", "G1-1"}
    live = LiveSearcher(
        small.shelf,
        lambda _: small.analyzer,
        lambda _: small.encoder,
        lambda _: frozenset(forgotten),
    )
    answer = live.search(QUESTION)
    assert answer.ranking
    assert not forgotten & {*answer.ranking, *ids(answer.matches), *ids(answer.nearest)}

    forgotten |= {f"G1-{number}" for number in range(6)}
    answer = live.search(QUESTION)
    assert (answer.outcome, answer.matches, answer.ranking) == ("nobody", (), ())


def test_a_question_survives_that_its_files_are_deleted(small: SmallIndex):
    small.build(generation(1), "1")
    live = live_over(small)
    serving = live.serving
    small.build(generation(2), "2")
    small.build(generation(3), "3", keep_previous=False)

    # A thread of its own has to open the files anew.
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(live.search, QUESTION).result()

    assert answer.ranking[0].startswith("G3-")
    assert live.serving is not serving


def test_a_question_begins_anew_when_its_files_are_deleted_under_it(small: SmallIndex):
    small.build(generation(1), "1")

    class Interrupted(FakeEncoder):
        """Other snapshots are published while it reads its first question."""

        def encode_queries(self, texts):
            if not self.questions:
                small.build(generation(2), "2")
                small.build(generation(3), "3")
            return super().encode_queries(texts)

    live = LiveSearcher(small.shelf, lambda _: small.analyzer, lambda _: Interrupted())

    # A thread of its own has not opened all of the files yet.
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(live.search, QUESTION).result()

    assert answer.ranking[0].startswith("G3-")


def test_an_encoder_is_loaded_once_for_all_snapshots_of_a_model(small: SmallIndex):
    asked: list[str] = []

    def encoder_for(manifest: Manifest):
        asked.append(manifest.model_fingerprint)
        return small.encoder

    small.build(generation(1), "1")
    live = LiveSearcher(small.shelf, lambda _: small.analyzer, encoder_for)
    small.build(generation(2), "2")
    live.search(QUESTION)
    assert asked == ["fake-fingerprint"]


def test_an_index_of_another_glossary_is_served_with_a_warning(
    built: SmallIndex, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(built.analyzer, "fingerprint", "another")
    live = live_over(built)
    assert "another glossary" in caplog.text
    assert live.search("helium leak testing of vacuum chambers").ranking[0] == "LEAK"


def build_with(small: SmallIndex, terms: str) -> None:
    """Build an index in which only the terms tell who can do ザグリ替."""
    members = [a_member("OWN", "quexing of plates"), a_member("OTHER", "helium leak testing")]
    builder = Builder(
        small.shelf,
        FakeModels(small.encoder),
        small.model,
        load_analyzer(terms),
        bridge=True,
        terms=terms,
    )
    builder.build(lambda: Source(members, "1"))


def test_a_question_is_read_with_the_terms_of_the_index_that_answers(
    small: SmallIndex, caplog: pytest.LogCaptureFixture
):
    build_with(small, "")
    live = LiveSearcher(small.shelf, load_analyzer, lambda _: small.encoder)
    assert "OWN" not in ids(live.search("ザグリ替").matches)

    build_with(small, table_of([Concept(("quexing",), ("ザグリ替",), "", OWN)]))
    assert live.search("ザグリ替").ranking[0] == "OWN"
    assert live.search("ザグリ替").matches[0].evidence[0].pairs == (("ザグリ替", "quexing"),)

    small.shelf.roll_back()
    assert "OWN" not in ids(live.search("ザグリ替").matches)
    assert "another glossary" not in caplog.text


def test_no_question_is_dropped_while_snapshots_are_published(small: SmallIndex):
    published = {small.build(generation(0), "0").snapshot: 0}
    live = live_over(small)
    done = threading.Event()

    def ask_on() -> list[Answer]:
        answers = []
        while not done.is_set():
            answers.append(live.search(QUESTION))
        return [*answers, live.search(QUESTION)]

    with ThreadPoolExecutor(8) as pool:
        asking = [pool.submit(ask_on) for _ in range(8)]
        try:
            for number in range(1, 13):
                published[small.build(generation(number), str(number)).snapshot] = number
        finally:
            done.set()
        answers = [answer for future in asking for answer in future.result()]

    assert len(answers) >= 16
    for answer in answers:
        own = f"G{published[answer.snapshot]}-"
        assert len(answer.ranking) == 5
        assert all(member.startswith(own) for member in (*answer.ranking, *ids(answer.matches)))
    assert {published[answer.snapshot] for answer in answers} >= {12}


def test_a_model_other_than_the_settings_name_asks_for_a_reindex():
    require_model(MANIFEST_OF_A_TEST, "fake")
    with pytest.raises(SnapshotOutdated, match=r"built with the model fake.*nakadachi reindex"):
        require_model(MANIFEST_OF_A_TEST, "other")

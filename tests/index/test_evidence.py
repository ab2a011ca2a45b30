"""Which statements are quoted, and which of their words are marked."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis import Analyzer
from index.evidence import MAX_STATEMENTS, Asked, asked_by, choose_statements, coverage, quote
from index.model import Field, Side
from index.records import Record


def a_record(analyzer: Analyzer, number: int, text: str) -> Record:
    found = analyzer.analyse(text)
    return Record(
        number, Side.OFFERS, Field.CAPABILITY, text, found.bridged, found.words, found.glosses
    )


def asking(analyzer: Analyzer, question: str) -> Asked:
    return asked_by(analyzer.analyse(question))


def marked(analyzer: Analyzer, statement: str, question: str) -> list[str]:
    """The parts of a statement that a question marks."""
    record, asked = a_record(analyzer, 0, statement), asking(analyzer, question)
    found = quote(record, analyzer.analyse(statement), asked)
    assert found.text == statement
    return [statement[start:end] for start, end in found.marks]


def test_words_of_the_question_are_marked_in_their_other_forms_too(analyzer: Analyzer):
    assert marked(analyzer, "machining of small gears", "who machines a gear?") == [
        "machining", "gears"
    ]  # fmt: skip


def test_an_english_word_is_marked_where_a_japanese_question_means_it(analyzer: Analyzer):
    assert marked(analyzer, "titanium parts", "チタン") == ["titanium"]


def test_a_japanese_word_is_marked_where_an_english_question_means_it(analyzer: Analyzer):
    assert marked(analyzer, "純チタンの部品", "titanium") != []


def test_words_side_by_side_share_one_mark(analyzer: Analyzer):
    assert marked(analyzer, "a helium leak in a chamber", "helium leak") == ["helium leak"]


def test_a_statement_that_has_none_of_the_words_has_no_marks(analyzer: Analyzer):
    assert marked(analyzer, "hard chrome plating", "helium leak") == []


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statement=st.text(max_size=60), question=st.text(max_size=60))
def test_marks_lie_within_the_statement_in_order_and_apart(
    analyzer: Analyzer, statement: str, question: str
):
    # The statement itself is asked for beside the question, so that there is something to mark.
    asked, position = asking(analyzer, f"{question} {statement}"), 0
    found = quote(a_record(analyzer, 0, statement), analyzer.analyse(statement), asked)
    for start, end in found.marks:
        assert position <= start <= end <= len(statement)
        position = end


def test_coverage_is_the_share_of_the_question_that_a_statement_names(analyzer: Analyzer):
    question = asking(analyzer, "pump chamber")
    assert coverage(a_record(analyzer, 0, "a chamber with a pump"), question) == pytest.approx(1)
    assert 0 < coverage(a_record(analyzer, 1, "pump repair"), question) < 1
    assert coverage(a_record(analyzer, 2, "hard chrome plating"), question) == 0


def test_a_question_without_words_is_covered_by_nothing(analyzer: Analyzer):
    assert coverage(a_record(analyzer, 0, "turning"), asking(analyzer, "")) == 0


def test_the_nearest_statement_is_chosen_first(analyzer: Analyzer):
    records = [a_record(analyzer, number, text) for number, text in enumerate(["one", "two"])]
    chosen = choose_statements(records, {0: 0.3, 1: 0.8}, asking(analyzer, "three"))
    assert [record.text for record in chosen] == ["two"]


def test_a_statement_that_has_the_words_beats_one_that_is_a_little_nearer(analyzer: Analyzer):
    records = [a_record(analyzer, 0, "helium leak testing"), a_record(analyzer, 1, "vacuum pumps")]
    chosen = choose_statements(records, {0: 0.5, 1: 0.55}, asking(analyzer, "helium leak"))
    assert chosen[0].text == "helium leak testing"


def test_only_a_few_statements_are_chosen(analyzer: Analyzer):
    records = [a_record(analyzer, number, "turning") for number in range(9)]
    chosen = choose_statements(records, dict.fromkeys(range(9), 0.7), asking(analyzer, "turning"))
    assert len(chosen) == MAX_STATEMENTS


def test_from_no_statements_none_is_chosen(analyzer: Analyzer):
    assert choose_statements([], {}, asking(analyzer, "turning")) == []

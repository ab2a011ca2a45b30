"""Which statements are quoted, and which of their words are marked."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis import Analyzer
from index.evidence import (
    Asked,
    Rated,
    Statement,
    asked_by,
    choose,
    quote,
    rate,
)
from index.model import Evidence, Field, Side
from index.reading.reader import Need
from index.records import Record
from index.vocabulary import Vocabulary

# A directory of ten in which nobody has said anything yet: all words weigh the same.
SILENT = Vocabulary(10, {}, {})


def a_record(analyzer: Analyzer, number: int, text: str) -> Record:
    found = analyzer.analyse(text)
    return Record(
        number, Side.OFFERS, Field.CAPABILITY, text, found.bridged,
        found.words, found.glosses, found.concepts,
    )  # fmt: skip


def a_statement(analyzer: Analyzer, number: int, text: str) -> Statement:
    return Statement.of(a_record(analyzer, number, text), analyzer.glossary.thesaurus)


def asking(analyzer: Analyzer, question: str, vocabulary: Vocabulary = SILENT) -> Asked:
    need = Need(question, analyzer.analyse(question))
    return asked_by(need, vocabulary, analyzer.glossary.thesaurus)


def rated(
    analyzer: Analyzer, question: str, statements: list[str], cosines: dict[int, float]
) -> list[Rated]:
    return rate(
        [a_statement(analyzer, number, text) for number, text in enumerate(statements)],
        cosines,
        asking(analyzer, question),
    )


def quoted(analyzer: Analyzer, statement: str, question: str) -> Evidence:
    record, asked = a_record(analyzer, 0, statement), asking(analyzer, question)
    found = quote(record, analyzer.analyse(statement), asked)
    assert found.text == statement
    return found


def marked(analyzer: Analyzer, statement: str, question: str) -> list[str]:
    """The parts of a statement that a question marks."""
    return [statement[start:end] for start, end in quoted(analyzer, statement, question).marks]


def share(analyzer: Analyzer, statement: str, question: str) -> float:
    """The share of a question that a statement names."""
    asked = asking(analyzer, question)
    return asked.share_of(asked.named_by(a_statement(analyzer, 0, statement)))


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


def test_words_that_mean_the_same_in_two_languages_are_shown_as_a_pair(analyzer: Analyzer):
    found = quoted(analyzer, "黒アルマイトに対応します", "anodizing of housings")
    assert [(asked, said) for asked, said in found.pairs if asked == "anodizing"]
    assert all(said in found.text for _, said in found.pairs)


def test_a_word_that_is_there_as_it_was_asked_for_is_no_pair(analyzer: Analyzer):
    assert quoted(analyzer, "hard anodizing of housings", "anodizing").pairs == ()


def test_a_pair_is_shown_once_however_often_it_occurs(analyzer: Analyzer):
    found = quoted(analyzer, "チタン、チタン、チタン", "titanium")
    assert found.pairs == (("titanium", "チタン"),)
    assert len(found.marks) == 3


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


def test_the_share_is_that_of_the_words_which_a_statement_names(analyzer: Analyzer):
    assert share(analyzer, "a chamber with a pump", "pump chamber") == pytest.approx(1)
    assert share(analyzer, "pump repair", "pump chamber") == pytest.approx(0.5)
    assert share(analyzer, "hard chrome plating", "pump chamber") == 0


def test_a_word_that_everybody_uses_counts_less_than_a_rare_one(analyzer: Analyzer):
    (stem,) = analyzer.analyse("pump").words
    asked = asking(analyzer, "pump chamber", Vocabulary(10, {stem: 10}, {stem: 10}))
    pump, chamber = asked.words
    assert 0 < pump.weight < chamber.weight
    named = asked.named_by(a_statement(analyzer, 0, "pump repair"))
    assert asked.share_of(named) == pytest.approx(pump.weight / (pump.weight + chamber.weight))


def test_a_question_without_words_is_covered_by_nothing(analyzer: Analyzer):
    assert share(analyzer, "turning", "") == 0


def test_whoever_names_the_narrower_concept_names_the_broader_one(analyzer: Analyzer):
    thesaurus = analyzer.glossary.thesaurus
    narrow, wide = analyzer.analyse("硬質アルマイト"), analyzer.analyse("アルマイト")
    assert wide.concepts[0] in thesaurus.with_broader(narrow.concepts[0])[1:]
    assert share(analyzer, "硬質アルマイト", "anodizing") == 1
    assert share(analyzer, "アルマイト", "hard anodizing") < 1


def test_the_nearest_statement_is_chosen_first(analyzer: Analyzer):
    found = rated(analyzer, "three", ["one", "two"], {0: 0.3, 1: 0.8})
    assert [one.record.text for one in choose(found)] == ["two"]


def test_a_statement_that_has_the_words_beats_one_that_is_a_little_nearer(analyzer: Analyzer):
    statements = ["helium leak testing", "vacuum pumps"]
    found = rated(analyzer, "helium leak", statements, {0: 0.5, 1: 0.55})
    assert choose(found)[0].record.text == "helium leak testing"


def test_a_second_statement_is_chosen_if_it_names_what_the_first_does_not(analyzer: Analyzer):
    statements = ["helium leak testing", "vacuum chambers"]
    question = "helium leak test of vacuum chambers"
    found = rated(analyzer, question, statements, {0: 0.6, 1: 0.5})
    assert [one.record.text for one in choose(found)] == statements


def test_a_second_statement_that_adds_nothing_must_be_nearly_as_good(analyzer: Analyzer):
    statements = ["helium leak testing", "helium leak checks"]
    question = "helium leak test"
    near, far = ({0: 0.6, 1: cosine} for cosine in (0.6, 0.3))
    assert len(choose(rated(analyzer, question, statements, near))) == 2
    assert len(choose(rated(analyzer, question, statements, far))) == 1


def test_only_a_few_statements_are_chosen(analyzer: Analyzer):
    found = rated(analyzer, "turning", ["turning"] * 9, dict.fromkeys(range(9), 0.7))
    assert len(choose(found)) == 2


def test_from_no_statements_none_is_chosen():
    assert choose([]) == []

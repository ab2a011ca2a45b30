"""The one door: a question in, ranked members with evidence out."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model import Answer, Confidence, Field, Outcome, Side
from index.ranking import Weights
from index.search import MATCHES, Searcher
from tests.index.examples import SmallIndex, a_directory, a_member, ids

QUERY_KEYS = {"text", "lang", "filters", "exclude", "parts", "near", "unwanted", "repairs"}
MATCH_KEYS = {
    "member_id", "name_ja", "name_en", "kind", "prefecture", "city",
    "confidence", "score", "evidence", "parts", "met",
}  # fmt: skip
ANSWER_KEYS = {"query", "outcome", "matches", "nearest", "snapshot", "took_ms"}
EXACT = "helium leak testing of vacuum chambers"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    """The directory of the examples; nobody changes it."""
    small = SmallIndex(tmp_path_factory.mktemp("search") / "index")
    small.build(a_directory())
    return small


@pytest.fixture(scope="module")
def searcher(directory: SmallIndex) -> Searcher:
    return directory.searcher()


def statements(member_id: str) -> set[str]:
    """Everything that a member offers."""
    member = next(member for member in a_directory() if member.id == member_id)
    return {*member.capabilities, *member.equipment, member.summary}


def test_the_member_with_the_statement_comes_first(directory: SmallIndex):
    answer = directory.ask(EXACT)
    assert answer.outcome is Outcome.MATCHES
    assert answer.ranking[0] == ids(answer.matches)[0] == "LEAK"


def test_a_japanese_question_finds_japanese_statements(directory: SmallIndex):
    assert directory.ask("チタンの切削加工、1個から").ranking[0] == "TITAN"


def test_a_japanese_question_finds_english_statements_through_the_glosses(directory: SmallIndex):
    assert directory.ask("チタン").ranking[0] == "TITAN"


def test_an_answer_names_the_snapshot_that_it_comes_from(directory: SmallIndex):
    assert directory.ask(EXACT).snapshot == directory.shelf.current_names()[0]


def test_an_answer_says_how_long_it_took(directory: SmallIndex):
    assert 0 < directory.ask(EXACT).took_ms < 60_000


def test_a_match_shows_who_the_member_is(directory: SmallIndex):
    member = directory.ask(EXACT).matches[0].member
    assert (member.name_ja, member.name_en) == ("株式会社LEAK", "LEAK Co., Ltd.")
    assert (member.kind, member.prefecture, member.city) == ("supporting_sme", "Saitama", "Sayama")


def test_matches_come_by_falling_score_from_1_to_0(directory: SmallIndex):
    scores = [match.score for match in directory.ask(EXACT).matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_every_quoted_statement_is_the_members_own(directory: SmallIndex):
    for match in directory.ask(EXACT, k=5).matches:
        assert match.evidence
        assert {found.text for found in match.evidence} <= statements(match.member.id)


def test_the_best_statement_is_quoted_first(directory: SmallIndex):
    evidence = directory.ask(EXACT).matches[0].evidence[0]
    assert (evidence.field, evidence.text) == (Field.CAPABILITY, EXACT)


def test_marks_point_at_the_words_of_the_question(directory: SmallIndex):
    evidence = directory.ask("helium leaks in vacuum chambers").matches[0].evidence[0]
    marked = [evidence.text[start:end] for start, end in evidence.marks]
    assert marked == ["helium leak testing", "vacuum chambers"]


def test_a_keyword_beyond_the_nearest_vectors_is_still_quoted(
    directory: SmallIndex, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("index.candidates.MAX_PASSAGES", 1)
    for match in directory.ask(EXACT).matches:
        assert match.evidence, match.member.id


def test_needs_never_come_as_offers(directory: SmallIndex):
    needs = {need for member in a_directory() for need in member.needs}
    for question in needs:
        answer = directory.ask(question)
        quoted = {found.text for match in answer.matches for found in match.evidence}
        assert not quoted & needs
        assert all(found.field is not Field.NEED for m in answer.matches for found in m.evidence)


def test_needs_are_found_when_they_are_asked_for(directory: SmallIndex):
    answer = directory.ask("helium leak testing for a cryostat", side=Side.NEEDS)
    assert answer.ranking[0] == "LAB"
    assert answer.matches[0].evidence[0].field is Field.NEED
    assert answer.matches[0].evidence[0].text == "helium leak testing for a cryostat"


@pytest.mark.parametrize("k", [1, 2, 4, 5, 50])
def test_no_more_members_are_named_than_asked_for(directory: SmallIndex, k: int):
    answer = directory.ask(EXACT, k=k)
    assert len(answer.ranking) == min(k, 5)
    assert 1 <= len(answer.matches) <= k


def test_the_usual_number_of_matches_is_five(small: SmallIndex):
    small.build([a_member(f"M{number}", EXACT) for number in range(20)])
    assert len(small.searcher().search(EXACT).matches) == MATCHES == 5


@pytest.mark.parametrize("question", [EXACT, "チタン", "sponge cake with cream", "rollers"])
def test_whether_anybody_fits_does_not_depend_on_how_many_are_asked_for(
    directory: SmallIndex, question: str
):
    # Without weights all members are equal, and the one that fits best is not the first.
    unweighted = Weights(dense=0, words=0, glosses=0)
    snapshot = directory.shelf.open().snapshot
    searcher = Searcher(snapshot, directory.encoder, directory.analyzer, unweighted)
    assert len({searcher.search(question, k=k).outcome for k in (1, 3, 5, 10)}) == 1


def test_fewer_members_are_the_first_of_more(directory: SmallIndex):
    assert directory.ask(EXACT, k=2).ranking == directory.ask(EXACT, k=5).ranking[:2]


def test_a_greeting_is_no_request_and_names_nobody(directory: SmallIndex):
    answer = directory.ask("お疲れ様です。ありがとうございます！")
    assert answer.outcome is Outcome.NOT_A_REQUEST
    assert (answer.matches, answer.nearest, answer.ranking) == ((), (), ())


def test_when_nobody_fits_the_nearest_say_what_they_lack(directory: SmallIndex):
    answer = directory.ask("sponge cake with whipped cream")
    assert (answer.outcome, answer.matches) == (Outcome.NOBODY, ())
    assert len(answer.nearest) == 3
    assert all("sponge cake" in " ".join(one.lacks[0].asked) for one in answer.nearest)
    assert len(answer.ranking) == 5


@pytest.mark.parametrize(
    "question",
    ["", " \n\t", "\u3000", "?!…、。", "\u200b", "\u202e\u200f", "\0", "---", "を、が。"],
)
def test_a_question_without_words_finds_nobody(directory: SmallIndex, question: str):
    answer = directory.ask(question)
    assert (answer.outcome, answer.matches, answer.nearest) == (Outcome.NOBODY, (), ())


def test_a_smiley_is_no_request(directory: SmallIndex):
    answer = directory.ask("😀🎉")
    assert (answer.outcome, answer.matches) == (Outcome.NOT_A_REQUEST, ())


@pytest.mark.parametrize(
    "question", ["チタン" * 20_000, "titanium " * 10_000, "😀" * 60_000, "あ" * 60_000]
)
def test_a_very_long_question_is_answered_all_the_same(directory: SmallIndex, question: str):
    answer = directory.ask(question)
    assert answer.query.text == question.strip()
    assert answer.took_ms < 5_000


def test_a_question_of_characters_that_unfold_to_many_is_answered(directory: SmallIndex):
    assert directory.ask("\ufdfa" * 4_000).outcome is Outcome.NOBODY


def test_half_a_character_does_not_stop_a_question(directory: SmallIndex):
    answer = directory.ask(json.loads('"\\ud83d helium leak testing of vacuum chambers"'))
    assert answer.ranking[0] == "LEAK"
    json.dumps(answer.to_dict(), ensure_ascii=False).encode()


PIECES = (
    EXACT, "チタンの切削", "、", "and", "めっき以外で", "八王子市", "near Hachioji", "大学",
    "anyone but a university", "ISO 9001", "±2μm", "50人以下", "\0", "㍿", "\n", "hello",
)  # fmt: skip
LETTERS = "八王子で市大学アルマイトめっき以外ではない近くの、。 in not ±0.05μmφISO9001と,;"
ODD_TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(st.sampled_from(LETTERS), max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
)


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=ODD_TEXTS)
def test_any_text_gets_an_answer_that_holds_together(searcher: Searcher, question: str):
    answer = searcher.search(question)
    assert isinstance(answer, Answer)
    assert len(answer.matches) <= MATCHES
    assert len(set(answer.ranking)) == len(answer.ranking)
    assert bool(answer.matches) == (answer.outcome is Outcome.MATCHES)
    assert not (answer.matches and answer.nearest)
    assert ids(answer.matches) == [one for one in answer.ranking if one in ids(answer.matches)]
    scores = [match.score for match in answer.matches]
    assert all(0 <= score <= 1 for score in scores)
    if not answer.query.parts and not answer.query.near:
        assert scores == sorted(scores, reverse=True)
    for match in (*answer.matches, *answer.nearest):
        assert set(match.parts) <= set(answer.query.parts)
        for found in match.evidence:
            _check_marks(found.text, found.marks)
    json.dumps(answer.to_dict())


def _check_marks(text: str, marks: tuple[tuple[int, int], ...]) -> None:
    position = 0
    for start, end in marks:
        assert position <= start < end <= len(text)
        position = end


def test_the_encoder_reads_at_most_the_first_few_thousand_characters(directory: SmallIndex):
    directory.encoder.questions = []
    directory.ask("titanium " * 10_000)
    assert len(directory.encoder.questions[0]) <= 4_000


def test_an_answer_as_json_has_the_keys_of_the_contract(directory: SmallIndex):
    found = json.loads(json.dumps(directory.ask(EXACT).to_dict(), ensure_ascii=False))

    assert found.keys() == ANSWER_KEYS
    assert found["query"].keys() == QUERY_KEYS
    assert found["outcome"] == "matches"
    assert (found["query"]["filters"], found["query"]["exclude"]) == ({}, {})
    assert (found["query"]["parts"], found["nearest"]) == ([], [])
    for match in found["matches"]:
        assert match.keys() == MATCH_KEYS
        assert match["confidence"] in ("strong", "possible")
        for evidence in match["evidence"]:
            assert evidence.keys() == {"field", "text", "marks", "pairs"}
            assert all(len(mark) == 2 for mark in evidence["marks"])


def test_a_refusal_as_json_names_what_the_nearest_lack(directory: SmallIndex):
    found = directory.ask(f"{EXACT} in Tachikawa").to_dict()
    assert (found["outcome"], found["matches"]) == ("nobody", [])
    (nearest,) = found["nearest"]
    assert nearest.keys() == MATCH_KEYS | {"lacks"}
    assert nearest["lacks"] == [
        {"facet": "city", "asked": ["Tachikawa"], "has": ["Sayama"], "excluded": False}
    ]


@pytest.mark.parametrize(
    ("question", "lang"),
    [("titanium machining", "en"), ("チタンの切削", "ja"), ("SUS304の板金", "ja"),
     ("who can do 切削 within this week in Sayama", "mixed")],
)  # fmt: skip
def test_an_answer_tells_the_language_of_the_question(
    directory: SmallIndex, question: str, lang: str
):
    assert directory.ask(question).query.lang == lang


def test_a_searcher_may_be_shared_between_threads(searcher: Searcher):
    questions = [EXACT, "チタンの切削加工", "hard chrome plating of rollers", ""] * 25
    alone = [searcher.search(question).ranking for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = [answer.ranking for answer in pool.map(searcher.search, questions)]
    assert together == alone


def test_a_brand_that_the_encoder_cannot_read_is_found_by_its_letters(small: SmallIndex):
    small.build([*a_directory(), a_member("WIRE", "ゾディラック製の機械を使っています")])
    small.encoder.questions = []
    answer = small.ask("ゾディラック")
    assert not small.encoder.questions, "nothing of the question is English"
    assert answer.outcome is Outcome.MATCHES
    assert answer.ranking[0] == "WIRE"
    assert answer.matches[0].confidence is Confidence.POSSIBLE


def test_members_without_needs_are_not_named_when_needs_are_searched(directory: SmallIndex):
    answer = directory.ask("helium leak testing for a cryostat", side=Side.NEEDS)
    assert set(answer.ranking) <= {"TITAN", "LAB"}
    assert answer.ranking[0] == "LAB"


def test_a_member_that_has_nothing_to_say_is_no_match_beside_one_that_has(
    directory: SmallIndex,
):
    answer = directory.ask(EXACT)
    assert ids(answer.matches) == ["LEAK"]
    assert len(answer.ranking) == 5


@pytest.mark.parametrize("mark", ["\u200b", "\x07", "\u202e", "\ufeff"])
def test_what_nobody_sees_in_a_question_changes_nothing(directory: SmallIndex, mark: str):
    answer = directory.ask(f"チタ{mark}ンの切{mark}削加工")
    assert answer.ranking == directory.ask("チタンの切削加工").ranking
    assert answer.outcome is Outcome.MATCHES


def test_a_slogan_alone_is_never_a_strong_match(small: SmallIndex):
    slogan = "helium leak testing is our passion"
    small.build([*a_directory(), a_member("TALK", "packing of boxes", summary=slogan)])
    talk = next(one for one in small.ask(slogan).matches if one.member.id == "TALK")
    assert [found.field for found in talk.evidence] == [Field.SUMMARY]
    assert talk.confidence is Confidence.POSSIBLE

"""Reading folders of judged questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.benchmark import Question, read_benchmark, satisfies
from index.errors import BadBenchmark
from profiles.model import Kind
from tests.index.examples import a_member

FULL = {
    "id": "q1", "text": "切削", "lang": "ja", "type": "plain", "twin": "q2", "answerable": True,
    "filters": {"city": ["Tama"]}, "exclude": {"kind": ["university"]}, "groups": [["M1", "M2"]],
}  # fmt: skip


def a_folder(
    tmp_path: Path, queries: object = (FULL,), qrels: str = "q1\tM1\t1\nq1\tM2\t0\n"
) -> Path:
    """A benchmark folder; ``queries`` are objects, or the bytes of the file."""
    if not isinstance(queries, bytes):
        queries = "".join(f"{json.dumps(query)}\n" for query in queries).encode()
    (tmp_path / "members.jsonl").write_text("{}\n")
    (tmp_path / "queries.jsonl").write_bytes(queries)
    (tmp_path / "qrels.tsv").write_bytes(qrels.encode())
    return tmp_path


def test_a_question_is_read_with_all_that_is_known_of_it(tmp_path: Path):
    benchmark = read_benchmark(a_folder(tmp_path))
    assert benchmark.questions == (
        Question(
            "q1", "切削", "ja", "plain", "q2", True,
            {"city": ["Tama"]}, {"kind": ["university"]}, (frozenset({"M1", "M2"}),),
        ),
    )  # fmt: skip
    assert benchmark.members_file == tmp_path / "members.jsonl"


def test_a_single_value_of_a_filter_needs_no_list(tmp_path: Path):
    query = {"id": "q1", "text": "turning", "filters": {"city": "Tama"}}
    [question] = read_benchmark(a_folder(tmp_path, [query])).questions
    assert question.filters == {"city": ["Tama"]}


def test_an_id_and_a_text_are_enough(tmp_path: Path):
    benchmark = read_benchmark(a_folder(tmp_path, [{"id": "q1", "text": "turning"}]))
    assert benchmark.questions == (Question("q1", "turning"),)


def test_members_of_grade_0_are_not_relevant(tmp_path: Path):
    assert read_benchmark(a_folder(tmp_path)).grades == {"q1": {"M1": 1}}


def test_blank_lines_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path):
    queries = b'\xef\xbb\xbf{"id": "q1", "text": "turning"}\r\n\r\n'
    benchmark = read_benchmark(a_folder(tmp_path, queries, "q1\tM1\t2\r\n\r\n"))
    assert benchmark.questions == (Question("q1", "turning"),)
    assert benchmark.grades == {"q1": {"M1": 2}}


@pytest.mark.parametrize("name", ["members.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str):
    (a_folder(tmp_path) / name).unlink()
    with pytest.raises(BadBenchmark, match=f"{name} is missing"):
        read_benchmark(tmp_path)


def test_a_folder_that_is_not_there_is_no_benchmark(tmp_path: Path):
    with pytest.raises(BadBenchmark, match="no benchmark folder"):
        read_benchmark(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "line",
    [b"no json", b"[]", b"3", b"null", b'{"id": "q2"}', b'{"text": "x"}', b"\xff\xfe",
     b'{"id": "q2", "text": "x", "filters": 3}', b'{"id": "q2", "text": "x", "groups": [3]}'],
)  # fmt: skip
def test_a_bad_question_is_named_by_file_and_line(tmp_path: Path, line: bytes):
    queries = b'{"id": "q1", "text": "x"}\n\n' + line + b"\n"
    with pytest.raises(BadBenchmark, match=r"queries\.jsonl, line 3"):
        read_benchmark(a_folder(tmp_path, queries))


@pytest.mark.parametrize("line", ["q1 M1 1", "q1\tM1", "q1\tM1\tgood", "q1\t0\tM1\t1", "q1\tM1\t"])
def test_a_bad_judgment_is_named_by_file_and_line(tmp_path: Path, line: str):
    with pytest.raises(BadBenchmark, match=r"qrels\.tsv, line 2"):
        read_benchmark(a_folder(tmp_path, qrels=f"q1\tM1\t1\n{line}\n"))


def test_a_folder_without_a_question_says_so(tmp_path: Path):
    with pytest.raises(BadBenchmark, match="holds no question"):
        read_benchmark(a_folder(tmp_path, b"\n"))


MEMBER = a_member(
    "M1",
    kind=Kind.UNIVERSITY,
    prefecture="Tokyo",
    city="Tama",
    certifications=("ISO 9001", "ISO 14001"),
    employees=50,
)


@pytest.mark.parametrize(
    ("filters", "exclude", "passes"),
    [
        ({}, {}, True),
        ({"city": ["Tama"]}, {}, True),
        ({"city": ["Hino", "Tama"]}, {}, True),
        ({"city": ["Hino"]}, {}, False),
        ({"city": ["Tama"], "kind": ["product_sme"]}, {}, False),
        ({"city": ["Tama"], "certification": ["ISO 14001"]}, {}, True),
        ({}, {"kind": ["university"]}, False),
        ({}, {"prefecture": ["Saitama"]}, True),
        ({"prefecture": ["Tokyo"]}, {"certification": ["ISO 9001"]}, False),
        ({"unheard-of": ["x"]}, {}, False),
        ({"city": []}, {"kind": []}, True),
        ({"size": ["<=50"]}, {}, True),
        ({"size": ["<=49"]}, {}, False),
        ({"size": [">=10", "<=50"]}, {}, True),
        ({"size": [">=51", "<=100"]}, {}, False),
        ({}, {"size": [">=50"]}, False),
        ({"size": ["small"]}, {}, False),
    ],
)
def test_a_member_satisfies_all_filters_and_no_exclusion(filters, exclude, passes):
    question = Question("q1", "x", filters=filters, exclude=exclude)
    assert satisfies(MEMBER, question) is passes


def test_a_member_whose_size_nobody_knows_satisfies_no_filter_by_size():
    unknown = a_member("M2", employees=None)
    assert not satisfies(unknown, Question("q1", "x", filters={"size": ["<=50"]}))
    assert satisfies(unknown, Question("q1", "x", exclude={"size": ["<=50"]}))

"""Exact inner product under ids of our own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.vectors import MAX_POSITIONS, VectorIndex, owners_of, passage_id


def unit_vectors(count: int, dimension: int = 16, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def an_index(count: int) -> tuple[VectorIndex, np.ndarray, np.ndarray]:
    vectors = unit_vectors(count)
    ids = np.array([passage_id(number // 3, number % 3) for number in range(count)], dtype=np.int64)
    return VectorIndex.build(ids, vectors, 16), ids, vectors


def test_the_nearest_are_those_with_the_largest_inner_product():
    vectors, ids, rows = an_index(200)
    question = unit_vectors(1, seed=7)[0]

    hits = vectors.search(question, 10)

    products = rows @ question
    best = np.argsort(-products)[:10]
    assert hits.ids.tolist() == ids[best].tolist()
    assert hits.scores == pytest.approx(products[best], abs=1e-6)


def test_asking_for_more_than_there_are_gives_all_of_them_once():
    vectors, ids, _ = an_index(7)
    hits = vectors.search(unit_vectors(1, seed=7)[0], 1000)
    assert sorted(hits.ids.tolist()) == sorted(ids.tolist())


def test_an_empty_index_finds_nothing():
    vectors = VectorIndex.build(np.zeros(0, np.int64), np.zeros((0, 16), np.float32), 16)
    assert len(vectors.search(unit_vectors(1)[0], 5).ids) == 0


def test_a_vector_that_is_not_a_number_finds_nothing_and_does_not_raise():
    vectors, _, _ = an_index(7)
    hits = vectors.search(np.full(16, np.nan, dtype=np.float32), 5)
    assert len(hits.ids) == len(hits.scores) == 0


@pytest.mark.parametrize("member", [0, 1, 10_000, 2**40])
@pytest.mark.parametrize("position", [0, 1, MAX_POSITIONS - 1])
def test_an_id_tells_its_member(member: int, position: int):
    assert owners_of(np.array([passage_id(member, position)])).tolist() == [member]


def test_ids_of_different_passages_differ():
    made = {passage_id(member, position) for member in range(20) for position in range(20)}
    assert len(made) == 400


def test_what_is_read_back_is_what_was_written(tmp_path: Path):
    vectors, ids, rows = an_index(30)

    vectors.write(tmp_path / "offers.faiss")
    read_ids, read_rows = VectorIndex.read(tmp_path / "offers.faiss").all()

    assert read_ids.tolist() == ids.tolist()
    assert (read_rows == rows).all()


def test_an_empty_index_is_read_back_empty(tmp_path: Path):
    empty = VectorIndex.build(np.zeros(0, np.int64), np.zeros((0, 16), np.float32), 16)

    empty.write(tmp_path / "needs.faiss")
    ids, rows = VectorIndex.read(tmp_path / "needs.faiss").all()

    assert len(ids) == 0
    assert rows.shape == (0, 16)


def test_a_file_that_cannot_be_written_whole_is_an_os_error(tmp_path: Path):
    vectors, _, _ = an_index(30)
    with pytest.raises(OSError, match="No such file or directory"):
        vectors.write(tmp_path / "no folder" / "offers.faiss")

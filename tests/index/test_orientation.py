"""Where a directory lies among the vectors of its encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoder import Vectors
from index.model import Side
from index.orientation import Gauge, Orientation, everyday_matters, orient
from tests.index.examples import FakeEncoder, SmallIndex, a_member

EVERYDAY = np.array([[0, 0, 1]], np.float32)
NOTHING = np.zeros((0, 3), np.float32)


def rows(*vectors: tuple[float, float, float]) -> Vectors:
    return np.array(vectors, np.float32)


def oriented(vectors: Vectors, owners: list[int], centring: float = 0.0) -> Orientation:
    sides = {Side.OFFERS: vectors, Side.NEEDS: NOTHING}
    return orient(sides, np.array(owners, np.int64), EVERYDAY, centring)


def test_the_centre_of_a_side_is_its_mean_statement():
    sides = {Side.OFFERS: rows((1, 0, 0), (0, 1, 0)), Side.NEEDS: rows((0, 0, 1))}
    found = orient(sides, np.array([0, 1]), EVERYDAY, 0.0)
    assert found.centres[Side.OFFERS].tolist() == [0.5, 0.5, 0]
    assert found.centres[Side.NEEDS].tolist() == [0, 0, 1]


def test_an_empty_directory_has_its_centre_at_nought_and_nothing_to_gauge_by():
    found = oriented(NOTHING, [])
    assert found.centres[Side.OFFERS].tolist() == [0, 0, 0]
    assert found.cosines == found.centred == Gauge(0, 1)


def test_the_gauge_is_mean_and_deviation_of_the_nearest_statements_of_others():
    # The nearest of another member: 0.6 from the first, 1 from the second and third (the same).
    found = oriented(rows((1, 0, 0), (0.6, 0.8, 0), (0.6, 0.8, 0)), [0, 1, 2]).cosines
    assert found.typical == pytest.approx((0.6 + 1 + 1) / 3)
    assert found.spread == pytest.approx(np.std([0.6, 1, 1]))


def test_without_centring_both_gauges_are_one():
    found = oriented(rows((1, 0, 0), (0.6, 0.8, 0), (0, 1, 0)), [0, 1, 2])
    assert found.cosines == found.centred


def test_with_centring_what_all_have_in_common_is_taken_off():
    # The centre is (.8, .4): half of its product with the nearest is (.5 * .8), (.5 * .8) less.
    found = oriented(rows((1, 0, 0), (0.6, 0.8, 0)), [0, 1], centring=0.5)
    assert found.cosines.typical == pytest.approx(0.6)
    assert found.centred.typical == pytest.approx(0.6 - 0.5 * (0.8 + 0.8) / 2)


def test_statements_of_the_same_member_do_not_count_as_neighbours():
    found = oriented(rows((1, 0, 0), (1, 0, 0), (0, 1, 0)), [0, 0, 1])
    assert found.cosines.typical == pytest.approx(0)


def test_one_member_alone_has_no_neighbours_to_gauge_by():
    assert oriented(rows((1, 0, 0), (0, 1, 0)), [0, 0]).cosines == Gauge(0, 1)


def test_statements_that_are_all_alike_still_have_a_spread():
    assert oriented(rows((1, 0, 0), (1, 0, 0)), [0, 1]).cosines.spread > 0


def test_a_similarity_is_moved_by_as_many_deviations_as_it_lies_from_the_mean():
    assert Gauge(0.8, 0.1).moved_to(Gauge(0.5, 0.2), 0.9) == pytest.approx(0.7)
    assert Gauge(0.8, 0.1).moved_to(Gauge(0.8, 0.1), 0.3) == pytest.approx(0.3)


def lying(everyday: Vectors, statements: Vectors = NOTHING) -> Orientation:
    centres = {side: np.zeros(3, np.float32) for side in Side}
    sides = {Side.OFFERS: statements, Side.NEEDS: NOTHING}
    return Orientation(centres, sides, everyday, Gauge(), Gauge())


def test_a_question_is_as_far_offside_as_its_nearest_everyday_matters():
    found = lying(rows((0, 0, 1), (1, 0, 0), (1, 0, 0), (1, 0, 0)))
    assert found.offside(rows((0.6, 0.8, 0))[0]) == pytest.approx(0.6)


@pytest.mark.parametrize(("many", "near"), [(100, 4), (1_000, 20)])
def test_a_question_is_at_home_where_the_nearest_statements_are(many: int, near: int):
    close = [(1.0, 0.0, 0.0)] + [(0.6, 0.8, 0.0)] * (near - 1)
    found = lying(EVERYDAY, rows(*close, *[(0.0, 0.0, 1.0)] * (many - near)))
    expected = (1 + 0.6 * (near - 1)) / near
    assert found.at_home(Side.OFFERS, rows((1, 0, 0))[0]) == pytest.approx(expected)


def test_nobody_is_at_home_where_nothing_is_stated():
    assert lying(EVERYDAY).at_home(Side.NEEDS, rows((1, 0, 0))[0]) == 0


def test_of_many_statements_some_stand_for_all():
    many = np.repeat(rows((1, 0, 0), (0, 1, 0)), 1_500, axis=0)
    kept = oriented(many, list(range(3_000))).statements[Side.OFFERS]
    assert len(kept) == 1_000
    assert kept.mean(axis=0).tolist() == pytest.approx([0.5, 0.5, 0])


def test_an_orientation_is_read_back_as_it_was_written(tmp_path: Path):
    written = orient(
        {Side.OFFERS: rows((1, 0, 0), (0.6, 0.8, 0)), Side.NEEDS: rows((0, 1, 0))},
        np.array([0, 1]),
        EVERYDAY,
        0.4,
    )
    path = tmp_path / "orientation.npz"
    path.write_bytes(written.to_bytes())
    read = Orientation.from_file(path)
    assert (read.cosines, read.centred) == (written.cosines, written.centred)
    assert read.everyday.tolist() == EVERYDAY.tolist()
    for side in Side:
        assert read.centres[side].tolist() == written.centres[side].tolist()
        assert read.statements[side].tolist() == written.statements[side].tolist()


def test_everyday_matters_are_short_lines_each_once():
    lines = everyday_matters()
    assert len(lines) == len(set(lines)) > 100
    assert all(line == line.strip() and 0 < len(line) < 80 for line in lines)


def test_members_that_all_say_the_same_are_found_all_the_same(small: SmallIndex):
    """The cosines of another encoder are gauged by how far they lie apart: here they do not."""
    small.build([a_member(f"M{number}", "gear grinding") for number in range(4)])
    assert isinstance(small.encoder, FakeEncoder)
    assert len(small.ask("gear grinding").matches) == 4
    assert small.ask("wedding cake").matches == ()


def test_everyday_matters_are_encoded_once_and_taken_over(small: SmallIndex):
    small.build([a_member()])
    assert list(everyday_matters()) == small.encoder.questions
    small.encoder.questions = []
    small.build([a_member(), a_member("M2", "gear grinding")], "2")
    assert small.encoder.questions == []

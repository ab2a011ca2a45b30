"""The models, which all homes of a playground share with the one that it is started from."""

from __future__ import annotations

from pathlib import Path

from bot.playing.copying import share_models


def test_a_new_model_comes_to_where_it_is_shared_from(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "home" / "models", tmp_path / "models"
    share_models(ours, theirs)
    (theirs / "new").mkdir()
    assert (ours / "new").is_dir()


def test_after_a_home_was_moved_its_own_models_are_shared(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    sample = Path("playground", "sample")
    (before / sample).mkdir(parents=True)
    share_models(before / "models", before / sample / "models")
    before.rename(after)

    share_models(after / "models", after / sample / "models")
    assert (after / sample / "models").resolve() == (after / "models").resolve()
    assert not before.exists()


def test_models_that_are_there_stay(tmp_path: Path) -> None:
    own = tmp_path / "own" / "model"
    own.mkdir(parents=True)
    share_models(tmp_path / "models", tmp_path / "own")
    assert own.is_dir()
    assert not own.parent.is_symlink()

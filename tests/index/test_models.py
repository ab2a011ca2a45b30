"""Which encoder builds and which one serves."""

from __future__ import annotations

import errno
import logging
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import export
from index.analysis import load_analyzer
from index.build import Builder, Source
from index.encoder import Encoder, ModelFiles, locate_model
from index.errors import BuildFailed, ModelError
from index.exported import ExportedEncoder, ExportedModel
from index.models import ModelStore
from index.original import OriginalEncoder
from index.shelf import Shelf
from tests.index.examples import SmallIndex, a_directory, flip, run_python
from tests.index.tiny import a_tiny_model


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return locate_model(str(a_tiny_model(tmp_path_factory.mktemp("tiny"))))


@pytest.fixture(scope="module")
def exported_tiny(tiny: ModelFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models in which the tiny one has been exported."""
    folder = tmp_path_factory.mktemp("store")
    ModelStore(folder).building_encoder(tiny, 1000)
    return folder


@pytest.fixture
def store_folder(exported_tiny: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(exported_tiny, tmp_path / "models"))


def test_a_model_is_exported_by_its_first_build_which_the_original_encodes(
    tiny: ModelFiles, exported_tiny: Path
):
    record = ModelStore(exported_tiny).record(tiny.fingerprint)
    assert record is not None
    assert (record.exported, record.reason) == (True, "")
    assert record.agreement >= export.AGREEMENT
    assert (record.name, record.dimension, record.max_tokens) == (tiny.name, 32, 16)
    assert {path.name for path in (exported_tiny / tiny.fingerprint).iterdir()} == {
        "encoder.json", "model.onnx", "tokenizer.json"
    }  # fmt: skip


def test_the_export_serves(tiny: ModelFiles, exported_tiny: Path):
    encoder = ModelStore(exported_tiny).serving_encoder(tiny.fingerprint, tiny.name)
    assert isinstance(encoder, ExportedEncoder)
    assert (encoder.fingerprint, encoder.dimension) == (tiny.fingerprint, 32)


def test_a_few_texts_are_encoded_by_the_export_and_many_by_the_original(
    tiny: ModelFiles, exported_tiny: Path
):
    store = ModelStore(exported_tiny)
    assert isinstance(store.building_encoder(tiny, 3), ExportedEncoder)
    assert isinstance(store.building_encoder(tiny, 100_000), OriginalEncoder)


def refuse(store: ModelStore, model: ModelFiles, caplog: pytest.LogCaptureFixture) -> str:
    """Build with a model that is not exported, and see that the original serves; the reason."""
    with caplog.at_level(logging.WARNING):
        store.building_encoder(model, 1000)
    record = store.record(model.fingerprint)
    assert record is not None
    assert not record.exported
    assert record.files == ()
    assert record.reason in caplog.text
    assert "the original serves" in caplog.text
    assert isinstance(store.serving_encoder(model.fingerprint, model.name), OriginalEncoder)
    return record.reason


def test_a_model_that_cannot_be_exported_is_served_by_the_original(
    tiny: ModelFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    def fail(encoder: OriginalEncoder, folder: Path) -> None:
        (folder / "model.onnx").write_bytes(b"half")
        raise NotImplementedError("aten::something")

    monkeypatch.setattr(export, "export_model", fail)
    reason = refuse(ModelStore(tmp_path), tiny, caplog)
    assert "cannot be exported" in reason
    assert "aten::something" in reason


def test_an_export_that_says_something_else_is_not_served(
    tiny: ModelFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    monkeypatch.setattr(export, "agreement", lambda *_: 0.98)
    assert "cosine 0.98" in refuse(ModelStore(tmp_path), tiny, caplog)


def test_a_full_disk_is_not_held_against_the_model(
    tiny: ModelFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export, "export_model", fail)
    with pytest.raises(BuildFailed, match=f"exported to {tmp_path}: No space left"):
        ModelStore(tmp_path).building_encoder(tiny, 1000)
    assert ModelStore(tmp_path).record(tiny.fingerprint) is None
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("damage", [lambda path: flip(path, -9), Path.unlink])
def test_a_damaged_export_gives_way_to_the_original(
    tiny: ModelFiles,
    store_folder: Path,
    name: str,
    damage: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
):
    damage(store_folder / tiny.fingerprint / name)

    encoder = ModelStore(store_folder).serving_encoder(tiny.fingerprint, tiny.name)

    assert isinstance(encoder, OriginalEncoder)
    assert f"exported model damaged ({name}); the original serves" in caplog.text


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_damaged_record_gives_way_to_the_original(
    tiny: ModelFiles, store_folder: Path, part: float, caplog: pytest.LogCaptureFixture
):
    path = store_folder / tiny.fingerprint / "encoder.json"
    content = bytearray(path.read_bytes())
    content[int(part * len(content))] ^= 1
    path.write_bytes(bytes(content))

    assert ModelStore(store_folder).record(tiny.fingerprint) is None
    encoder = ModelStore(store_folder).serving_encoder(tiny.fingerprint, tiny.name)
    assert isinstance(encoder, OriginalEncoder)
    assert "the original serves" in caplog.text


def test_a_changed_prompt_in_the_record_is_not_used(tiny: ModelFiles, store_folder: Path):
    path = store_folder / tiny.fingerprint / "encoder.json"
    path.write_text(path.read_text().replace("query: ", "quarry: "))
    assert ModelStore(store_folder).record(tiny.fingerprint) is None


@pytest.mark.parametrize("content", ["", "null", "[]", "3", "{}", '{"seal": 1}', "\xff"])
def test_a_record_that_is_none_is_no_record(tmp_path: Path, content: str):
    (tmp_path / "abc").mkdir()
    (tmp_path / "abc" / "encoder.json").write_text(content, "latin-1")
    assert ModelStore(tmp_path).record("abc") is None


def test_a_damaged_export_is_made_again_by_the_next_build(tiny: ModelFiles, store_folder: Path):
    flip(store_folder / tiny.fingerprint / "model.onnx", 100)
    (store_folder / ".exporting-99999").mkdir()

    ModelStore(store_folder).building_encoder(tiny, 3)

    encoder = ModelStore(store_folder).serving_encoder(tiny.fingerprint, tiny.name)
    assert isinstance(encoder, ExportedEncoder)
    assert not (store_folder / ".exporting-99999").exists()


def test_an_index_of_another_version_of_the_model_asks_for_a_reindex(
    tiny: ModelFiles, tmp_path: Path
):
    with pytest.raises(ModelError, match=r"another version of the model.*nakadachi reindex"):
        ModelStore(tmp_path).serving_encoder("0123456789abcdef", tiny.name)


def test_a_folder_with_broken_weights_is_a_model_error(tiny: ModelFiles, tmp_path: Path):
    folder = Path(shutil.copytree(tiny.folder, tmp_path / "broken"))
    (folder / "model.safetensors").write_bytes(b"not weights at all")
    with pytest.raises(ModelError, match="cannot be loaded"):
        ModelStore(tmp_path / "models").building_encoder(locate_model(str(folder)), 1000)


SERVE = """
import sys
from pathlib import Path
from index.analysis import load_analyzer
from index.live import LiveSearcher
from index.models import ModelStore
from index.shelf import Shelf
store = ModelStore(Path(sys.argv[1]))
encoder_for = lambda manifest: store.serving_encoder(manifest.model_fingerprint, manifest.model)
live = LiveSearcher(Shelf(Path(sys.argv[2])), load_analyzer, encoder_for)
print(live.search("helium leak testing of vacuum chambers").ranking[0])
heavy = ("torch", "sentence_transformers", "transformers", "onnx", "onnxscript", "huggingface_hub")
print([name for name in heavy if name in sys.modules])
"""


@pytest.fixture(scope="module")
def real_index(
    real_store: ModelStore,
    packaged: ModelFiles,
    exported: ExportedEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> SmallIndex:
    """The directory of the examples with the packaged model."""

    index = SmallIndex(tmp_path_factory.mktemp("real") / "index", exported, model=packaged)
    Builder(index.shelf, real_store, packaged, index.analyzer, bridge=True).build(
        lambda: Source(a_directory(), "1")
    )
    return index


def test_serving_an_exported_model_never_imports_torch(
    real_index: SmallIndex, real_store: ModelStore
):
    found = run_python(SERVE, real_store._folder, real_index.folder)
    assert found.stdout.splitlines() == ["LEAK", "[]"], found.stderr


def test_with_the_real_model_a_japanese_question_finds_english_statements(real_index: SmallIndex):
    answer = real_index.ask("ヘリウムで真空容器の漏れを調べたい")
    assert answer.ranking[0] == "LEAK"
    assert answer.outcome == "matches"


def test_with_the_real_model_nobody_bakes_cakes(real_index: SmallIndex):
    assert real_index.ask("wedding cake with strawberries").outcome == "nobody"


def test_a_small_reindex_with_the_export_gives_the_vectors_of_the_original(
    original: Encoder, exported: ExportedEncoder
):
    texts = [text for member in a_directory() for text in member.capabilities]
    ours, theirs = exported.encode_documents(texts), original.encode_documents(texts)
    assert np.sum(ours * theirs, axis=1).min() >= export.AGREEMENT


def test_a_damaged_export_is_made_again_although_nothing_changed(
    tiny: ModelFiles, store_folder: Path, tmp_path: Path
):
    models = ModelStore(store_folder)
    shelf = Shelf(tmp_path / "index")
    builder = Builder(shelf, models, tiny, load_analyzer(), bridge=True)

    def source() -> Source:
        return Source(a_directory(), "1")

    builder.build(source)
    flip(store_folder / tiny.fingerprint / "model.onnx", 100)
    report = builder.build(source)
    record = models.record(tiny.fingerprint)
    assert not report.changed
    assert record is not None
    assert models.damaged_files(record) == []


def test_of_two_who_export_a_model_at_once_the_second_takes_what_the_first_wrote(
    tiny: ModelFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    exporting, exports = threading.Event(), []
    export_model = export.export_model

    def watched(encoder: OriginalEncoder, folder: Path) -> ExportedModel:
        exports.append(folder)
        exporting.set()
        return export_model(encoder, folder)

    monkeypatch.setattr(export, "export_model", watched)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ModelStore(tmp_path).ensure_export, tiny)
        assert exporting.wait(60)
        second = pool.submit(ModelStore(tmp_path).ensure_export, tiny)
        assert first.result() == second.result()
    assert len(exports) == 1

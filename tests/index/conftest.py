"""Fixtures for the tests of index/: a small index with a fake encoder, and one real export."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis import Analyzer, load_analyzer
from index.encoder import PACKAGED, Encoder, ModelFiles, locate_model
from index.exported import ExportedEncoder
from index.models import ModelStore
from index.search import Searcher
from tests.index.examples import SmallIndex, a_directory
from tests.index.town import a_town


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return load_analyzer("")


@pytest.fixture
def small(tmp_path: Path) -> SmallIndex:
    """An empty shelf, and what it takes to build into it with a fake encoder."""
    return SmallIndex(tmp_path / "index")


@pytest.fixture
def built(small: SmallIndex) -> SmallIndex:
    """The directory of the examples, built."""
    small.build(a_directory())
    return small


@pytest.fixture(scope="session")
def packaged() -> ModelFiles:
    return locate_model(PACKAGED)


@pytest.fixture(scope="session")
def real_models(
    packaged: ModelFiles, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ModelStore, Encoder]:
    """The packaged model, exported once for all tests, and the original that exported it."""
    store = ModelStore(tmp_path_factory.mktemp("models"))
    return store, store.building_encoder(packaged, 10_000)


@pytest.fixture(scope="session")
def real_store(real_models: tuple[ModelStore, Encoder]) -> ModelStore:
    return real_models[0]


@pytest.fixture(scope="session")
def original(real_models: tuple[ModelStore, Encoder]) -> Encoder:
    return real_models[1]


@pytest.fixture(scope="session")
def exported(real_store: ModelStore, packaged: ModelFiles) -> ExportedEncoder:
    encoder = real_store.serving_encoder(packaged.fingerprint, packaged.name)
    assert isinstance(encoder, ExportedEncoder)
    return encoder


@pytest.fixture(scope="session")
def town_index(
    exported: ExportedEncoder, packaged: ModelFiles, tmp_path_factory: pytest.TempPathFactory
) -> SmallIndex:
    """The directory of tests.index.town with the packaged model; nobody changes it."""
    index = SmallIndex(tmp_path_factory.mktemp("town") / "index", exported, model=packaged)
    index.build(a_town())
    return index


@pytest.fixture(scope="session")
def town(town_index: SmallIndex) -> Searcher:
    return town_index.searcher()

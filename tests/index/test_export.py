"""The exported model against the original."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder, ModelFiles, Vectors, locate_model
from index.export import AGREEMENT, SAMPLE, agreement, export_model
from index.exported import BATCH, ExportedEncoder
from index.models import ModelStore
from index.original import OriginalEncoder
from tests.index.tiny import PROMPTS, a_tiny_model

TEXTS = [
    "titanium machining",
    "",
    " ",
    "チタンの切削、10個、来週まで",
    "φ0.05 ±2 μm",
    "😀",
    "\u202eabc",
    "titanium machining " * 300,
    "チタン" * 1000,
]


SHORT = [text for text in TEXTS if len(text) < 100]


def lowest_cosine(ours: Vectors, theirs: Vectors) -> float:
    assert ours.shape == theirs.shape
    return float(np.min(np.sum(ours * theirs, axis=1)))


@pytest.mark.parametrize("text", TEXTS)
def test_the_export_of_the_packaged_model_gives_the_same_vectors(
    original: Encoder, exported: ExportedEncoder, text: str
):
    assert lowest_cosine(exported.encode_queries([text]), original.encode_queries([text])) > 0.99999
    assert (
        lowest_cosine(exported.encode_documents([text]), original.encode_documents([text]))
        > 0.99999
    )


def test_a_batch_gives_the_vectors_of_its_texts_one_by_one(
    original: Encoder, exported: ExportedEncoder
):
    texts = (SHORT * BATCH)[: BATCH + 3]
    for encoder in (original, exported):
        together = encoder.encode_documents(texts)
        alone = np.concatenate([encoder.encode_documents([text]) for text in SHORT])
        again = alone[[number % len(SHORT) for number in range(len(texts))]]
        assert lowest_cosine(together, again) > 0.99999


def test_vectors_are_float32_of_unit_length(original: Encoder, exported: ExportedEncoder):
    for encoder in (original, exported):
        for vectors in (encoder.encode_queries(SHORT), encoder.encode_documents(SHORT)):
            assert vectors.dtype == np.float32
            assert vectors.shape == (len(SHORT), encoder.dimension)
            assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(SHORT)), abs=1e-5)


def test_no_texts_give_no_vectors(original: Encoder, exported: ExportedEncoder):
    for encoder in (original, exported):
        assert encoder.encode_documents([]).shape == (0, encoder.dimension)
        assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_progress_counts_every_text_once(original: Encoder, exported: ExportedEncoder):
    for encoder in (original, exported):
        done: list[int] = []
        encoder.encode_documents(["turning"] * (BATCH + 5), done.append)
        assert sum(done) == BATCH + 5


def test_the_record_tells_the_agreement(real_store: ModelStore, packaged: ModelFiles):
    record = real_store.record(packaged.fingerprint)
    assert record is not None
    assert record.exported
    assert record.agreement >= AGREEMENT
    assert (record.dimension, record.max_tokens) == (384, 256)
    assert (record.query_prompt, record.document_prompt) == ("", "")


def test_similar_texts_are_nearer_than_others(exported: ExportedEncoder):
    question = exported.encode_queries(["who can machine titanium?"])[0]
    near, far = exported.encode_documents(["titanium machining", "pastry and cakes"])
    assert question @ near > question @ far + 0.3


@dataclass
class Pair:
    """A tiny model twice: as it is, and exported."""

    original: OriginalEncoder
    exported: ExportedEncoder


# The packaged model takes the mean and normalises.
@pytest.fixture(
    scope="module",
    params=[("mean", False), ("cls", True)],
    ids=["mean", "first token, normalised"],
)
def tiny(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    pooling, normalise = request.param
    folder = a_tiny_model(tmp_path_factory.mktemp("tiny"), pooling, normalise=normalise)
    original = OriginalEncoder(locate_model(str(folder)))
    target = tmp_path_factory.mktemp("exported")
    return Pair(original, ExportedEncoder(export_model(original, target)))


def test_a_model_of_any_pooling_agrees_with_its_export(tiny: Pair):
    assert agreement(tiny.original, tiny.exported) >= AGREEMENT


def test_its_vectors_have_unit_length_whether_it_normalises_or_not(tiny: Pair):
    for encoder in (tiny.original, tiny.exported):
        lengths = np.linalg.norm(encoder.encode_queries(SAMPLE), axis=1)
        assert lengths == pytest.approx(np.ones(len(SAMPLE)), abs=1e-5)


def test_its_prompts_stand_before_questions_and_statements(tiny: Pair):
    text = "titanium"
    plain = tiny.original.transformer.encode(
        [PROMPTS["query"] + text, PROMPTS["document"] + text], prompt=""
    )
    plain /= np.linalg.norm(plain, axis=1, keepdims=True)
    for encoder in (tiny.original, tiny.exported):
        question, statement = encoder.encode_queries([text]), encoder.encode_documents([text])
        assert lowest_cosine(np.concatenate([question, statement]), plain) > 0.99999
        assert not np.allclose(question, statement, atol=1e-5)


def test_its_texts_end_at_its_own_limit(tiny: Pair):
    long = "titanium machining " * 50
    for encoder in (tiny.original, tiny.exported):
        first, longer = encoder.encode_documents([long, long + "helium leak"])
        assert first @ longer == pytest.approx(1, abs=1e-5)


def test_another_model_of_the_same_shape_disagrees(tmp_path: Path, tiny: Pair):
    other = OriginalEncoder(locate_model(str(a_tiny_model(tmp_path))))
    for parameter in other.transformer.parameters():
        parameter.data = parameter.data.flip(0)
    assert agreement(other, tiny.exported) < AGREEMENT

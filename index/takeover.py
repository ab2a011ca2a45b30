"""What a build takes over from the last snapshot, so that only new text costs anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.model import Side
from index.records import Record
from index.snapshot import Manifest, Snapshot

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything beside the members that decides what a snapshot holds."""

    model: str
    model_fingerprint: str
    analysis_fingerprint: str
    bridge: bool

    def same_vectors(self, manifest: Manifest) -> bool:
        """Whether an encoded text has the same vector in that snapshot."""
        return manifest.model_fingerprint == self.model_fingerprint

    def same_analyses(self, manifest: Manifest) -> bool:
        """Whether a statement was cut, glossed and prepared for the encoder in the same way."""
        return (
            manifest.analysis_fingerprint == self.analysis_fingerprint
            and manifest.bridge == self.bridge
        )


@dataclass(frozen=True, slots=True)
class Takeover:
    """Analysed statements by their text, vectors by the text that was encoded, and the vectors
    of everyday matters (n, dimension)."""

    records: Mapping[str, Record] = field(default_factory=dict)
    vectors: Mapping[str, Vector] = field(default_factory=dict)
    everyday: Vector | None = None


def take_over(snapshot: Snapshot, recipe: Recipe) -> Takeover:
    """What of ``snapshot`` still holds under ``recipe``."""
    same_analyses = recipe.same_analyses(snapshot.manifest)
    same_vectors = recipe.same_vectors(snapshot.manifest)
    if not (same_analyses or same_vectors):
        return Takeover()
    records = list(snapshot.records.all_passages())
    vectors: dict[str, Vector] = {}
    if same_vectors:
        encoded = {(record.side, record.id): record.encoded for record in records}
        for side in Side:
            ids, rows = snapshot.vectors[side].all()
            for passage, row in zip(ids.tolist(), rows, strict=True):
                vectors[encoded[side, passage]] = row
    everyday = snapshot.orientation.everyday if same_vectors and same_analyses else None
    analyses = {record.text: record for record in records} if same_analyses else {}
    return Takeover(analyses, vectors, everyday)


def why_again(snapshot: Snapshot, recipe: Recipe, terms: str) -> str:
    """Why every statement has to be analysed again, "" if it has not."""
    if recipe.same_analyses(snapshot.manifest):
        return ""
    if snapshot.manifest.bridge != recipe.bridge:
        return "the bridge was switched"
    if snapshot.terms != terms:
        return "your own terms changed"
    return "the glossary of this version of Nakadachi is another"


def why_full(manifest: Manifest, recipe: Recipe) -> str:
    """Why every text has to be encoded again, "" if it has not."""
    if recipe.same_vectors(manifest):
        return ""
    if manifest.model != recipe.model:
        return f"the model changed from {manifest.model} to {recipe.model}"
    return f"the files of the model {recipe.model} changed"

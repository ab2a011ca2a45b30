"""Vectors of one side in FAISS: exact inner product over unit vectors, ids of our own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

Ids = NDArray[np.int64]

# A search over some thousand vectors takes less than waking the threads of a busy machine: one
# thread 0.2 ms, all threads 5 ms under load. Questions run side by side instead.
faiss.omp_set_num_threads(1)

# A passage's id is its member's number and its position among that member's passages.
_POSITION_BITS = 20
MAX_POSITIONS = 1 << _POSITION_BITS


def passage_id(member_number: int, position: int) -> int:
    """The id of a member's passage; both count from 0."""
    return member_number << _POSITION_BITS | position


def owners_of(ids: Ids) -> Ids:
    """The member numbers of passages."""
    return ids >> _POSITION_BITS


@dataclass(frozen=True, slots=True)
class Hits:
    """Passages by falling cosine: ``ids`` and ``scores``, both (k,)."""

    ids: Ids
    scores: NDArray[np.float32]


class VectorIndex:
    """Search is safe from several threads; the index is never changed once written."""

    def __init__(self, index: faiss.IndexIDMap2) -> None:
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @classmethod
    def build(cls, ids: Ids, vectors: Vectors, dimension: int) -> VectorIndex:
        """An index of ``vectors`` (n, dimension), each under its id (n,)."""
        # The factory's default metric is L2; the cosine of unit vectors is their inner product.
        index = _id_map(faiss.index_factory(dimension, "IDMap2,Flat", faiss.METRIC_INNER_PRODUCT))
        if len(ids):
            index.add_with_ids(vectors, ids)
        return cls(index)

    @classmethod
    def read(cls, path: Path) -> VectorIndex:
        """Load the index file at ``path``; verify it first, FAISS reads damaged ones too."""
        return cls(_id_map(faiss.read_index(str(path))))

    def write(self, path: Path) -> None:
        """Write the index to ``path``."""
        # faiss.write_index leaves a short file, and says nothing, when the disk fills at the end.
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def search(self, vector: Vectors, limit: int) -> Hits:
        """The ``limit`` nearest passages to one unit vector (dimension,)."""
        limit = min(limit, len(self))
        if not limit:
            return Hits(np.zeros(0, np.int64), np.zeros(0, np.float32))
        scores, ids = self._index.search(vector[None, :], limit)
        found = ids[0] >= 0  # -1 stands for "nothing more", and for NaN
        return Hits(ids[0][found], scores[0][found])

    @property
    def ids(self) -> Ids:
        """Every id, (n,)."""
        ids: Ids = faiss.vector_to_array(self._index.id_map)
        return ids

    def all(self) -> tuple[Ids, Vectors]:
        """Every id (n,) and its vector (n, dimension)."""
        ids = self.ids
        if not len(ids):
            return ids, np.zeros((0, self._index.d), np.float32)
        return ids, self._index.index.reconstruct_n(0, len(ids))


def _id_map(index: faiss.Index) -> faiss.IndexIDMap2:
    if not isinstance(index, faiss.IndexIDMap2):
        raise TypeError(f"a FAISS index of another kind: {type(index).__name__}")
    return index

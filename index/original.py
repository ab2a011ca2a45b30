"""The model as its authors run it: sentence-transformers on torch. Slow to import (seconds)."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence

import numpy as np

from index.encoder import ModelFiles, Progress, Vectors, no_progress, unit_length
from index.errors import ModelError

BATCH = 64
# Progress is told after each chunk; a chunk is sorted by length before it is cut into batches.
_CHUNK = 2 * BATCH

# Every file has been located before; nothing may be fetched or reported from in here.
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")

from sentence_transformers import SentenceTransformer  # noqa: E402  (reads the settings above)


class OriginalEncoder:
    """Encodes with the original weights; uses all cores."""

    def __init__(self, model: ModelFiles) -> None:
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        try:
            self.transformer = SentenceTransformer(
                str(model.folder), device="cpu", local_files_only=True
            )
        # Loading fails in as many ways as there are formats of weights.
        except Exception as error:
            raise ModelError(
                f"The model in {model.folder} cannot be loaded ({error}). Set NAKADACHI_MODEL to "
                "the name or the folder of a sentence-transformers model."
            ) from error
        self.fingerprint = model.fingerprint
        self.dimension = len(self.encode_queries(["dimension"])[0])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit_length(self.transformer.encode_query(list(texts), show_progress_bar=False))

    def encode_documents(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        """See Encoder. Long texts go together, so that little is padded."""
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(order), _CHUNK):
            chosen = order[start : start + _CHUNK]
            vectors[chosen] = unit_length(
                self.transformer.encode_document(
                    [texts[number] for number in chosen], batch_size=BATCH, show_progress_bar=False
                )
            )
            progress(len(chosen))
        return vectors

"""The same weights on onnxruntime: no torch, a fraction of the memory, ready at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoder import Progress, Vectors, no_progress, unit_length

BATCH = 32
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """Where an exported model lies and how its texts are prepared."""

    folder: Path
    fingerprint: str
    dimension: int
    max_tokens: int
    inputs: tuple[str, ...]
    query_prompt: str
    document_prompt: str


class ExportedEncoder:
    """Encodes with the exported weights. ``threads`` is 1 for questions, all cores for a build."""

    def __init__(self, model: ExportedModel, threads: int = 1) -> None:
        self._model = model
        self.fingerprint = model.fingerprint
        self.dimension = model.dimension
        self._tokenizer = Tokenizer.from_file(str(model.folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(model.max_tokens)
        # Padding is done here, with zeros that the attention mask hides.
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model.folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        return self._encode(texts, self._model.query_prompt, no_progress)

    def encode_documents(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        """See Encoder."""
        return self._encode(texts, self._model.document_prompt, progress)

    def _encode(self, texts: Sequence[str], prompt: str, progress: Progress) -> Vectors:
        ids = [coded.ids for coded in self._tokenizer.encode_batch([prompt + t for t in texts])]
        order = sorted(range(len(ids)), key=lambda number: -len(ids[number]))
        vectors = np.zeros((len(ids), self.dimension), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = self._run([ids[number] for number in chosen])
            progress(len(chosen))
        return vectors

    def _run(self, ids: list[list[int]]) -> Vectors:
        longest = max(map(len, ids))
        tokens = np.zeros((len(ids), longest), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, line in enumerate(ids):
            tokens[row, : len(line)] = line
            mask[row, : len(line)] = 1
        given: dict[str, NDArray[np.int64]] = {
            "input_ids": tokens,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(tokens),
        }
        return unit_length(
            self._session.run(None, {name: given[name] for name in self._model.inputs})[0]
        )

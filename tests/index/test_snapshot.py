"""The snapshot's manifest and its verification."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import SnapshotDamaged, SnapshotOutdated
from index.model import Side
from index.snapshot import (
    FORMAT,
    KEYWORDS,
    MANIFEST,
    ORIENTATION,
    RECORDS,
    TERMS,
    Manifest,
    Snapshot,
    read_manifest,
)
from tests.index.examples import PERSON, SmallIndex, a_directory, flip

FILES = (RECORDS, KEYWORDS, ORIENTATION, TERMS, "offers.faiss", "needs.faiss")
OWN_TERMS = "english\tjapanese\tbroader\tdomain\nglimmer coating\tきらめき処理\t\town\n"
MANIFEST_OF_A_TEST = Manifest(
    format=FORMAT,
    built_at="2026-07-01T12:00:00+00:00",
    source_revision="7",
    ledger="",
    model="fake",
    model_fingerprint="fake-fingerprint",
    analysis_fingerprint="1-2-3",
    bridge=True,
    dimension=64,
    members=0,
    passages=0,
    files={},
)


@pytest.fixture
def built(small: SmallIndex) -> SmallIndex:
    """The directory of the examples, built with a term of the association's own."""
    worded = replace(small, terms=OWN_TERMS)
    worded.build(a_directory())
    return worded


def current(built: SmallIndex) -> Path:
    return built.folder / built.shelf.current_names()[0]


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    target = folder / manifest.snapshot_name
    target.mkdir(parents=True)
    (target / MANIFEST).write_bytes(manifest.to_bytes())
    return target


def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path):
    folder = write_manifest(tmp_path, MANIFEST_OF_A_TEST)
    assert read_manifest(folder) == MANIFEST_OF_A_TEST


def test_a_snapshot_is_named_by_the_moment_of_its_build_and_by_its_content():
    name = MANIFEST_OF_A_TEST.snapshot_name
    other = replace(MANIFEST_OF_A_TEST, source_revision="8").snapshot_name
    assert name.startswith("20260701T120000Z-")
    assert other.startswith("20260701T120000Z-")
    assert name != other


def test_the_manifest_tells_what_the_snapshot_was_made_of(built: SmallIndex):
    manifest = read_manifest(current(built))

    assert (manifest.format, manifest.source_revision) == (FORMAT, "1")
    assert (manifest.model, manifest.model_fingerprint) == ("fake", "fake-fingerprint")
    assert (manifest.members, manifest.dimension) == (5, 64)
    assert manifest.analysis_fingerprint == built.analyzer.fingerprint
    assert sorted(manifest.files) == sorted(FILES)


def test_the_manifest_holds_the_sha256_of_every_other_file(built: SmallIndex):
    folder = current(built)
    for name, digest in read_manifest(folder).files.items():
        assert digest == hashlib.sha256((folder / name).read_bytes()).hexdigest()


def test_a_snapshot_counts_its_passages(built: SmallIndex):
    snapshot = Snapshot.open(current(built))
    held = sum(len(snapshot.vectors[side]) for side in Side)
    assert held == snapshot.manifest.passages == len(list(snapshot.records.all_passages()))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("part", [0.0, 0.01, 0.5, 0.99, 1.0])
def test_one_changed_byte_in_any_file_is_found(built: SmallIndex, name: str, part: float):
    path = current(built) / name
    flip(path, int(part * (path.stat().st_size - 1)))
    with pytest.raises(SnapshotDamaged, match=f"{name} .* damaged"):
        Snapshot.open(current(built))


def test_one_changed_byte_anywhere_in_the_manifest_is_found(built: SmallIndex):
    path = current(built) / MANIFEST
    whole = path.read_bytes()
    for offset in range(len(whole)):
        flip(path, offset)
        with pytest.raises(SnapshotDamaged, match="manifest"):
            Snapshot.open(current(built))
        path.write_bytes(whole)


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_missing_file_is_found(built: SmallIndex, name: str):
    (current(built) / name).unlink()
    with pytest.raises(SnapshotDamaged, match=f"{name}|manifest"):
        Snapshot.open(current(built))


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_file_that_was_cut_short_is_found(built: SmallIndex, name: str):
    path = current(built) / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SnapshotDamaged):
        Snapshot.open(current(built))


def test_a_vector_file_that_lost_passages_before_it_was_hashed_is_found(built: SmallIndex):
    snapshot = Snapshot.open(current(built))
    manifest = replace(snapshot.manifest, passages=snapshot.manifest.passages + 1)
    with pytest.raises(SnapshotDamaged, match="all of its passages"):
        Snapshot.verified(current(built), manifest)


def test_a_snapshot_keeps_the_terms_with_which_it_was_built(built: SmallIndex):
    assert Snapshot.open(current(built)).terms == OWN_TERMS


@pytest.mark.parametrize("name", ["needs.faiss", ORIENTATION])
def test_a_file_that_is_none_is_damaged_even_if_its_digest_is_right(built: SmallIndex, name: str):
    manifest = read_manifest(current(built))
    path = current(built) / name
    path.write_bytes(path.read_bytes()[:10])
    files = {**manifest.files, path.name: hashlib.sha256(path.read_bytes()).hexdigest()}
    with pytest.raises(SnapshotDamaged, match="cannot be opened"):
        Snapshot.verified(current(built), replace(manifest, files=files))


@pytest.mark.parametrize("name", [ORIENTATION, TERMS])
def test_a_manifest_that_forgot_a_file_does_not_hide_that_it_is_gone(built: SmallIndex, name: str):
    manifest = read_manifest(current(built))
    (current(built) / name).unlink()
    rest = {other: digest for other, digest in manifest.files.items() if other != name}
    with pytest.raises(SnapshotDamaged, match="cannot be opened"):
        Snapshot.verified(current(built), replace(manifest, files=rest))


def test_a_snapshot_of_another_format_says_to_reindex(tmp_path: Path):
    folder = write_manifest(tmp_path, replace(MANIFEST_OF_A_TEST, format=99))
    with pytest.raises(SnapshotOutdated, match=r"format 99.*nakadachi reindex"):
        Snapshot.open(folder)


def test_a_format_with_fields_of_its_own_is_outdated_and_not_a_crash(tmp_path: Path):
    content = json.dumps({"format": 99, "shards": []}).encode()
    folder = tmp_path / f"x-{hashlib.sha256(content).hexdigest()[:16]}"
    folder.mkdir()
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(SnapshotOutdated):
        read_manifest(folder)


def test_contacts_are_in_no_byte_of_a_snapshot(built: SmallIndex):
    content = b"".join(built.files().values())
    personal = (PERSON.name, PERSON.role, PERSON.email, PERSON.phone, PERSON.slack_user_id)
    for text in personal:
        for encoding in ("utf-8", "utf-16-le", "cp932"):
            assert text.encode(encoding) not in content


def test_opening_and_asking_leaves_no_file_behind(built: SmallIndex):
    before = built.files()
    built.ask("helium leak testing")
    assert built.files() == before

"""Build a snapshot from the members: prepare, encode what is new, write, verify, publish."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import numpy as np

from index.analysis import Analyzer
from index.encoder import ModelFiles, Progress, Vectors, no_progress, sha256_of
from index.errors import NoSnapshot, SnapshotDamaged, SnapshotOutdated
from index.glossary.thesaurus import Thesaurus
from index.keywords import Terms, write_keywords
from index.model import MemberCard, Side
from index.models import ModelStore
from index.orientation import everyday_vectors, orient
from index.passages import Passage, passages_of
from index.ranking import Weights
from index.records import Record, write_records
from index.shelf import Opened, Shelf
from index.snapshot import (
    FORMAT,
    KEYWORDS,
    MANIFEST,
    ORIENTATION,
    RECORDS,
    TERMS,
    Manifest,
    Snapshot,
    vector_file,
)
from index.takeover import Recipe, Takeover, take_over, why_again, why_full
from index.vectors import MAX_POSITIONS, VectorIndex, owners_of, passage_id
from profiles.durable import write_durably
from profiles.model import Member


@dataclass(frozen=True, slots=True)
class Source:
    """The members to index, by id, and the revision of the store that they are.

    None of them is marked in the ledger of the forgotten as it was in the state ``ledger``.
    """

    members: Sequence[Member]
    revision: str
    ledger: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``encoded`` counts the texts that were new to the encoder.

    ``why_full`` says why every text had to be encoded again, "" if it had not; ``why_again`` why
    every statement was analysed again, of which only those that now read otherwise are encoded.
    """

    snapshot: str
    members: int
    passages: int
    encoded: int
    changed: bool
    why_full: str
    why_again: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Watcher:
    """How a build tells its progress: ``start`` with the number of texts to encode, then
    ``advance`` with the size of each batch done."""

    start: Callable[[int], None] = no_progress
    advance: Progress = no_progress


class Builder:
    """Builds into ``shelf`` with one model; ``bridge`` says whether Japanese is glossed for it.

    ``terms`` are the association's own words that ``analyzer`` knows; they go into the snapshot.
    """

    def __init__(
        self,
        shelf: Shelf,
        models: ModelStore,
        model: ModelFiles,
        analyzer: Analyzer,
        *,
        bridge: bool,
        terms: str = "",
    ) -> None:
        self._terms = terms
        self._shelf = shelf
        self._models = models
        self._model = model
        self._analyzer = analyzer
        self._recipe = Recipe(model.name, model.fingerprint, analyzer.fingerprint, bridge)

    def build(
        self,
        read: Callable[[], Source],
        *,
        full: bool = False,
        keep_previous: bool = True,
        watcher: Watcher = Watcher(),
    ) -> BuildReport:
        """Build, verify and publish a snapshot; a killed build leaves the old one.

        ``read`` is called once no other build is running. Nothing is built when nothing has
        changed. ``full`` encodes every text again; ``keep_previous=False`` leaves no older
        snapshot behind (after somebody was forgotten). Raises BuildInProgress, BuildFailed (disk
        full, folder read-only) or ModelError.
        """
        started = perf_counter()
        with self._shelf.lock(), self._shelf.writing():
            source = read()
            last, why = (None, "asked for") if full else self._last()
            known, again = Takeover(), ""
            if last is not None:
                snapshot = last.snapshot
                try:
                    if not last.rejected and self._up_to_date(snapshot.manifest, source):
                        self._models.ensure_export(self._model)
                        if keep_previous:
                            # A build that was killed at its very end has not tidied up.
                            self._shelf.clear_all_but(*self._shelf.current_names())
                        else:
                            self._shelf.point_to(snapshot.name)
                        return _report(snapshot.manifest, snapshot.name, 0, started)
                    known = take_over(snapshot, self._recipe)
                    again = why_again(snapshot, self._recipe, self._terms)
                finally:
                    snapshot.close()
            with self._aside() as folder:
                manifest, encoded = self._write(folder, source, known, watcher)
                Snapshot.verified(folder, manifest).close()
                name = manifest.snapshot_name
                self._shelf.publish(folder, name, keep_previous=keep_previous)
            report = _report(manifest, name, encoded, started)
            return replace(report, changed=True, why_full=why, why_again=again)

    def _last(self) -> tuple[Opened | None, str]:
        """The last good snapshot, and why nothing can be taken over from it, else ""."""
        try:
            last = self._shelf.open()
        except SnapshotDamaged:
            return None, "the last index is damaged"
        except SnapshotOutdated:
            return None, "the last index is of another version of Nakadachi"
        except NoSnapshot:
            return None, "there was no index yet"
        return last, why_full(last.snapshot.manifest, self._recipe)

    def _up_to_date(self, manifest: Manifest, source: Source) -> bool:
        return (
            manifest.source_revision == source.revision
            and manifest.ledger == source.ledger
            and self._recipe.same_vectors(manifest)
            and self._recipe.same_analyses(manifest)
        )

    @contextmanager
    def _aside(self) -> Iterator[Path]:
        folder = self._shelf.folder / f".building-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _write(
        self, folder: Path, source: Source, known: Takeover, watcher: Watcher
    ) -> tuple[Manifest, int]:
        records = [
            self._record(passage_id(number, position), side, passage, known)
            for number, member in enumerate(source.members)
            for side in Side
            for position, passage in enumerate(passages_of(member, side)[:MAX_POSITIONS])
        ]
        vectors, everyday, encoded = self._vectors(records, known, watcher)
        dimension = vectors.shape[1]
        write_records(folder / RECORDS, map(_card, source.members), records)
        write_keywords(folder / KEYWORDS, _documents(records, self._analyzer.glossary.thesaurus))
        by_side: dict[Side, Vectors] = {}
        for side in Side:
            chosen = [row for row, record in enumerate(records) if record.side is side]
            ids = np.array([records[row].id for row in chosen], dtype=np.int64)
            by_side[side] = vectors[chosen]
            VectorIndex.build(ids, by_side[side], dimension).write(folder / vector_file(side))
        owners = owners_of(
            np.array([one.id for one in records if one.side is Side.OFFERS], dtype=np.int64)
        )
        (folder / ORIENTATION).write_bytes(
            orient(by_side, owners, everyday, Weights().centring).to_bytes()
        )
        (folder / TERMS).write_text(self._terms, "utf-8")
        manifest = Manifest(
            format=FORMAT,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            source_revision=source.revision,
            ledger=source.ledger,
            model=self._recipe.model,
            model_fingerprint=self._recipe.model_fingerprint,
            analysis_fingerprint=self._recipe.analysis_fingerprint,
            bridge=self._recipe.bridge,
            dimension=dimension,
            members=len(source.members),
            passages=len(records),
            files={path.name: sha256_of(path) for path in sorted(folder.iterdir())},
        )
        write_durably(folder / MANIFEST, manifest.to_bytes())
        return manifest, encoded

    def _record(self, number: int, side: Side, passage: Passage, known: Takeover) -> Record:
        found = known.records.get(passage.text)
        if found is not None:
            return replace(found, id=number, side=side, field=passage.field)
        analysis = self._analyzer.analyse(passage.text)
        return Record(
            id=number,
            side=side,
            field=passage.field,
            text=passage.text,
            encoded=analysis.readable(bridge=self._recipe.bridge),
            words=analysis.words,
            glosses=analysis.glosses,
            concepts=analysis.concepts,
        )

    def _vectors(
        self, records: Sequence[Record], known: Takeover, watcher: Watcher
    ) -> tuple[Vectors, Vectors, int]:
        """Vectors of all records and of everyday matters, and how many texts were encoded."""
        new = list(dict.fromkeys(r.encoded for r in records if r.encoded not in known.vectors))
        vectors, everyday = dict(known.vectors), known.everyday
        if new or everyday is None:
            watcher.start(len(new))
            encoder = self._models.building_encoder(self._model, len(new))
            vectors.update(zip(new, encoder.encode_documents(new, watcher.advance), strict=True))
            everyday = everyday_vectors(encoder) if everyday is None else everyday
        else:
            self._models.ensure_export(self._model)
        rows = np.zeros((len(records), everyday.shape[1]), dtype=np.float32)
        for row, record in enumerate(records):
            rows[row] = vectors[record.encoded]
        return rows, everyday, len(new)


def _card(member: Member) -> MemberCard:
    return MemberCard(
        member.id,
        member.name_ja,
        member.name_en,
        member.kind,
        member.prefecture,
        member.city,
        tuple(member.certifications),
        tuple(member.languages),
        member.employees,
    )


def _documents(
    records: Sequence[Record], thesaurus: Thesaurus
) -> Iterator[tuple[Side, Terms, int, list[str]]]:
    """All terms of each member, a document a side and a view; records come member by member.

    With a concept go the broader ones: who asks for anodizing is served by hard anodizing.
    """
    documents: dict[tuple[Side, Terms, int], list[str]] = {}
    for record in records:
        number = record.id // MAX_POSITIONS
        documents.setdefault((record.side, Terms.WORDS, number), []).extend(record.words)
        documents.setdefault((record.side, Terms.GLOSSES, number), []).extend(record.glosses)
        documents.setdefault((record.side, Terms.CONCEPTS, number), []).extend(
            key for concept in record.concepts for key in thesaurus.with_broader(concept)
        )
    for (side, terms, number), words in documents.items():
        yield side, terms, number, words


def _report(manifest: Manifest, name: str, encoded: int, started: float) -> BuildReport:
    """The report of a build that changed nothing."""
    return BuildReport(
        snapshot=name,
        members=manifest.members,
        passages=manifest.passages,
        encoded=encoded,
        changed=False,
        why_full="",
        why_again="",
        seconds=perf_counter() - started,
    )

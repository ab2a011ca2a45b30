"""Members, a fake encoder and a small index for the tests of index/."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from index.analysis import Analyzer, load_analyzer
from index.build import Builder, BuildReport, Source
from index.encoder import Encoder, ModelFiles, Progress, Vectors, no_progress
from index.model import Answer, Side
from index.search import Searcher
from index.shelf import Shelf
from profiles.model import Consent, Contact, Kind, Member

FAKE = ModelFiles("fake", Path("fake"), "fake-fingerprint")
PERSON = Contact(
    name="有働 康平",
    role="営業部",
    email="udo@hyoso.example",
    phone="04-0000-2101",
    slack_user_id="U0HYOSO",
    consent=Consent.MEMBERS,
)


def a_member(member_id: str = "M1", *capabilities: str, **values: Any) -> Member:
    """A member with these capabilities; ``values`` replace its other fields."""
    usual: dict[str, Any] = {
        "name_ja": f"株式会社{member_id}",
        "name_en": f"{member_id} Co., Ltd.",
        "kind": Kind.SUPPORTING_SME,
        "capabilities": capabilities or ("titanium machining", "チタンの切削加工"),
        "prefecture": "Saitama",
        "city": "Sayama",
        "contacts": (PERSON,),
    }
    return Member(id=member_id, **usual | values)


def a_directory() -> list[Member]:
    """Five members that have little in common."""
    return [
        a_member(
            "TITAN",
            "titanium machining of small aerospace parts",
            "チタンの切削加工、1個から",
            equipment=("five axis machining centre",),
            needs=("looking for anodizing of aluminium housings",),
            summary="small lots, difficult materials",
        ),
        a_member("LEAK", "helium leak testing of vacuum chambers", "ヘリウムリーク試験"),
        a_member("PLATE", "hard chrome plating of rollers", "アルマイト処理"),
        a_member(
            "LAB",
            "x-ray diffraction of thin films",
            needs=("helium leak testing for a cryostat",),
            kind=Kind.UNIVERSITY,
        ),
        a_member("PRINT", "metal printing in laser powder beds", "摩擦攪拌接合"),
    ]


@dataclass
class FakeEncoder:
    """A hashed bag of words: texts that share words are near each other, and it is quick."""

    fingerprint: str = FAKE.fingerprint
    dimension: int = 64
    documents: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.questions.extend(texts)
        return self._vectors(texts)

    def encode_documents(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        self.documents.extend(texts)
        progress(len(texts))
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()) or [""]:
                digest = zlib.crc32(word.encode())
                vectors[row, digest % self.dimension] += 1 if digest & 1 << 20 else -1
            if not vectors[row].any():
                vectors[row, 0] = 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@dataclass
class FakeModels:
    """In the place of ModelStore: one encoder for everything."""

    encoder: Encoder = field(default_factory=FakeEncoder)

    def building_encoder(self, model: ModelFiles, texts: int) -> Encoder:
        return self.encoder

    def serving_encoder(self, fingerprint: str, model_name: str) -> Encoder:
        return self.encoder

    def ensure_export(self, model: ModelFiles) -> None:
        """There is nothing to export."""


@dataclass
class SmallIndex:
    """A shelf with everything that fills it and reads from it."""

    folder: Path
    encoder: FakeEncoder = field(default_factory=FakeEncoder)
    terms: str = ""
    model: ModelFiles = FAKE
    bridge: bool = True
    _searchers: dict[str, Searcher] = field(default_factory=dict)

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder)

    @property
    def analyzer(self) -> Analyzer:
        return load_analyzer(self.terms)

    def builder(self) -> Builder:
        return Builder(
            self.shelf,
            FakeModels(self.encoder),
            self.model,
            self.analyzer,
            bridge=self.bridge,
            terms=self.terms,
        )

    def build(self, members: Sequence[Member], revision: str = "1", **options: Any) -> BuildReport:
        return self.builder().build(lambda: Source(members, revision), **options)

    def searcher(self) -> Searcher:
        return Searcher(self.shelf.open().snapshot, self.encoder, self.analyzer)

    def ask(self, text: str, k: int = 5, side: Side = Side.OFFERS) -> Answer:
        name = self.shelf.open().snapshot.name
        if name not in self._searchers:
            self._searchers[name] = self.searcher()
        return self._searchers[name].search(text, k, side=side)

    def files(self) -> dict[str, bytes]:
        """The bytes of everything on the shelf but the lock."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.name != "build.lock"
        }


def ids(matches: Sequence[Any]) -> list[str]:
    """The members of matches."""
    return [match.member.id for match in matches]


def flip(path: Path, offset: int) -> None:
    """Change one byte of a file; a negative offset counts from its end."""
    content = bytearray(path.read_bytes())
    content[offset] ^= 0xFF
    path.write_bytes(bytes(content))


def run_python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, with warnings as errors."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *map(str, arguments)],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )

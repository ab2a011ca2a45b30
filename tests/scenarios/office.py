"""The association's office at a computer of its own, beside the bot that serves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from bot.bootstrap import Nakadachi
from bot.reindexing import rebuild
from index.build import BuildReport, Watcher
from profiles.export import json_lines
from profiles.forgetting import forget_member
from profiles.importing import ImportOptions, import_file
from profiles.model import Consent, Contact, Kind, Member

# Nothing in the sample directory is like it; its contact declares nothing.
LUTHIER = Member(
    id="N001",
    name_ja="青梅弦楽器工房",
    name_en="Ome Strings Workshop",
    kind=Kind.PRODUCT_SME,
    prefecture="Tokyo",
    city="Ome",
    website="https://ome-strings.example",
    capabilities=("バイオリンの製作と修理、弓の毛替え", "バイオリンの個人レッスン"),
    contacts=(Contact("弦田 弓子", "代表", "tsuruta@ome-strings.example", "042-000-9901"),),
)
LUTHIER_QUESTION = "バイオリンの修理と弓の毛替え"


class Office:
    """Imports, forgets and reindexes as the commands do, through connections of its own."""

    def __init__(self, nakadachi: Nakadachi) -> None:
        self._app = nakadachi

    def member(self, key: str) -> Member:
        """A member by id or name."""
        with self._app.store() as store:
            return store.get(key).member

    def imports(self, *members: Member, is_everybody: bool = False) -> None:
        """Import a file of these members; the others leave the directory if it is everybody."""
        file = self._app.settings.home.parent / "office.jsonl"
        file.write_bytes(json_lines(list(members)))
        with self._app.store() as store:
            import_file(store, file, ImportOptions(withdraw_missing=is_everybody))

    def declares(self, key: str, *consents: Consent) -> Member:
        """Import what the contacts of a member have agreed to, one after the other."""
        member = self.member(key)
        contacts = tuple(
            replace(contact, consent=consent)
            for contact, consent in zip(member.contacts, consents, strict=True)
        )
        self.imports(replace(member, contacts=contacts))
        return self.member(key)

    def withdraws(self, key: str) -> None:
        """Import everybody but one member."""
        gone = self.member(key).id
        with self._app.store() as store:
            others = [one.member for one in store.members() if one.id != gone]
        self.imports(*others, is_everybody=True)

    def forgets(self, key: str) -> None:
        """Erase a member for good."""
        with self._app.store() as store:
            forget_member(store, self.member(key).id)

    def reindexes(self) -> BuildReport:
        """Build and publish the index."""
        with self._app.store() as store:
            return rebuild(self._app, store, watcher=Watcher())

    @contextmanager
    def is_importing(self) -> Iterator[None]:
        """An import that takes its time: nobody else can write to the members' database."""
        with locked(self._app.settings.database):
            yield


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program writes to a database."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            db.execute("ROLLBACK")

"""``nakadachi ask``: a question in, an answer out; or a prompt that stays."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, cast

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, screen, tell
from bot.cli.terminal import Contacts, render_answer
from bot.messages import LANGUAGES, words_in
from index.model import Side
from profiles.model import Contact

if TYPE_CHECKING:
    from index.live import LiveSearcher
    from index.model import Answer
    from profiles.store import Store

_MOST_MATCHES = 50


@click.command()
@click.argument("text", required=False)
@click.option(
    "-k",
    "count",
    type=click.IntRange(1, _MOST_MATCHES),
    default=5,
    show_default=True,
    help="Name at most so many members.",
)
@click.option("--needs", is_flag=True, help="Find members that look for what TEXT offers.")
@click.option("--contacts", is_flag=True, help="Show contacts and what they have agreed to.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help="The language of the answer. [default: the question's]",
)
@json_option
@click.pass_obj
def ask(
    app: Nakadachi,
    text: str | None,
    count: int,
    needs: bool,
    contacts: bool,
    lang: str | None,
    as_json: bool,
) -> None:
    """Ask who can help with TEXT, in Japanese or English.

    Without TEXT, the question is read from a pipe, or at a terminal from a prompt that stays.

    \b
    Example:
      nakadachi ask "チタンの切削、10個、来週まで"
      nakadachi ask "precision turning in Hachioji, not a university"
      nakadachi ask "helium leak test of vacuum parts" -k 3 --contacts
      nakadachi ask --needs "we plate aluminium, small lots"
      echo "アルマイト処理" | nakadachi ask --json
    """
    stays = text is None and sys.stdin.isatty()
    question = "" if stays else _question(text)
    searcher = app.searcher()
    store = _store(app, needed=contacts)
    try:
        side = Side.NEEDS if needs else Side.OFFERS
        desk = _Desk(searcher, store, count, side, contacts=contacts, lang=lang, as_json=as_json)
        desk.say_what_is_stale()
        if stays:
            desk.prompt()
        else:
            desk.answer(question)
    finally:
        if store is not None:
            store.close()


def _store(app: Nakadachi, *, needed: bool) -> Store | None:
    """The directory; without it the index still answers, only contacts cannot be shown."""
    from profiles.errors import StoreError

    try:
        return app.existing_store()
    except StoreError as error:
        if needed:
            raise
        tell(f"Warning: {error} The index answers all the same.")
        return None


def _question(text: str | None) -> str:
    given = sys.stdin.read() if text is None else text
    # Bytes of an argument that are no text come as half characters, which nothing can print.
    question = given.encode("utf-8", "replace").decode().strip()
    if not question:
        raise click.UsageError('The question is empty. Example: nakadachi ask "アルマイト処理"')
    return question


class _Desk:
    """Answers questions, all in the way that the options of the command ask for."""

    def __init__(
        self,
        searcher: LiveSearcher,
        store: Store | None,
        count: int,
        side: Side,
        *,
        contacts: bool,
        lang: str | None,
        as_json: bool,
    ) -> None:
        self._searcher = searcher
        self._store = store
        self._count = count
        self._side = side
        self._contacts = contacts
        self._lang = lang
        self._as_json = as_json

    def say_what_is_stale(self) -> None:
        """Say when the answers are not those of the directory as it is."""
        serving = self._searcher.serving
        manifest = serving.searcher.snapshot.manifest
        if serving.rejected:
            tell(f"Warning: {serving.rejected}")
        elif not manifest.members:
            tell("Note: the directory is empty. Import members first: nakadachi import FILE")
        elif self._store is not None and manifest.source_revision != self._store.revision:
            tell(
                "Note: the directory has changed since the index was built. Run: nakadachi reindex"
            )

    def answer(self, question: str) -> None:
        """Print the answer to one question."""
        answer = self._searcher.search(question, self._count, side=self._side)
        contacts = self._contacts_of(answer)
        if self._as_json:
            print_json(_record(answer, contacts, self._side))
            return
        words = words_in(self._lang or answer.query.lang)
        click.echo(render_answer(answer, words, screen(), contacts, self._side))

    def prompt(self) -> None:
        """Answer question after question until an empty line or the end of the input."""
        import readline  # noqa: F401  (gives input() its line editing)

        words = words_in(self._lang or "ja")
        prompt = words.prompt_offer if self._side is Side.NEEDS else words.prompt
        tell(words.prompt_help)
        while True:
            try:
                question = input(prompt).strip()
            except EOFError:
                tell("")
                return
            if not question:
                return
            self.answer(question)
            click.echo()

    def _contacts_of(self, answer: Answer) -> Contacts:
        """Contacts as the directory has them at this moment; they are not in the index."""
        from profiles.errors import MemberNotFound

        if not self._contacts or self._store is None:
            return Contacts(shown=self._contacts)
        found = {}
        for match in (*answer.matches, *answer.nearest):
            try:
                stored = self._store.get(match.member.id)
            except MemberNotFound:
                continue
            # A member that has gone may have left its name to another.
            if stored.id == match.member.id and not stored.is_withdrawn:
                found[match.member.id] = stored.member.contacts
        return Contacts(shown=True, by_member=found)


def _record(answer: Answer, contacts: Contacts, side: Side) -> dict[str, object]:
    """The answer for a program; the side and contacts only if asked for."""
    record = answer.to_dict()
    if side is not Side.OFFERS:
        record = {"query": record.pop("query"), "side": side.value, **record}
    if contacts.shown:
        for part in ("matches", "nearest"):
            matches = cast("list[dict[str, object]]", record[part])
            record[part] = [
                {**match, "contacts": list(map(asdict, _of(contacts, match)))} for match in matches
            ]
    return record


def _of(contacts: Contacts, match: dict[str, object]) -> Sequence[Contact]:
    return contacts.by_member.get(str(match["member_id"]), ())

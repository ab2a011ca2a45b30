"""``nakadachi members``: what the directory says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json
from bot.cli.terminal import render_contacts
from bot.cli.wrapping import pad, width_of
from bot.messages import LANGUAGES, words_in
from bot.messages.words import Words
from profiles.model import Member
from profiles.places import display_place

if TYPE_CHECKING:
    from profiles.rows import StoredMember


@click.command()
@click.argument("member", metavar="[ID]", required=False)
@click.option("--contacts", is_flag=True, help="Show contacts and what they have agreed to.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="ja",
    show_default=True,
    help="The language of names, kinds and places.",
)
@json_option
@click.pass_obj
def members(app: Nakadachi, member: str | None, contacts: bool, lang: str, as_json: bool) -> None:
    """List the members, or show everything about one.

    \b
    Example:
      nakadachi members
      nakadachi members D001 --contacts
    """
    words = words_in(lang)
    found = [_one(app, member)] if member else _all(app)
    if as_json:
        records = [member_record(one, contacts=contacts) for one in found]
        print_json(records[0] if member else records)
    elif member:
        click.echo("\n".join(_profile(found[0], words, contacts=contacts)))
    elif found:
        click.echo("\n".join(_table(found, words, contacts=contacts)))
    else:
        click.echo(words.empty_directory)


def _one(app: Nakadachi, key: str) -> StoredMember:
    with app.imported_store() as store:
        return store.get(key)


def _all(app: Nakadachi) -> list[StoredMember]:
    store = app.existing_store()
    if store is None:
        return []
    with store:
        return list(store.members())


def member_record(stored: StoredMember, *, contacts: bool) -> dict[str, object]:
    """A member for a program; its contacts only if asked for."""
    record = asdict(stored.member)
    if not contacts:
        del record["contacts"]
    return {**record, "withdrawn_on": stored.withdrawn_on}


def _table(found: list[StoredMember], words: Words, *, contacts: bool) -> Iterator[str]:
    rows = [_row(one.member, words) for one in found]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for one, row in zip(found, rows, strict=True):
        cells = (pad(cell, width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
        if contacts:
            yield from (f"    {line}" for line in render_contacts(one.member.contacts, words))


def _row(member: Member, words: Words) -> tuple[str, ...]:
    place = display_place(member.prefecture, member.city, words.lang)
    return member.id, member.name_in(words.lang), words.kinds[member.kind], place


def _profile(stored: StoredMember, words: Words, *, contacts: bool) -> Iterator[str]:
    member = stored.member
    yield f"{member.id}  {member.name_in(words.lang)}"
    other = member.name_in("ja" if words.lang == "en" else "en")
    if other != member.name_in(words.lang):
        yield f"    {other}"
    place = display_place(member.prefecture, member.city, words.lang)
    yield "    " + " · ".join(part for part in (words.kinds[member.kind], place) if part)
    if stored.withdrawn_on:
        yield "    " + words.withdrawn.format(stored.withdrawn_on.isoformat())
    yield from _facts(member, words)
    if contacts:
        yield ""
        yield from render_contacts(member.contacts, words)
    else:
        yield from ("", words.how_to_see_contacts)


def _facts(member: Member, words: Words) -> Iterator[str]:
    for label, text in (
        (words.website, member.website),
        (words.employees, f"{member.employees:,}" if member.employees is not None else ""),
        (words.corporate_number, member.corporate_number),
        (words.certifications, ", ".join(member.certifications)),
        (words.languages, ", ".join(member.languages)),
        (words.updated, member.updated.isoformat() if member.updated else ""),
    ):
        if text:
            yield "    " + words.labelled.format(label, text)
    for label, texts in (
        (words.capabilities, member.capabilities),
        (words.equipment, member.equipment),
        (words.needs, member.needs),
        (words.summary, tuple(member.summary.splitlines())),
    ):
        if texts:
            yield from ("", label)
            yield from (f"  - {text}" for text in texts)

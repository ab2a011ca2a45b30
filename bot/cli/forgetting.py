"""``nakadachi forget``: erase a member or a person, for good."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, tell, watcher
from profiles.errors import MemberNotFound
from profiles.keys import person_key

if TYPE_CHECKING:
    from profiles.forgetting import Forgotten
    from profiles.store import Store


@click.command()
@click.argument("who", metavar="ID|E-MAIL")
@click.option("--person", metavar="NAME", help="Only this contact of the member ID.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--lift", is_flag=True, help="Let whoever was forgotten be imported again.")
@json_option
@click.pass_context
def forget(
    ctx: click.Context, who: str, person: str | None, yes: bool, lift: bool, as_json: bool
) -> None:
    """Erase a member (by its id) or a person (by e-mail address) everywhere, and keep it out.

    Exports and backups made before are yours to clean; importing them brings nobody back.

    \b
    Example:
      nakadachi forget D001
      nakadachi forget taro@example.com
      nakadachi forget D001 --person "山田 太郎"
      nakadachi forget D001 --lift
    """
    app: Nakadachi = ctx.obj
    with app.store() as store:
        if lift:
            _lift(store, who, person, as_json=as_json)
            return
        forgotten = _erased_before(app, store, who, person)
        if forgotten is not None:
            said = ["It was erased before. What was left to do then is done now."]
        else:
            what = _describe(store, who, person)
            if not yes and not click.confirm(f"Erase {what} for good?", err=True):
                tell("Nothing was erased.")
                ctx.exit(1)
            forgotten = _forget(app, store, who, person)
            said = _report(forgotten)
        if as_json:
            print_json(asdict(forgotten))
        else:
            click.echo("\n".join(said))
        if forgotten.member_ids:
            _reindex(app, store)
            # Once more: the bot may have named it until just now.
            _forget_in_memory(app, *forgotten.member_ids)
    _forget_in_copies(app, *forgotten.member_ids)


def _erased_before(app: Nakadachi, store: Store, who: str, person: str | None) -> Forgotten | None:
    """What is left to be forgotten after a command like this that was cut short, if there was one.

    To open the store was to carry out the ledger; the index, the bot and the copies come after it.
    """
    from profiles.forgetting import Forgotten, is_contact_forgotten, is_forgotten

    try:
        contacts = store.get(who).member.contacts
    except MemberNotFound:
        if person is not None or not is_forgotten(store, who):
            return None
        return Forgotten((who,), 0, (), _is_overwritten(app, store))
    if person is None or any(person_key(one.name) == person_key(person) for one in contacts):
        return None
    if not is_contact_forgotten(store, who, person):
        return None
    return Forgotten((), 0, (), _is_overwritten(app, store))


def _is_overwritten(app: Nakadachi, store: Store) -> bool:
    return store.ledger_done == app.ledger().state


def _describe(store: Store, who: str, person: str | None) -> str:
    """Whom the command is about, in words that can be confirmed."""
    if person is None and "@" in who:
        return f"the person with the address {who}"
    member = store.get(who).member
    if person is not None:
        return f"the contact {person} of {member.id} ({member.name})"
    return f"the member {member.id} ({member.name}) with all its contacts"


def _forget(app: Nakadachi, store: Store, who: str, person: str | None) -> Forgotten:
    from profiles.forgetting import forget_contact, forget_member, forget_person

    if person is not None or "@" in who:
        _forget_in_memory(app)
        if person is not None:
            return forget_contact(store, who, person)
        return forget_person(store, who)
    member_id = store.get(who).id
    # First, because once the directory has lost the member nobody can name it to try again.
    _forget_in_memory(app, member_id)
    return forget_member(store, member_id)


def _forget_in_memory(app: Nakadachi, *member_ids: str) -> None:
    """Leave no id of the member in what the bot has noted, and no file that may name anybody."""
    memory = app.existing_memory()
    if memory is None:
        return
    with memory:
        memory.forget_files()
        for member_id in member_ids:
            memory.forget_member(member_id)


def _forget_in_copies(app: Nakadachi, *member_ids: str) -> None:
    """The same in the copies of the directory that playgrounds use, or have left behind."""
    from bot.playing.forgetting import copies_of

    for copy in copies_of(app):
        _forget_in_memory(copy, *member_ids)
        # To open it is to carry out the ledger.
        with copy.store() as store:
            if member_ids:
                _reindex(copy, store)


def _report(forgotten: Forgotten) -> list[str]:
    from profiles.labels import label_of

    members = ", ".join(forgotten.member_ids)
    if members:
        lines = [f"The member {members} is erased. Contacts erased: {forgotten.contacts}."]
    elif forgotten.contacts:
        lines = [f"The person is erased. Contacts erased: {forgotten.contacts}."]
    else:
        lines = ["Nobody had this address. No file can bring it in from now on."]
    if not forgotten.overwritten:
        lines.append(
            "Another program is reading the database, so its old bytes are not overwritten yet; "
            "that is done when a command runs after it has ended."
        )
    if forgotten.mentions:
        lines.append("The name is still written in these texts; change them in your file:")
        lines += (
            f"  {mention.member_id}  {label_of(mention.field)}" for mention in forgotten.mentions
        )
    return lines


def _reindex(app: Nakadachi, store: Store) -> None:
    """Leave nothing of the index that still names the member."""
    from bot.reindexing import leave_out_forgotten

    def on_wait() -> None:
        tell("Another reindex is running. Once it has ended, the index is built anew without it.")

    with watcher() as watching:
        report = leave_out_forgotten(app, store, watcher=watching, on_wait=on_wait)
    if report is not None:
        tell(f"The index is built anew without it ({report.members:,} members).")


def _lift(store: Store, who: str, person: str | None, *, as_json: bool) -> None:
    from profiles.forgetting import let_back, let_back_contact

    lifted = let_back(store, who) if person is None else let_back_contact(store, who, person)
    if not lifted:
        raise MemberNotFound(
            f"{who} is not among the forgotten. Give the id, name, corporate number or e-mail "
            "address exactly as it was."
        )
    if as_json:
        print_json({"lifted": lifted})
    else:
        click.echo("Lifted. The next import brings it back.")

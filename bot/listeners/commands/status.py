"""``/partners status``: how the bot is doing, for staff."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.blocks.status import Status, status_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.payloads import Commanded
from bot.memory.deliveries import Claim
from bot.questions import Person


def tell_status(desk: Desk, command: Commanded, person: Person, claim: Claim) -> None:
    """Tell the state of directory, index and bot."""
    message = status_message(read_status(desk), person.lang or DEFAULT_LANGUAGE)
    desk.sender.whisper(command.origin, message, f"status:{claim.id}")


def read_status(desk: Desk) -> Status:
    """The figures; docs/slack.md defines each."""
    serving = desk.searching.serving()
    manifest = serving.searcher.snapshot.manifest if serving else None
    store = desk.directory.store()
    last = store.last_import() if store else None
    midnight = datetime.fromtimestamp(desk.clock()).astimezone().replace(
        hour=0, minute=0, second=0, microsecond=0
    )  # fmt: skip
    tally = desk.memory.questions.tally(midnight.timestamp())
    return Status(
        members=store.counts().members if store else 0,
        statements=manifest.passages if manifest else 0,
        index_built_at=moment(manifest.built_at) if manifest else None,
        model=manifest.model if manifest else desk.app.settings.model,
        last_import=last.at if last else None,
        last_import_file=last.file_name if last else "",
        questions_today=tally.asked,
        nobody_today=tally.nobody,
        waiting_requests=len(desk.memory.requests.undelivered()),
        troubles=tuple((one.cause, one.advice) for one in desk.memory.troubles.current()),
        stale=bool(store and manifest and store.revision != manifest.source_revision),
        rejected=(serving.rejected or "") if serving else desk.searching.why_not,
    )


def moment(text: str) -> datetime:
    """A moment as a manifest writes it; without a zone it is UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

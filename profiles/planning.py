"""Compare a file with the store and say what importing it would do. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from profiles.changes import MemberChange, compare, merge
from profiles.forgotten import Ledger
from profiles.matching import Matcher
from profiles.model import Consent, Member
from profiles.problems import Problem, ProblemKind, Where
from profiles.reading import Reading, ReadMember, RejectedRow
from profiles.rows import StoredMember
from profiles.store import Store


@dataclass(frozen=True, slots=True)
class MemberName:
    """Enough of a member to tell the office which one is meant."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. ``returned`` members may also be among the ``changed``.

    ``missing`` are all active members that the file lacks; ``withdrawn`` those of them that the
    import takes out. ``based_on`` is the state of store and ledger that was compared.
    """

    reading: Reading
    declared_consent: Consent | None
    withdraw_missing: bool
    today: date
    based_on: str
    added: tuple[MemberName, ...]
    changed: tuple[MemberChange, ...]
    unchanged: int
    missing: tuple[MemberName, ...]
    withdrawn: tuple[MemberName, ...]
    returned: tuple[MemberName, ...]
    unclear_rows: int
    problems: tuple[Problem, ...]
    inserts: tuple[Member, ...]
    updates: tuple[Member, ...]

    @property
    def writes_nothing(self) -> bool:
        """Whether the store already says what the file says."""
        return not (self.inserts or self.updates or self.withdrawn)

    @property
    def changes_index(self) -> bool:
        """Whether an index must follow; a change of contacts alone concerns none."""
        return bool(
            self.inserts
            or self.withdrawn
            or self.returned
            or any(change.is_indexed for change in self.changed)
        )

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep rows out."""
        return tuple(problem for problem in self.problems if not problem.is_note)


def plan_import(
    store: Store,
    reading: Reading,
    *,
    declared_consent: Consent | None = None,
    withdraw_missing: bool = False,
    today: date | None = None,
) -> ImportPlan:
    """Compare ``reading`` with ``store``. Only the good rows are planned for."""
    with store.reading():
        ledger = Ledger.load(store.folder)
        based_on = state_of(store, ledger)
        known = tuple(store.members(include_withdrawn=True))
    comparison = _Comparison(known, ledger, declared_consent, today or date.today())
    comparison.add_all(reading.members)
    missing = comparison.missing((*reading.rejected, *reading.skipped))
    unclear = comparison.unclear_rows(reading.rejected)
    return ImportPlan(
        reading=reading,
        declared_consent=declared_consent,
        withdraw_missing=withdraw_missing,
        today=comparison.today,
        based_on=based_on,
        added=tuple(map(_name_of, comparison.inserts)),
        changed=tuple(comparison.changed),
        unchanged=comparison.unchanged,
        missing=missing,
        withdrawn=missing if withdraw_missing and reading.members and not unclear else (),
        returned=tuple(comparison.returned),
        unclear_rows=unclear,
        problems=(*reading.problems, *comparison.problems()),
        inserts=tuple(comparison.inserts),
        updates=tuple(comparison.updates),
    )


def state_of(store: Store, ledger: Ledger) -> str:
    """What a plan depends on besides the file."""
    return f"{store.version}:{ledger.state}"


class _Comparison:
    """Goes through the rows of a file once."""

    def __init__(
        self,
        known: tuple[StoredMember, ...],
        ledger: Ledger,
        declared: Consent | None,
        today: date,
    ) -> None:
        self.today = today
        self.inserts: list[Member] = []
        self.updates: list[Member] = []
        self.changed: list[MemberChange] = []
        self.returned: list[MemberName] = []
        self.unchanged = 0
        self._ledger = ledger
        self._declared = declared
        self._matcher = Matcher(known)
        self._new: list[tuple[Member, Where]] = []
        self._forgotten: list[Problem] = []

    def add_all(self, rows: tuple[ReadMember, ...]) -> None:
        """Compare every row with the member that it speaks about."""
        self._matcher.expect(read.member.id for read in rows)
        for read in rows:
            if self._ledger.blocks_member(read.member):
                self._forgotten.append(_forgotten_member(read.where))
            else:
                self._add(self._without_forgotten_contacts(read))

    def problems(self) -> Iterator[Problem]:
        """What the comparison noticed."""
        yield from self._forgotten
        for member, where in self._new:
            twin = self._matcher.twin(member)
            if twin:
                yield _likely_duplicate(member, where, twin)

    def missing(self, rejected: tuple[RejectedRow, ...]) -> tuple[MemberName, ...]:
        """Active members without a row in the file; a bad row is a row all the same."""
        spared = {stored.id for row in rejected for stored in self._matcher.named_in(row)}
        return tuple(
            _name_of(stored.member)
            for stored in self._matcher.unmatched()
            if not stored.is_withdrawn and stored.id not in spared
        )

    def unclear_rows(self, rejected: tuple[RejectedRow, ...]) -> int:
        """Bad rows of which nobody can tell whose they are."""
        return sum(1 for row in rejected if not self._matcher.named_in(row))

    def _add(self, read: ReadMember) -> None:
        stored = self._matcher.match(read)
        before = stored.member if stored else None
        after = merge(before, read, declared=self._declared, today=self.today)
        if stored is None or before is None:
            self.inserts.append(after)
            self._new.append((after, read.where))
            return
        change = compare(before, after)
        if change:
            self.changed.append(change)
        if stored.is_withdrawn:
            self.returned.append(_name_of(after))
        if change or stored.is_withdrawn:
            self.updates.append(after)
        else:
            self.unchanged += 1

    def _without_forgotten_contacts(self, read: ReadMember) -> ReadMember:
        member = read.member
        kept = tuple(c for c in member.contacts if not self._ledger.blocks_contact(member, c))
        if len(kept) == len(member.contacts):
            return read
        self._forgotten.append(_forgotten_person(read.where))
        return replace(read, member=replace(member, contacts=kept))


def _name_of(member: Member) -> MemberName:
    return MemberName(member.id, member.name)


def _forgotten_member(where: Where) -> Problem:
    return Problem(
        ProblemKind.FORGOTTEN,
        where,
        "this row was left out, because its member asked to be forgotten. If it has joined "
        "again, lift the forgetting first (see `nakadachi forget --help`).",
    )


def _forgotten_person(where: Where) -> Problem:
    return Problem(
        ProblemKind.FORGOTTEN,
        where,
        "a contact of this row was left out, because that person asked to be forgotten. "
        "Delete the contact from the file, or lift the forgetting first "
        "(see `nakadachi forget --help`).",
    )


def _likely_duplicate(member: Member, where: Where, twin: StoredMember) -> Problem:
    state = ", withdrawn" if twin.is_withdrawn else ""
    return Problem(
        ProblemKind.LIKELY_DUPLICATE,
        where,
        f"{member.id} ({member.name}) is new, but looks like {twin.id} ({twin.member.name}"
        f"{state}), which is in the directory already. Both are kept; if they are one, give "
        "the row the id that the directory has.",
    )

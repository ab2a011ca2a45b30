"""From a row to a member, or to the reasons why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from profiles.cells import Cells
from profiles.columns import NAME_COLUMNS, Column
from profiles.model import Kind, Member
from profiles.names import derived_id
from profiles.people import contacts_given, details_given, read_contacts
from profiles.places import canonical_place, split_address
from profiles.plan import Place, Plan
from profiles.problems import ProblemKind
from profiles.statements import split_statements
from profiles.text import fold, has_japanese, is_blank, shortened
from profiles.values.certifications import parse_certifications
from profiles.values.dates import EXAMPLES, parse_date
from profiles.values.kinds import allowed_kinds, parse_kind
from profiles.values.languages import parse_languages
from profiles.values.numbers import parse_corporate_number, parse_employees

_TICK_WORDS = "○|〇|◯|◎|●|✓|✔|レ|1|x|y|yes|true|有|あり|取得|取得済|取得済み|はい"
_TICKS = frozenset(_TICK_WORDS.split("|"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that makes a valid member; ``id_is_derived`` when the file gives it no id."""

    member: Member
    given: frozenset[str]
    id_is_derived: bool


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table; ``on_semicolons``: statements are parted by semicolons too."""

    plan: Plan
    on_semicolons: bool

    def read(self, cells: Cells) -> Candidate | None:
        """The member in a row, or None; why not, and any notes, are in ``cells.problems``."""
        given_id = self._first(cells, Column.ID)
        name_ja, name_en = self._names(cells)
        cells.member = shortened(f"{given_id} {name_ja or name_en}")
        capabilities = self._statements(cells, Column.CAPABILITIES)
        number = self._corporate_number(cells)
        prefecture, city = self._place(cells)
        kind = self._kind(cells)
        member = Member(
            id=given_id or derived_id(number, name_ja or name_en),
            name_ja=name_ja,
            name_en=name_en,
            kind=kind or Kind.OTHER,
            capabilities=capabilities,
            prefecture=prefecture,
            city=city,
            website=cells.address(self._places(Column.WEBSITE)),
            employees=self._employees(cells),
            corporate_number=number,
            languages=self._languages(cells),
            certifications=self._certifications(cells),
            equipment=self._statements(cells, Column.EQUIPMENT),
            needs=self._statements(cells, Column.NEEDS),
            summary=self._summary(cells),
            contacts=read_contacts(self.plan, cells),
            updated=self._updated(cells),
        )
        if not (name_ja or name_en):
            message = "has no name. Fill in the member's name, in Japanese or English."
            cells.report(ProblemKind.NO_NAME, self._any_place(NAME_COLUMNS), message)
        # A cell that is too long has been reported already.
        if not capabilities and not _is_too_long(cells):
            message = "has no capability. Write at least one thing that the member offers."
            place = self._any_place({Column.CAPABILITIES})
            cells.report(ProblemKind.NO_CAPABILITY, place, message)
        if any(not problem.is_note for problem in cells.problems):
            return None
        return Candidate(member, self._given(cells, member, bool(given_id)), not given_id)

    def _places(self, column: Column) -> tuple[Place, ...]:
        return self.plan.columns.get(column, ())

    def _any_place(self, columns: Iterable[Column]) -> Place | None:
        return next(iter(self.plan.places(columns)), None)

    def _first(self, cells: Cells, column: Column) -> str:
        return cells.first(self._places(column))[0]

    def _names(self, cells: Cells) -> tuple[str, str]:
        name_ja, name_en = self._first(cells, Column.NAME_JA), self._first(cells, Column.NAME_EN)
        for name in (cells.text(place, short=True) for place in self._places(Column.NAME)):
            if is_blank(name):
                continue
            if has_japanese(name):
                name_ja = name_ja or name
            else:
                name_en = name_en or name
        return name_ja, name_en

    def _statements(self, cells: Cells, column: Column) -> tuple[str, ...]:
        texts = [cells.text(place) for place in self._places(column)]
        return split_statements(texts, on_semicolons=self.on_semicolons)

    def _corporate_number(self, cells: Cells) -> str:
        number = cells.value(
            self._places(Column.CORPORATE_NUMBER),
            parse_corporate_number,
            ProblemKind.BAD_CORPORATE_NUMBER,
            "is not a corporate number: 13 digits, of which the first checks the others. Look it "
            "up at houjin-bangou.nta.go.jp; format the cell as text, so that Excel keeps it whole.",
        )
        return number or ""

    def _kind(self, cells: Cells) -> Kind | None:
        return cells.value(
            self._places(Column.KIND),
            parse_kind,
            ProblemKind.UNKNOWN_KIND,
            "is not a known kind of organisation. What the directory says of the member is kept, "
            f"else その他 (other). Write one of: {allowed_kinds()}.",
        )

    def _place(self, cells: Cells) -> tuple[str, str]:
        prefecture = self._first(cells, Column.PREFECTURE)
        city, place = cells.first(self._places(Column.CITY))
        if not (prefecture and city):
            address, named, town = self._address(cells)
            if address and not named:
                self._unknown_place(cells, self._any_place({Column.ADDRESS}), address)
            prefecture, city = prefecture or named, city or town
        if not (prefecture or city):
            return "", ""
        prefecture, city, known = canonical_place(prefecture, city)
        if not known:
            place = place or self._any_place({Column.PREFECTURE})
            self._unknown_place(cells, place, f"{prefecture} {city}")
        return prefecture, city

    def _address(self, cells: Cells) -> tuple[str, str, str]:
        """The address, and the prefecture and the city in it; 住所1 may need 住所2 for that."""
        address = named = town = ""
        for place in self._places(Column.ADDRESS):
            if not is_blank(part := cells.text(place, short=True)):
                joint = "" if has_japanese(address + part) or not address else ", "
                address += joint + part
                named, town = split_address(address)
                if named and town:
                    break
        return address, named, town

    @staticmethod
    def _unknown_place(cells: Cells, place: Place | None, text: str) -> None:
        cells.report(
            ProblemKind.UNKNOWN_PLACE,
            place,
            "names no prefecture or city of Japan known here, or one of several of that name; it "
            "was kept as written. Check the spelling, and give the prefecture too.",
            text,
        )

    def _employees(self, cells: Cells) -> int | None:
        return cells.value(
            self._places(Column.EMPLOYEES),
            parse_employees,
            ProblemKind.BAD_NUMBER,
            "is not one number of people. Write it like 120, or leave the cell empty.",
        )

    def _languages(self, cells: Cells) -> tuple[str, ...]:
        codes: list[str] = []
        for place in self._places(Column.LANGUAGES):
            known, unknown = parse_languages(cells.text(place))
            codes += known
            if unknown:
                cells.report(
                    ProblemKind.UNKNOWN_LANGUAGE,
                    place,
                    f"holds words that name no language known here: {', '.join(unknown)[:80]}. "
                    "They were left out; write 日本語, 英語 ... or codes such as ja, en.",
                )
        return tuple(dict.fromkeys(codes))

    def _certifications(self, cells: Cells) -> tuple[str, ...]:
        found = [
            certification
            for place in self._places(Column.CERTIFICATIONS)
            for certification in parse_certifications(cells.text(place))
        ]
        found += [
            certification
            for certification, place in self.plan.ticked.items()
            if fold(cells.text(place)) in _TICKS
        ]
        return tuple(dict.fromkeys(found))

    def _summary(self, cells: Cells) -> str:
        texts = (cells.text(place) for place in self._places(Column.SUMMARY))
        return "\n".join(dict.fromkeys(text for text in texts if not is_blank(text)))

    def _updated(self, cells: Cells) -> date | None:
        return cells.value(
            self._places(Column.UPDATED),
            parse_date,
            ProblemKind.BAD_DATE,
            f"is not a date. Write it like {EXAMPLES}.",
        )

    def _given(self, cells: Cells, member: Member, has_id: bool) -> frozenset[str]:
        """The fields of the member that the file speaks about, if only to say "none"."""
        given: set[str] = {
            column.value
            for column, places in self.plan.columns.items()
            if column.value in _FIELDS and cells.is_given(places)
        }
        if not has_id:
            given.discard("id")
        if any(problem.kind is ProblemKind.UNKNOWN_KIND for problem in cells.problems):
            given.discard("kind")
        if cells.is_given(self._places(Column.NAME)):
            given |= {name for name in ("name_ja", "name_en") if getattr(member, name)}
        if cells.is_given(self._places(Column.ADDRESS)):
            given |= {name for name in ("prefecture", "city") if getattr(member, name)}
        if self.plan.ticked:
            given.add("certifications")
        if contacts_given(self.plan, cells):
            given |= {"contacts", *details_given(self.plan, cells)}
        return frozenset(given)


_FIELDS = frozenset(field.name for field in fields(Member))


def _is_too_long(cells: Cells) -> bool:
    return any(problem.kind is ProblemKind.CELL_TOO_LONG for problem in cells.problems)

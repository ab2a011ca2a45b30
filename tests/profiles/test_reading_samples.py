"""The shipped sample directory: every form of a member comes out the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import profiles
from profiles.model import Consent, Member
from profiles.problems import ProblemKind
from profiles.reading import Reading, read_members
from tests.profiles.files import kinds

SAMPLE = Path(profiles.__file__).parent / "sample"
# Cells in which CP932 had no room for an en dash.
LOST = {"D001", "D060"}


@pytest.fixture(scope="module")
def workbook() -> Reading:
    return read_members(SAMPLE / "members.xlsx")


@pytest.fixture(scope="module")
def members(workbook: Reading) -> dict[str, Member]:
    return {read.member.id: read.member for read in workbook.members}


def test_the_workbook_reads_without_any_problem(workbook: Reading) -> None:
    assert len(workbook.members) == 150
    assert workbook.problems == ()
    assert workbook.encoding == ""


def test_rows_of_the_workbook_are_numbered_as_excel_shows_them(workbook: Reading) -> None:
    assert str(workbook.members[0].where) == "members.xlsx, sheet 会員名簿, row 4"


def test_places_kinds_and_languages_are_canonical(members: dict[str, Member]) -> None:
    member = members["D001"]
    assert (member.prefecture, member.city) == ("Saitama", "Sayama")
    assert member.kind == "supporting_sme"
    assert member.languages == ("ja", "en")
    assert member.certifications == ("ISMS (ISO/IEC 27001)",)


def test_the_cp932_file_gives_the_same_members_but_for_lost_characters(
    members: dict[str, Member],
) -> None:
    reading = read_members(SAMPLE / "members-cp932.csv")
    assert reading.encoding == "cp932"
    assert {r.member.id for r in reading.members if members[r.member.id] != r.member} == LOST
    assert len(reading.members) == 150


def test_lost_characters_are_noted_where_they_are_and_nowhere_else() -> None:
    reading = read_members(SAMPLE / "members-cp932.csv")
    assert kinds(reading) == [ProblemKind.LOST_CHARACTERS] * 2
    assert [problem.where.row for problem in reading.problems] == [2, 61]


def test_the_file_with_consents_says_who_agreed_to_what(members: dict[str, Member]) -> None:
    reading = read_members(SAMPLE / "members-with-consent.csv")
    assert reading.encoding == "utf-8-sig"
    assert len(reading.members) == 40
    assert kinds(reading) == [ProblemKind.LOST_CHARACTERS]
    first, second, third = (read.member.contacts[0] for read in reading.members[:3])
    assert (first.consent, first.consent_date) == (Consent.MEMBERS, date(2025, 6, 10))
    assert (second.consent, second.consent_date) == (Consent.ON_REQUEST, date(2024, 11, 1))
    assert (third.consent, third.consent_date) == (Consent.MEMBERS, date(2024, 4, 1))


def test_without_a_consent_column_nothing_is_said_about_consent(workbook: Reading) -> None:
    contacts = [c for read in workbook.members for c in read.member.contacts]
    assert len(contacts) == 188
    assert {contact.consent for contact in contacts} == {None}


def test_the_file_with_consents_differs_in_nothing_else(members: dict[str, Member]) -> None:
    for read in read_members(SAMPLE / "members-with-consent.csv").members:
        truth = members[read.member.id]
        if truth.id not in LOST:
            assert read.member.capabilities == truth.capabilities
        assert [c.email for c in read.member.contacts] == [c.email for c in truth.contacts]
        assert read.member.updated == truth.updated

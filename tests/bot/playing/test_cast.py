"""Who one can be over which directory."""

from __future__ import annotations

from dataclasses import replace

from bot.playing.cast import cast_of, cast_of_sample, with_slack_ids
from profiles.model import Consent, Contact, Kind
from profiles.reading import read_members
from tests.conftest import SAMPLE
from tests.profiles.examples import a_member

OPEN = Contact("港 花子", slack_user_id="U0MINATO1", consent=Consent.MEMBERS)


def test_over_the_sample_engineer_and_liaison_are_contacts_of_it() -> None:
    members = {one.member.id: one.member for one in read_members(SAMPLE / "members.xlsx").members}
    cast = cast_of_sample()
    for persona in (cast.engineer, cast.liaison):
        assert persona.contact in {one.name for one in members[persona.member_id].contacts}
    assert members[cast.engineer.member_id].kind is Kind.PRODUCT_SME
    assert members[cast.liaison.member_id].kind is Kind.UNIVERSITY


def test_over_ones_own_directory_they_are_contacts_known_in_slack() -> None:
    cast = cast_of([a_member("X1", kind=Kind.SUPPORTING_SME, contacts=(OPEN,))])
    assert (cast.engineer.id, cast.engineer.name) == ("U0MINATO1", "港 花子")
    assert (cast.engineer.member_id, cast.liaison.member_id) == ("X1", "")


def test_nobody_is_played_whom_not_every_member_may_see() -> None:
    for consent in (Consent.ON_REQUEST, Consent.NEVER, None):
        closed = replace(OPEN, consent=consent)
        cast = cast_of([a_member(kind=Kind.SUPPORTING_SME, contacts=(closed,))])
        assert cast.engineer.id == ""
        assert cast.engineer.name != closed.name


def test_nobody_is_played_who_is_not_in_slack() -> None:
    unknown = replace(OPEN, slack_user_id="")
    assert cast_of([a_member(kind=Kind.UNIVERSITY, contacts=(unknown,))]).liaison.id == ""


def test_all_four_are_there_whatever_the_directory_holds() -> None:
    assert [one.role for one in cast_of([])] == ["engineer", "liaison", "coordinator", "stranger"]
    assert all(one.name and one.about_ja and one.about_en for one in cast_of([]))


def test_a_contact_gets_its_slack_id_and_others_keep_theirs() -> None:
    known = a_member("X1", contacts=(Contact("甲"), OPEN))
    first, second = with_slack_ids(known, {("X1", "甲"): "U1", ("X2", "港 花子"): "U2"}).contacts
    assert (first.slack_user_id, second.slack_user_id) == ("U1", "U0MINATO1")

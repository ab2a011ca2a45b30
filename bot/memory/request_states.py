"""How far a request to the coordinators is, why it was declined, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """How far the coordinators are with a request."""

    OPEN = "open"
    TAKEN = "taken"  # by the coordinator who is its holder
    INTRODUCED = "introduced"
    DECLINED = "declined"
    DONE = "done"


class Refusal(StrEnum):
    """Why a request is declined."""

    MEMBER_DECLINED = "member_declined"
    OUT_OF_SCOPE = "out_of_scope"
    TOO_LITTLE_KNOWN = "too_little_known"
    DUPLICATE = "duplicate"
    NO_CAPACITY = "no_capacity"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of a request. Orders and joint research are counted apart: they differ in kind."""

    ORDER = "order"
    JOINT_RESEARCH = "joint_research"
    ADVICE = "advice"
    TALKS_GO_ON = "talks_go_on"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """How two people were introduced."""

    SLACK = "slack"
    EMAIL = "email"


# They are still to be looked after.
WAITING = (State.OPEN, State.TAKEN)
# From which states a state is reached.
BEFORE: Mapping[State, tuple[State, ...]] = {
    State.OPEN: (State.TAKEN,),
    State.TAKEN: WAITING,
    State.INTRODUCED: WAITING,
    State.DECLINED: WAITING,
    State.DONE: (*WAITING, State.INTRODUCED),
}

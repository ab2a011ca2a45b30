"""What can be pressed under a message of ours: names of actions and what their values carry.

An ``action_id`` must be unique in a message, so it is a name with what it is about behind a colon.
Values are small: the question is looked up, consent and members are read when somebody presses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Control(StrEnum):
    """Everything that can be pressed."""

    CONTACT = "contact"  # show me whom to call
    CONTACT_TO_ME = "contact_to_me"  # the same, into my messages
    MORE = "more"  # the whole profile
    FEEDBACK = "feedback"  # useful / not useful
    REASON = "feedback_reason"  # why it was not useful
    HELPFUL = "feedback_helpful"  # which member was the right one
    SHARE = "share"  # post my private answer to the channel
    ASK_COORDINATORS = "ask_coordinators"
    REFINE = "refine"  # the same question, narrower; the detail is a Narrowing
    SEARCH_FORM = "search_form"  # open the form
    PAGE = "page"  # other results of a form; the detail is the number of the page
    SHARE_TO_THREAD = "share_to_thread"  # post an answer that a window shows
    HOME_SEARCH = "home_search"  # the search box of the home tab
    SHOW_AGAIN = "show_again"  # a question of mine, with its answer as it is now
    CONFIRM_PROFILE = "confirm_profile"  # what is said of my organisation is still true
    CHANGE_PROFILE = "change_profile"  # it is not; opens a form
    TAKE = "take"  # a coordinator looks after a request
    INTRODUCE = "introduce"
    DECLINE = "decline"
    DONE = "done"
    APPLY_IMPORT = "apply_import"
    CANCEL_IMPORT = "cancel_import"


class FormId(StrEnum):
    """The windows and forms, by their ``callback_id``."""

    NOTICE = "notice"  # something that is only read
    PROFILE = "profile"
    ANSWER = "answer"  # the answer to a message that was taken as a question
    SEARCH = "search"
    CHANGE = "change"
    INTRODUCTION = "introduction"
    DECLINING = "declining"
    FINISHING = "finishing"
    IMPORT = "import"


class Verdict(StrEnum):
    """What somebody thought of an answer."""

    USEFUL = "useful"
    NOT_USEFUL = "not_useful"


class Reason(StrEnum):
    """Why an answer was not useful."""

    WRONG_FIELD = "wrong_field"
    WRONG_PLACE = "wrong_place"
    TOO_GENERAL = "too_general"
    OUTDATED = "outdated"
    NOBODY_FITS = "nobody_fits"
    SOMEBODY_MISSING = "somebody_missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the value of a control carries. ``detail``: a Verdict or a Reason, where one belongs."""

    question_id: str
    member_id: str = ""
    detail: str = ""

    def encoded(self) -> str:
        """The value for a button; ids of members may hold any character but a line break."""
        return "\n".join((self.question_id, self.detail, self.member_id))


def decode(value: str) -> Pressed:
    """What ``Pressed.encoded`` wrote; of an unknown form, as much as can be read."""
    question_id, detail, member_id = (*value.split("\n", 2), "", "")[:3]
    return Pressed(question_id, member_id, detail)


def action_id(control: Control, about: str | int = "") -> str:
    """The id of one control in a message."""
    return f"{control}:{about}"

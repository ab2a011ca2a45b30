"""Everything that bot/ raises.

NakadachiError              (profiles.errors)
└── BotError
    ├── BadSetting          an environment variable, or a line of .env, that cannot be used
    ├── NothingImported     there is no directory yet, or it is not in this folder
    ├── BadBackup           a file that is no backup, damaged, or of a newer version
    ├── HoldsForgotten      an index from before somebody was forgotten
    ├── Unsendable          a message that no trimming makes acceptable to Slack
    ├── GivenUp             a delivery that is answered with an apology instead of by its work
    └── SlackError
        ├── CannotPost      this place takes no message of ours; another may
        ├── SlackRefused    Slack says no, and will say no again
        ├── SignedOut       the token is no longer good
        └── SlackAway       Slack cannot be reached or is overloaded; later it may be
            └── RateLimited Slack did nothing, and says when to come back
"""

from __future__ import annotations

from profiles.errors import NakadachiError


class BotError(NakadachiError):
    """Any error about what people use: settings, commands, the bot."""


class BadSetting(BotError):
    """A setting has a value that it cannot have; the message names the variable."""


class NothingImported(BotError):
    """Nothing was ever imported here."""


class BadBackup(BotError):
    """Nothing can be restored from it; the message says why and what to do."""


class HoldsForgotten(BotError):
    """An older index must not come back, because somebody was forgotten since."""


class Unsendable(BotError):
    """A message or a view breaks a rule of Slack's that trimming cannot mend."""


class GivenUp(BotError):
    """Nothing comes of trying this delivery again: it is too old, or kills whoever tries."""


class SlackError(BotError):
    """Slack did not do what it was asked. ``code`` is its own word for why; never a payload."""

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"Slack answered {method} with {code}.")
        self.method = method
        self.code = code


class CannotPost(SlackError):
    """The bot is not in the channel, or it is archived or gone: somewhere else may do."""


class SlackRefused(SlackError):
    """Asking again will not help."""


class SignedOut(SlackError):
    """The token was revoked, or the app was removed."""


class SlackAway(SlackError):
    """A timeout, a broken connection, a 5xx, or too many requests for longer than we wait."""


class RateLimited(SlackAway):
    """Too many requests. The call was not carried out; ``seconds`` is what Slack asks to wait."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(method, "ratelimited")
        self.seconds = seconds

"""Everything that bot/ raises.

NakadachiError              (profiles.errors)
└── BotError
    ├── BadSetting          an environment variable, or a line of .env, that cannot be used
    ├── NothingImported     there is no directory yet, or it is not in this folder
    └── HoldsForgotten      an index from before somebody was forgotten
"""

from __future__ import annotations

from profiles.errors import NakadachiError


class BotError(NakadachiError):
    """Any error about what people use: settings, commands."""


class BadSetting(BotError):
    """A setting has a value that it cannot have; the message names the variable."""


class NothingImported(BotError):
    """Nothing was ever imported here."""


class HoldsForgotten(BotError):
    """An older index must not come back, because somebody was forgotten since."""

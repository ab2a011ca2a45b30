"""Everything that bot/ raises.

NakadachiError              (profiles.errors)
└── BotError
    ├── BadSetting          an environment variable, or a line of .env, that cannot be used
    └── HoldsForgotten      an index that still holds somebody who was forgotten since
"""

from __future__ import annotations

from profiles.errors import NakadachiError


class BotError(NakadachiError):
    """Any error about what people use: settings, commands."""


class BadSetting(BotError):
    """A setting has a value that it cannot have; the message names the variable."""


class HoldsForgotten(BotError):
    """An older index must not come back, because somebody in it was forgotten."""

"""Everything that profiles/ raises.

NakadachiError            any error of ours that a person should read as one message
└── ProfilesError
    ├── UnreadableFile    the file cannot be opened or is not what it says it is
    ├── ImportRefused     the file was read, but has problems; nothing was written
    ├── UnwritableFile    an export or a file of rejected rows cannot be written
    ├── StoreError        the database cannot be used (newer version, locked, disk full, damaged)
    │   └── HomeInUse     it is open elsewhere while it is to be replaced, or the other way round
    └── MemberNotFound
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from profiles.problems import Problem


class NakadachiError(Exception):
    """Says what happened, where, and what to do. ``exit_code`` is the command line's."""

    exit_code = 1


class ProfilesError(NakadachiError):
    """Any error about members, their files or their store."""


class UnreadableFile(ProfilesError):
    """The file cannot be opened, or is not what its name says; the message says what it is."""


class ImportRefused(ProfilesError):
    """The file has problems and ``--skip-bad`` was not given; nothing was written."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class UnwritableFile(ProfilesError):
    """A file for the office cannot be written; what was there before is still whole."""


class StoreError(ProfilesError):
    """The database cannot be used as it is; the message says why and what to do."""


class HomeInUse(StoreError):
    """A backup cannot be restored while the bot or a command is at work here, nor the reverse."""


class MemberNotFound(ProfilesError):
    """No member has that id; the message names the closest ones.

    ``closest`` are their ids and names, for whoever says it in other words.
    """

    def __init__(self, message: str, closest: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.closest = closest

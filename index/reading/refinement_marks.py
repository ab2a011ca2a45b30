"""What a stretch of a change of conditions can mean, and the marks that names are replaced by."""

from __future__ import annotations

from enum import Enum, auto

# Private use: no text has these letters.
PLACE, KIND, CERTIFICATE = "\ue000", "\ue001", "\ue002"

EMOJI = r":[a-z][a-z0-9_+-]{1,40}:|[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\ufe0f\u200d]+"


class Meaning(Enum):
    """What a stretch of a message says. ``NOTHING`` is courtesy, and what holds words together."""

    PLACES = auto()
    KINDS = auto()
    COMPANIES = auto()  # whoever is neither a university nor a public institute
    CERTIFICATES = auto()
    ANY_ISO = auto()
    LANGUAGE = auto()
    SIZE = auto()
    SMALL = auto()
    LARGE = auto()
    OTHERS = auto()
    NOTHING = auto()

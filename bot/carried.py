"""What a window carries with it from one press to the next, in its ``private_metadata``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

# Another number whenever a field changes its meaning: windows outlive a restart of the bot.
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Carried:
    """What the next press in a window must know.

    ``ui`` is the language of the window, ``about`` the id of what it is about (a member, a
    request, a file), ``channel`` and ``thread`` where something may be posted from it.
    """

    ui: str = "ja"
    question_id: str = ""
    about: str = ""
    channel: str = ""
    thread: str = ""
    page: int = 0

    def encoded(self) -> str:
        """For ``private_metadata``; what is empty is left out."""
        known = {name: value for name, value in asdict(self).items() if value}
        return json.dumps({"v": _VERSION, **known}, ensure_ascii=False, separators=(",", ":"))


def read_carried(metadata: str) -> Carried | None:
    """What ``Carried.encoded`` wrote; None for that of another version, or anything else."""
    try:
        found = json.loads(metadata)
        # JSON may bring halves of characters, which no database can hold.
        json.dumps(found, ensure_ascii=False).encode()
    except ValueError:
        return None
    if not isinstance(found, dict) or found.pop("v", None) != _VERSION:
        return None
    kinds = {field.name: type(field.default) for field in fields(Carried)}
    fits = all(type(value) is kinds.get(name) for name, value in found.items())
    return Carried(**found) if fits else None

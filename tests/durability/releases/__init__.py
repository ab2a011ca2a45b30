"""Homes that older versions of the code left, and what is known of them (see making.py)."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# The last release, with which this version shares the format of its index.
LAST = "format-4"
# One with an older index, and databases that lack steps.
OLDER = "format-2"


def unpack(release: str, models: Path, home: Path) -> Path:
    """The home of a release at ``home``, with the exported model that others use too."""
    with zipfile.ZipFile(HERE / f"{release}.zip") as archive:
        archive.extractall(home)
    (home / "models").symlink_to(models)
    return home


def known_of(release: str) -> dict[str, Any]:
    """What it answered and remembered."""
    found: dict[str, Any] = json.loads((HERE / f"{release}.json").read_text("utf-8"))
    return found

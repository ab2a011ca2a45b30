"""Files that the office gets from us: written whole or not at all, readable by it alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from profiles.durable import replacing
from profiles.errors import UnwritableFile

# What Excel takes for the beginning of a formula, also when typed in full width. Apostrophes in
# front count too, so that a text that begins with one is told from one that was given one here.
_RISKY = re.compile("'*[=+\\-@＝＋－＠\t\r]")


def neutralise(text: str) -> str:
    """The text with one ``'`` in front where Excel would run it; the reader removes it again."""
    return f"'{text}" if _RISKY.match(text) else text


def still_neutral(text: str) -> str:
    """The same for a cell as it stood in a file, which may have its ``'`` already."""
    bare = text.strip()
    return bare if bare.startswith("'") else neutralise(bare)


def keep_apostrophe(text: str) -> str:
    """The text with one more ``'`` where the reader would take one for ours."""
    return neutralise(text) if text.startswith("'") else text


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; it takes its place when all went well."""
    try:
        with replacing(path) as aside:
            yield aside
    except OSError as error:
        raise UnwritableFile(
            f"{path}: cannot be written ({error.strerror or error}). Nothing was changed; check "
            "the folder and the free space, or choose another place."
        ) from error


def table(rows: Iterable[Iterable[str]], *, delimiter: str = ",") -> bytes:
    """CSV that Excel opens by a double click: UTF-8 with a BOM and CRLF. Neutralise texts first."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")

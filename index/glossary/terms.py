"""An association's own words: the table that it imported, kept in its home folder.

The table has the form of concepts.tsv (see index.glossary.thesaurus), so an index is built, and a
question read, with both in the same way. What staff's files look like is the matter of
index.glossary.term_files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import SearchIndexError
from index.glossary.thesaurus import COLUMNS, LEFT_OUT, Concept, concept_key, parse_concepts
from profiles.durable import sync_folder, write_durably
from profiles.errors import StoreError

FILE = "terms.tsv"
# The domain of a concept that names no field.
OWN = "own"
_HEADER = "\t".join(COLUMNS)


class TermsDamaged(SearchIndexError):
    """The table in the home folder is not as an import writes it; the message names the line."""


@dataclass(frozen=True, slots=True)
class TermChanges:
    """What an import does to the table: the preferred English terms of the concepts."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether the index has to be built anew."""
        return bool(self.added or self.changed or self.removed)


def read_terms(home: Path) -> str:
    """The text of the imported table, "" if nothing was imported.

    ``load_glossary`` and ``load_analyzer`` take it as it is. Raises TermsDamaged.
    """
    path = home / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise _damaged(path, "is not in UTF-8") from error
    except OSError as error:
        raise TermsDamaged(
            f"{path}: cannot be read ({error.strerror or error}). Check who may read it."
        ) from error
    header, *lines = text.splitlines() or [""]
    if header != _HEADER:
        raise _damaged(path, f"line 1 is not the header ({', '.join(COLUMNS)}, with tabs)")
    for number, line in enumerate(lines, start=2):
        if wrong := _what_is_wrong(line):
            raise _damaged(path, f"line {number} {wrong}")
    return "".join(f"{line}\n" for line in (header, *lines))


def own_concepts(home: Path) -> list[Concept]:
    """The concepts that were imported. Raises TermsDamaged."""
    text = read_terms(home)
    return parse_concepts(text) if text else []


def table_of(concepts: Iterable[Concept]) -> str:
    """The table that holds ``concepts``."""
    lines = (
        "\t".join(("|".join(one.english), "|".join(one.japanese), one.broader, one.domain))
        for one in concepts
    )
    return "".join(f"{line}\n" for line in (_HEADER, *lines))


def write_terms(home: Path, concepts: Sequence[Concept]) -> None:
    """Put ``concepts`` in the place of what was imported before. Raises StoreError."""
    path = home / FILE
    try:
        write_durably(path, table_of(concepts).encode())
    except OSError as error:
        raise _unwritable(path, error) from error


def clear_terms(home: Path) -> bool:
    """Take the table away. Returns whether there was one; a damaged one goes too."""
    path = home / FILE
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unwritable(path, error) from error
    sync_folder(home)
    return True


def compare(before: Iterable[Concept], after: Iterable[Concept]) -> TermChanges:
    """What becomes of the concepts; two are the same if they have one preferred term."""
    old = {concept_key(one.english[0]): one for one in before}
    new = {concept_key(one.english[0]): one for one in after}
    return TermChanges(
        added=tuple(one.english[0] for key, one in new.items() if key not in old),
        changed=tuple(one.english[0] for key, one in new.items() if old.get(key, one) != one),
        removed=tuple(one.english[0] for key, one in old.items() if key not in new),
    )


def _what_is_wrong(line: str) -> str:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        return f"has {len(cells)} columns instead of {len(COLUMNS)}"
    english, japanese, _, domain = cells
    if not all(concept_key(term) for term in english.split("|")) or english == LEFT_OUT:
        return "lacks an English term, or has an empty one"
    if japanese and not all(term.strip() for term in japanese.split("|")):
        return "has an empty Japanese term"
    return "" if domain else f'lacks its domain ("{OWN}" if it has none)'


def _damaged(path: Path, wrong: str) -> TermsDamaged:
    return TermsDamaged(
        f"{path}: {wrong}. It was changed by hand, or is damaged. Import your file of terms again "
        "(nakadachi terms import FILE), or remove all own terms: nakadachi terms clear"
    )


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path}: cannot be written ({error.strerror or error}). Nothing was changed; check the "
        "folder and the free space."
    )

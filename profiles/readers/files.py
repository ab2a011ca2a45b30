"""Any file of members to its tables, by what it really is."""

from __future__ import annotations

from pathlib import Path

from profiles.readers.delimited import read_delimited
from profiles.readers.encodings import decode
from profiles.readers.excel import read_excel
from profiles.readers.jsonl import read_jsonl
from profiles.readers.sniffing import Form, form_of, read_bytes
from profiles.readers.tables import RawFile


def read_file(path: Path) -> RawFile:
    """The tables of a file. Raises UnreadableFile with what it is and what to do."""
    data = read_bytes(path)
    form = form_of(path, data)
    if form is Form.EXCEL:
        return read_excel(path)
    text, encoding = decode(path.name, data)
    if form is Form.JSON_LINES or text.removeprefix("\ufeff").lstrip().startswith("{"):
        return read_jsonl(path.name, text, encoding)
    return read_delimited(path.name, text, encoding)

"""What a file really is, whatever its name says."""

from __future__ import annotations

import difflib
import zipfile
from enum import StrEnum
from pathlib import Path

from profiles.errors import UnreadableFile
from profiles.readers.excel import protected

MAX_SIZE = 300_000_000
EXCEL_SUFFIXES = frozenset({".xlsx", ".xlsm"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<div")
_AS_XLSX = "Open it in Excel and save it as an Excel workbook (.xlsx)."


class Form(StrEnum):
    """The forms of file that can be read."""

    EXCEL = "excel"
    JSON_LINES = "json_lines"
    TEXT = "text"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile with what to do when there are none."""
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path}: is a folder. Name one of the files in it.")
        if path.stat().st_size > MAX_SIZE:
            raise UnreadableFile(
                f"{path.name}: is larger than {MAX_SIZE // 1_000_000} MB, which no list of members "
                "is. Split it, or remove pictures from it."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path}: there is no such file.{_close_names(path)}") from error
    except PermissionError as error:
        raise UnreadableFile(
            f"{path}: may not be read. Close it in Excel, or change its permissions."
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise UnreadableFile(f"{path}: cannot be read ({reason or error}).") from error
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise UnreadableFile(
            f"{path.name}: the file is empty. Save the list again from Excel, or choose another "
            "file."
        )
    return data


def _close_names(path: Path) -> str:
    try:
        names = [other.name for other in path.parent.iterdir() if other.is_file()]
    except OSError:
        return f" The folder {path.parent} does not exist either." if path.parent.name else ""
    close = difflib.get_close_matches(path.name, names, n=3)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def form_of(path: Path, data: bytes) -> Form:
    """The form of a file by its content.

    Raises UnreadableFile for a form that cannot be read, or that its name is wrong about.
    """
    name, start = path.name, data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    suffix = path.suffix.lower()
    if data.startswith(b"PK"):
        return _archive(path, suffix)
    if data.startswith(_OLE):
        raise UnreadableFile(_ole(name, data))
    if start.startswith(_HTML) or (start.startswith(b"<") and b"<html" in start):
        raise UnreadableFile(f"{name}: is really a web page (HTML), whatever its name. {_AS_XLSX}")
    if start.startswith(b"<?xml"):
        raise UnreadableFile(f"{name}: is an XML file. {_AS_XLSX}")
    if start.startswith(b"%pdf"):
        raise UnreadableFile(f"{name}: is a PDF. Ask for the spreadsheet that it was made from.")
    if suffix in EXCEL_SUFFIXES:
        raise UnreadableFile(_not_excel(name, data))
    if suffix in {".jsonl", ".ndjson", ".json"} or start.startswith(b"{"):
        if start.startswith(b"["):
            raise UnreadableFile(
                f"{name}: is a JSON array. Write JSON Lines: one object a line, without [ ] around "
                "and commas between them."
            )
        return Form.JSON_LINES
    return Form.TEXT


def _not_excel(name: str, data: bytes) -> str:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return (
            f"{name}: is not an Excel workbook, or it is damaged. Open it in Excel and save it "
            "again as .xlsx; if it was copied or downloaded, fetch it again."
        )
    return (
        f"{name}: is really a text file (CSV?) that was renamed to .xlsx. Rename it to .csv, "
        "or open it in Excel and save it as an Excel workbook (.xlsx)."
    )


def _archive(path: Path, suffix: str) -> Form:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            f"{path.name}: is a damaged workbook or archive (perhaps cut off while copying). "
            "Fetch it again, or open it in Excel, let Excel repair it, and save it again."
        ) from error
    if "xl/workbook.xml" in names:
        if suffix not in EXCEL_SUFFIXES:
            raise UnreadableFile(
                f"{path.name}: is really an Excel workbook. Rename it so that it ends in .xlsx."
            )
        return Form.EXCEL
    if "xl/workbook.bin" in names:
        raise UnreadableFile(f"{path.name}: is a binary Excel workbook (.xlsb). {_AS_XLSX}")
    if "word/document.xml" in names:
        raise UnreadableFile(
            f"{path.name}: is a Word document. Copy its table into Excel and save that as .xlsx."
        )
    if "content.xml" in names:
        raise UnreadableFile(f"{path.name}: is an OpenDocument file. {_AS_XLSX}")
    raise UnreadableFile(
        f"{path.name}: is an archive (ZIP), not an Excel workbook. Unpack it and import the file "
        "in it."
    )


def _ole(name: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return protected(name)
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return f"{name}: is an old Excel workbook (.xls). {_AS_XLSX}"
    return f"{name}: is an old Office document, not an Excel workbook (.xlsx). {_AS_XLSX}"

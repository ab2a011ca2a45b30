"""Files that people and the app uploaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import quote

from bot.playground.shapes import JsonObject, Refused


@dataclass(frozen=True, slots=True)
class File:
    """A file with what is in it; ``data`` is None once it was deleted."""

    id: str
    name: str
    title: str
    user: str
    mimetype: str
    data: bytes | None
    created: int


@dataclass(frozen=True, slots=True)
class Expected:
    """A file that the app is about to upload: what it announced."""

    name: str
    length: int


@dataclass(slots=True)
class Files:
    """All files by id; those that are on their way; and which of them the app may fetch."""

    team: str
    stored: dict[str, File] = field(default_factory=dict)
    expected: dict[str, Expected] = field(default_factory=dict)
    arrived: dict[str, bytes] = field(default_factory=dict)
    behind_login: bool = False

    def add(self, file: File) -> File:
        """Keep a file."""
        self.stored[file.id] = file
        return file

    def find(self, id_: str) -> File:
        """A file that is there; raises what Slack answers if it is not."""
        if id_ not in self.stored:
            raise Refused("file_not_found")
        if self.stored[id_].data is None:
            raise Refused("file_deleted")
        return self.stored[id_]

    def describe(self, file: File, url: str) -> JsonObject:
        """A file as Slack describes it; ``url`` is where Slack is."""
        place = f"{url}/files-pri/{self.team}-{file.id}"
        name = quote(file.name)
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": PurePath(file.name).suffix.lower().lstrip(".") or "binary",
            "user": file.user,
            "user_team": self.team,
            "editable": False,
            "size": len(file.data or b""),
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "url_private": f"{place}/{name}",
            "url_private_download": f"{place}/download/{name}",
            "file_access": "visible",
        }

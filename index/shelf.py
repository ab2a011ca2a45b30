"""Where snapshots lie, which one is served, and how one takes another's place."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import (
    BuildFailed,
    BuildInProgress,
    NoSnapshot,
    SnapshotDamaged,
    SnapshotOutdated,
)
from index.snapshot import Snapshot
from profiles.durable import publish_folder, write_durably

logger = logging.getLogger(__name__)

_REINDEX = "Run: nakadachi reindex"


def _nothing() -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot fit to serve. ``rejected`` says why a newer one is not served, else ""."""

    snapshot: Snapshot
    rejected: str


class Shelf:
    """The folder of all snapshots, with a pointer to the one that is served.

    The pointer holds the names of the current and the previous snapshot, a line each.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "current"
        self._lock = FileLock(folder / "build.lock")

    @contextmanager
    def lock(self, seconds: float = 0, on_wait: Callable[[], None] = _nothing) -> Iterator[None]:
        """Hold the builders' lock. Whoever holds it may take it once more.

        Waits for another process up to ``seconds``, and calls ``on_wait`` before it does. Raises
        BuildInProgress when the lock is not to be had, BuildFailed when the folder is not.
        """
        with self.writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self._acquired(0):
                on_wait()
                if not self._acquired(seconds):
                    raise BuildInProgress(
                        "Another reindex is running. Wait until it has ended; what it builds is "
                        "served as soon as it is done."
                    )
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn what goes wrong while something is written to the folder into BuildFailed."""
        try:
            yield
        except (OSError, sqlite3.Error, SnapshotDamaged) as error:
            reason = getattr(error, "strerror", None) or str(error).rstrip(".")
            raise BuildFailed(
                f"The index could not be written to {self.folder}: {reason}. "
                "The index that was there goes on answering. Make room, or make the folder "
                "writable, and run: nakadachi reindex"
            ) from error

    def current_names(self) -> tuple[str, ...]:
        """Names of the current and the previous snapshot, as far as the pointer knows them."""
        try:
            names = self._pointer.read_text("utf-8").split()
        except (OSError, UnicodeDecodeError):
            return ()
        held = tuple(name for name in names[:2] if _is_snapshot(self.folder / name))
        # A pointer whose first name leads nowhere says nothing about the second.
        return held if held[:1] == tuple(names[:1]) else ()

    def pointer_stamp(self) -> tuple[int, int]:
        """Changes whenever another snapshot is published."""
        try:
            found = self._pointer.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def snapshot_names(self) -> list[str]:
        """All snapshots on the disk in the order in which they should be tried."""
        named = list(self.current_names())
        if not self.folder.is_dir():
            return named
        others = sorted(
            (path.name for path in self.folder.iterdir() if _is_snapshot(path)), reverse=True
        )
        return named + [name for name in others if name not in named]

    def open(self) -> Opened:
        """The current snapshot, or the newest that verifies. A damaged one is never served.

        Raises NoSnapshot, SnapshotDamaged (none verifies) or SnapshotOutdated.
        """
        reasons: list[SnapshotDamaged | SnapshotOutdated] = []
        names = self.snapshot_names()
        if names and not self.current_names():
            reasons.append(SnapshotDamaged(f"The pointer {self._pointer} is missing or damaged."))
        for name in names:
            try:
                snapshot = Snapshot.open(self.folder / name)
            except (SnapshotDamaged, SnapshotOutdated) as error:
                logger.error("%s", error)
                reasons.append(error)
                continue
            rejected = ""
            if reasons:
                rejected = (
                    f"{reasons[0]} The index of {snapshot.manifest.built_at} answers in its "
                    f"place. {_REINDEX}"
                )
            return Opened(snapshot, rejected)
        if not reasons:
            raise NoSnapshot(f"There is no index yet in {self.folder}. {_REINDEX}")
        if isinstance(reasons[0], SnapshotOutdated):
            raise reasons[0]
        raise SnapshotDamaged(f"{reasons[0]} No other snapshot can take its place. {_REINDEX}")

    def publish(self, aside: Path, name: str, *, keep_previous: bool = True) -> None:
        """Give the finished snapshot in ``aside`` its name and serve it from now on.

        One previous snapshot stays for roll-back unless ``keep_previous`` is false.
        """
        previous = [old for old in self.current_names() if old != name][:1] if keep_previous else []
        target = self.folder / name
        # The name proves the content, and the same may be built twice within a second.
        if not _verifies(target):
            shutil.rmtree(target, ignore_errors=True)
            publish_folder(aside, target)
        self.point_to(name, *previous)

    def point_to(self, *names: str) -> None:
        """Serve the first of ``names``, keep the second for roll-back, delete all others."""
        write_durably(self._pointer, "".join(f"{name}\n" for name in names).encode())
        self.clear_all_but(*names)

    def clear_all_but(self, *names: str) -> None:
        """Delete all other snapshots, and leftovers. The caller holds the lock."""
        for path in self.folder.iterdir():
            if path.name not in names and _is_snapshot(path):
                # A process that still serves it swaps with its next question (index.live).
                shutil.rmtree(path, ignore_errors=True)
        self.clear_leftovers()

    def clear_leftovers(self) -> None:
        """Delete what killed builds left half done. The caller holds the lock."""
        for path in self.folder.iterdir():
            if path.name.startswith(f".{self._pointer.name}-"):
                path.unlink(missing_ok=True)
            elif _is_leftover(path):
                shutil.rmtree(path, ignore_errors=True)

    def folders_beside(self, *names: str) -> list[Path]:
        """All others that hold members: snapshots, and what killed builds left."""
        if not self.folder.is_dir():
            return []
        return sorted(
            path for path in self.folder.iterdir() if path.name not in names and path.is_dir()
        )

    def roll_back(self) -> str:
        """Serve the previous snapshot again; returns its name. The caller holds the lock.

        Raises NoSnapshot when there is none, SnapshotDamaged when it does not verify, BuildFailed
        when the folder cannot be written to.
        """
        names = self.current_names()
        if len(names) < 2:
            raise NoSnapshot("There is no previous index to go back to.")
        Snapshot.open(self.folder / names[1]).close()
        with self.writing():
            self.point_to(names[1], names[0])
        return names[1]

    def _acquired(self, seconds: float) -> bool:
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout:
            return False
        return True


def _verifies(folder: Path) -> bool:
    try:
        Snapshot.open(folder).close()
    except (SnapshotDamaged, SnapshotOutdated):
        return False
    return True


def _is_snapshot(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _is_leftover(path: Path) -> bool:
    return path.is_dir() and path.name.startswith(".building-")

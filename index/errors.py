"""Everything that index/ raises.

NakadachiError              (profiles.errors)
└── SearchIndexError
    ├── NoSnapshot          nothing has been built yet
    ├── SnapshotDamaged     a file of the snapshot is missing or not what the manifest says
    ├── SnapshotOutdated    built by another format, model or glossary: reindex
    ├── BuildInProgress     another process is building
    ├── BuildFailed         the disk is full, the folder is read-only, ...
    ├── ModelError          the encoder's model is missing or is not the published one
    └── BadBenchmark        a benchmark folder that cannot be read
"""

from __future__ import annotations

from profiles.errors import NakadachiError


class SearchIndexError(NakadachiError):
    """Any error about the index; the message says what to do."""


class NoSnapshot(SearchIndexError):
    """There is no index yet."""


class SnapshotDamaged(SearchIndexError):
    """A snapshot does not verify; it is never served."""


class SnapshotOutdated(SearchIndexError):
    """The snapshot is whole but was made by another format, model or glossary."""


class BuildInProgress(SearchIndexError):
    """One builder at a time."""


class BuildFailed(SearchIndexError):
    """The new snapshot could not be written; the one being served is untouched."""


class ModelError(SearchIndexError):
    """The model cannot be loaded, or its weights are not the published ones."""


class BadBenchmark(SearchIndexError):
    """A benchmark folder lacks a file or has a line that cannot be read."""

"""Regular expressions that are compiled when a question first needs them.

Compiling all of those that read a question takes longer than answering one, and most questions need
few of them: ``nakadachi ask`` would wait for the rest.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, but later."""
    return cast(re.Pattern[str], _Pattern(source, flags))


class _Pattern:
    """Stands for the compiled pattern, whose methods are its own from the first use on."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        # Python comes here only for what is not there yet.
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)

"""Memory that is given back: few heaps for many threads."""

from __future__ import annotations

import ctypes
import os
import sys

# M_ARENA_MAX of malloc.h.
_ARENA_MAX = -8
_FEW = 2


def use_few_arenas() -> None:
    """Let all threads share two heaps. Call it before there are any.

    glibc gives threads heaps of their own, up to eight for each core. Each index is opened by
    whichever thread comes first, so that every heap would in time have room for a whole one.
    Elsewhere, or where the administrator has chosen otherwise, nothing is done.
    """
    if not sys.platform.startswith("linux") or "MALLOC_ARENA_MAX" in os.environ:
        return
    # musl has no such function, and no such heaps.
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_ARENA_MAX, _FEW)

"""Many threads share few heaps, so that what each has held is used again."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

# Each of twenty threads holds something at the same time as the others. glibc tells its heaps in
# XML.
_HEAPS = """
import ctypes, sys, threading
from bot.server.arenas import use_few_arenas
use_few_arenas()
gate = threading.Barrier(20)
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
libc.malloc.argtypes = [ctypes.c_size_t]
def hold():
    held = libc.malloc(100_000)
    gate.wait()
    libc.free(held)
threads = [threading.Thread(target=hold) for _ in range(20)]
for one in threads: one.start()
for one in threads: one.join()
libc.fopen.restype = ctypes.c_void_p
libc.fopen.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
libc.fclose.argtypes = [ctypes.c_void_p]
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
file = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, file)
libc.fclose(file)
"""


def heaps(folder: Path, **environment: str) -> int:
    """How many heaps a process with twenty busy threads has."""
    told = folder / "heaps.xml"
    subprocess.run(
        [sys.executable, "-c", _HEAPS, str(told)], check=True, env=environment, timeout=60
    )
    return told.read_text("utf-8").count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the heaps are glibc's")
def test_twenty_threads_have_two_heaps_unless_the_administrator_says_otherwise(
    tmp_path: Path,
) -> None:
    assert heaps(tmp_path) <= 2
    assert heaps(tmp_path, MALLOC_ARENA_MAX="9") > 2

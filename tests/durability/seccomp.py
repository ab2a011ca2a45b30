"""Linux asks us before each system call of a process: seccomp's user notification, by ctypes.

Needs no compiler, no root and no other program; each call waits until we have answered.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import select
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

_SECCOMP = {"x86_64": 317, "aarch64": 277}.get(platform.machine())
_PIDFD_GETFD = 438
_NO_NEW_PRIVILEGES = 38
_SET_FILTER, _NEW_LISTENER = 1, 8
_LOAD_NUMBER, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ASK = 0x7FFF0000, 0x7FC00000
_RECEIVE, _SEND, _GO_ON = 0xC0502100, 0xC0182101, 1


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that waits for an answer."""

    id: int
    process: int
    number: int
    arguments: tuple[int, ...]


def ask_before(numbers: tuple[int, ...]) -> int:
    """From now on each of these calls of this process waits; returns the handle to answer at.

    Raises OSError where the system cannot do that.
    """
    if _SECCOMP is None:
        raise OSError(f"not known how on {platform.machine()}")
    system = ctypes.CDLL(None, use_errno=True)
    code = [_Instruction(_LOAD_NUMBER, 0, 0, 0)]
    code += [
        _Instruction(_IF_EQUAL, len(numbers) - place, 0, number)
        for place, number in enumerate(numbers)
    ]
    code += [_Instruction(_RETURN, 0, 0, _ALLOW), _Instruction(_RETURN, 0, 0, _ASK)]
    program = _Program(len(code), (_Instruction * len(code))(*code))
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    handle: int = system.syscall(_SECCOMP, _SET_FILTER, _NEW_LISTENER, ctypes.byref(program))
    if handle < 0:
        raise OSError(ctypes.get_errno(), "the system lets nobody count system calls")
    return handle


def questions(handle: int) -> Iterator[Asked]:
    """Each call that waits, until the process and all its threads have ended."""
    ready = select.poll()
    ready.register(handle, select.POLLIN)
    while ready.poll()[0][1] & select.POLLIN:
        found = bytearray(80)
        try:
            fcntl.ioctl(handle, _RECEIVE, found)
        except FileNotFoundError:
            continue  # it was killed meanwhile
        call, process, _, number, _, _, *arguments = struct.unpack("<QIIiIQ6Q", found)
        yield Asked(call, process, number, tuple(arguments))


def let(handle: int, asked: Asked) -> None:
    """The call is carried out."""
    _answer(handle, struct.pack("<QqiI", asked.id, 0, 0, _GO_ON))


def fail(handle: int, asked: Asked, error: int) -> None:
    """The call fails with ``error``, and nothing is carried out."""
    _answer(handle, struct.pack("<QqiI", asked.id, 0, -error, 0))


def _answer(handle: int, answer: bytes) -> None:
    with suppress(FileNotFoundError):  # nobody waits for it any more
        fcntl.ioctl(handle, _SEND, answer)


def borrowed(process: int, handle: int) -> int:
    """The open file of another process that it knows by ``handle``."""
    of_process = os.pidfd_open(process)
    try:
        found: int = ctypes.CDLL(None, use_errno=True).syscall(_PIDFD_GETFD, of_process, handle, 0)
    finally:
        os.close(of_process)
    if found < 0:
        raise OSError(ctypes.get_errno(), "the file of another process cannot be had")
    return found

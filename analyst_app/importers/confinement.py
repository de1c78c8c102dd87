"""Takes from this process what a parser has no business with: memory, time, files, network.

Everything here holds for the rest of the process's life. Limits of memory and
of processor time exist on Linux and mostly on macOS; on Windows only the
parent's clock stops a parser. The network is closed twice: by an audit hook
for Python code, and on Linux by a seccomp filter for libraries in C.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space."""
CPU_SECONDS = 20
"""Processor time for one file."""

_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_SYSCALLS = {"x86_64": (0xC000003E, (41, 42, 53, 425)), "aarch64": (0xC00000B7, (198, 203, 199, 425))}
"""Audit architecture and the numbers of socket, connect, socketpair and io_uring_setup."""


def confine() -> None:
    """Close the network and the file system for writing, and limit memory."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        _limit_resources()
    with contextlib.suppress(OSError, AttributeError):
        _close_sockets()
    sys.addaudithook(_refuse)


def allow_seconds(seconds: int) -> None:
    """Give the process so much more processor time from now on; then it is killed."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime)
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))


def _limit_resources() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # pipes are not files: the answer still gets out
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a parser may not do {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("a parser may not write files")


def _close_sockets() -> None:
    """A seccomp filter by which making a socket fails with EACCES (see seccomp(2))."""
    if sys.platform != "linux" or platform.machine() not in _SYSCALLS:
        return
    architecture, numbers = _SYSCALLS[platform.machine()]
    load, equal, answer = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | 13
    program = [(load, 0, 0, 4), (equal, 0, len(numbers) + 1, architecture), (load, 0, 0, 0)]
    program += [(equal, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    program += [(answer, 0, 0, allow), (answer, 0, 0, refuse)]
    code = b"".join(struct.pack("HBBI", *step) for step in program)

    class Filter(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))

    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, by_filter = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) == 0:
        libc.prctl(set_seccomp, by_filter, ctypes.byref(Filter(len(program), code)))

"""Exchanging two names of one folder in one step, where the system can.

Linux has it as ``renameat2`` with RENAME_EXCHANGE (man 2 renameat2), macOS as
``renameatx_np`` with RENAME_SWAP (man 2 renameatx_np); Python offers neither.
Some file systems refuse it (NFS, exFAT, some FUSE), and Windows has nothing
like it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import cache

_EXCHANGE = 2
"""Both RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""
_LACKING = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM}
"""Answers of kernels, file systems and sandboxes that do not know it."""


def exchange(folder: int | None, one: str, other: str) -> bool:
    """Let two names of a folder change places, so that at every moment both are there.

    Args:
        folder: descriptor of the folder; None: the system has no such descriptors.
        one: a name in it.
        other: another name in it.

    Returns:
        False if the system cannot, and nothing was done.

    Raises:
        OSError: it can, but did not; nothing was done.
    """
    import ctypes  # no export but one that replaces another needs it

    call = _system_call()
    if call is None or folder is None:
        return False
    if call(folder, os.fsencode(one), folder, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _LACKING:
        return False
    raise OSError(number, os.strerror(number), one)


@cache
def _system_call() -> Callable[..., int] | None:
    import ctypes

    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if name is None:
        return None
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (OSError, AttributeError):  # an old C library
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    call.restype = ctypes.c_int
    found: Callable[..., int] = call
    return found

"""The folders outside an opened one into which links may lead, because the person said so.

Remembered for each folder that links lead to, in ``allowed_folders.json`` of the
local state folder and nowhere else: what comes with a shared folder allows nothing.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from analyst_app.errors import SaveFailed
from analyst_app.storage import private_files
from analyst_app.storage.error_log import state_folder

NAME = "allowed_folders.json"
_LARGEST = 1_000_000


def allowed_folders() -> tuple[str, ...]:
    """The allowed folders, resolved; none if nothing was allowed, or the file cannot be understood."""
    try:
        data = json.loads(private_files.read(state_folder() / NAME, limit=_LARGEST))
    except (OSError, ValueError, RecursionError):
        return ()
    return tuple(one for one in data if isinstance(one, str) and Path(one).is_absolute()) if type(data) is list else ()


def allow(folder: Path | str) -> None:
    """Let links lead into a folder and those below it, from now on.

    Raises:
        SaveFailed: it cannot be remembered.
    """
    resolved = os.path.realpath(folder)
    allowed = allowed_folders()
    if resolved in allowed:
        return
    place = state_folder()
    try:
        data = json.dumps([*allowed, resolved], indent=1).encode() + b"\n"
        private_files.write(place / NAME, [data], top=place)
    except OSError as error:
        raise SaveFailed(f"{resolved} was not allowed: {error.strerror or error}.") from error

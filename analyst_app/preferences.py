"""The preferences of a person, in a readable file; no Qt, because the commands need the annotator's name.

The file is ``preferences.json`` in the configuration folder, one setting a
line. Keys that this version does not know are kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from analyst_app.errors import UsageError, why_unread
from analyst_app.storage import error_log
from analyst_app.storage import locks as locks  # the window reaches the app's own folders through this module
from analyst_app.storage import private_files as private_files
from analyst_app.storage.file_names import is_layer_id, nearest_id
from analyst_app.storage.limits import LARGEST_OWN_FILE

THEMES = ("system", "light", "dark", "high_contrast")
"""The colours that can be chosen."""
DENSITIES = ("comfortable", "compact")
"""The room between rows and lines that can be chosen."""


_NONE: Mapping[str, Any] = MappingProxyType({})


class Preferences(NamedTuple):
    """The settings. Another choice is another value (``_replace``)."""

    annotator: str = ""
    """The annotator whose layers are written; empty stands for the operating system's user."""
    theme: str = "system"
    """system, light, dark or high_contrast."""
    density: str = "comfortable"
    """comfortable or compact: the room between the rows and lines of the window."""
    font: str = ""
    """Face of the article; empty: the app's choice."""
    font_size: float = 0
    """In points; 0: the app's choice."""
    column_width: int = 68
    """Characters a line of the article."""
    paragraph_numbers: bool = True
    snap_to_words: bool = True
    """True: a drag snaps to words on release."""
    keep_text: bool = True
    """True: a new sidecar holds the article's text (``text.content``)."""
    counts_minutes: bool = False
    """True: the minutes of activity in one's own layers are counted, and stand in them by day."""
    restore: bool = True
    """True: the last article is opened at the start."""
    uses_learnt: bool = True
    """True: the assistant proposes what it has learnt, where that is better than the rules."""
    keys: Mapping[str, str] = _NONE
    """A person's own keys by action id; empty: none."""
    unknown: Mapping[str, Any] = _NONE
    """Other keys of the file, kept as they are."""


def state_folder() -> Path:
    """Folder in which the app remembers things of its own: history, last session, lock."""
    return error_log.state_folder()


def cache_folder() -> Path:
    """Folder of things that can be made anew: the index of each corpus."""
    return private_files.app_folder("cache")


def data_folder() -> Path:
    """Folder of files that the person may see: the samples' copies."""
    return private_files.app_folder("data")


def preferences_file() -> Path:
    """Path of the preferences."""
    return private_files.app_folder("config") / "preferences.json"


def load_preferences(path: Path | None = None) -> tuple[Preferences, str]:
    """The preferences, and a sentence about what was wrong with the file (or nothing).

    Settings that cannot be understood have their defaults; the file is left alone.
    """
    path = path or preferences_file()
    try:
        data = json.loads(private_files.read(path, limit=LARGEST_OWN_FILE, follows=True).decode("utf-8"))
    except FileNotFoundError:
        return Preferences(), ""
    except (OSError, ValueError, RecursionError) as error:
        return Preferences(), f"{path} cannot be read ({_short(error)}); the usual preferences apply."
    if not isinstance(data, dict):
        return Preferences(), f"{path} holds no preferences; the usual ones apply."
    known, wrong = {}, []
    for name in Preferences._fields:
        if name in data and name != "unknown":
            value = data.pop(name)
            if _is_valid(name, value):
                known[name] = value
            else:
                wrong.append(name)
    problem = f"{path}: {', '.join(wrong)} could not be understood; the usual applies." if wrong else ""
    return Preferences(**known, unknown=data), problem


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write the preferences.

    Args:
        preferences: what to write; unknown keys are written back.
        path: another file than the usual one.

    Raises:
        OSError: the folder cannot be written.
    """
    path = path or preferences_file()
    data = preferences._asdict() | {"keys": dict(preferences.keys)}
    data.update(data.pop("unknown"))
    private_files.write(
        path, [json.dumps(data, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace"), b"\n"]
    )


def check_layer_id(name: str) -> str:
    """The name, if it is a layer id.

    Raises:
        UsageError: it is none; the nearest valid one is named.
    """
    if not is_layer_id(name):
        raise UsageError(
            f'"{name}" cannot name a layer: use small letters, digits, - and _, at most 32. Try "{nearest_id(name)}".'
        )
    return name


def default_annotator(preferences: Preferences) -> tuple[str, bool]:
    """The layer id to write to, and whether it is only the operating system's user name."""
    if preferences.annotator:
        return nearest_id(preferences.annotator), False
    import getpass

    try:
        return nearest_id(getpass.getuser()), True
    except (OSError, KeyError):  # a user without a name
        return "annotator", True


def _is_valid(name: str, value: Any) -> bool:
    if name == "theme":
        return value in THEMES
    if name == "density":
        return value in DENSITIES
    if name == "keys":
        return isinstance(value, dict) and all(isinstance(key, str) for key in value.values())
    if name == "font_size":
        return isinstance(value, int | float) and not isinstance(value, bool) and (value == 0 or 4 <= value <= 96)
    if name == "column_width":
        return isinstance(value, int) and 20 <= value <= 400
    return isinstance(value, type(getattr(Preferences(), name)))


def _short(error: Exception) -> str:
    return why_unread(error) if isinstance(error, OSError) else str(error)

"""The preferences of a person, in a readable file; no Qt, because the commands need the annotator's name.

The file is ``preferences.json`` in the configuration folder, one setting a
line. Keys that this version does not know are kept.
"""

from __future__ import annotations

import json
import os
import re
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from analyst_app import resources, wording
from analyst_app.errors import UsageError, why_unread
from analyst_app.storage import error_log
from analyst_app.storage import locks as locks  # the window reaches the app's own folders through this module
from analyst_app.storage import private_files as private_files
from analyst_app.storage.file_names import is_layer_id, nearest_id
from analyst_app.storage.limits import LARGEST_OWN_FILE
from analyst_app.wording import tr

THEMES = ("system", "light", "dark", "high_contrast")
"""The colours that can be chosen."""
DENSITIES = ("comfortable", "compact")
"""The room between rows and lines that can be chosen."""
SPEECH_WAYS = ("auto", "announcement", "notice")
"""The ways of telling a screen reader something that can be chosen."""
MOST_SPEECH_DETAIL = 2
"""The highest level of detail in which it is told."""

_LANGUAGE = re.compile("[a-zA-Z]{2,3}(?:_[a-zA-Z]{2,4})?")
"""A language, with its region or script where that matters."""

_NONE: Mapping[str, Any] = MappingProxyType({})


class Preferences(NamedTuple):
    """The settings. Another choice is another value (``_replace``)."""

    annotator: str = ""
    """The annotator whose layers are written; empty stands for the operating system's user."""
    language: str = ""
    """Code of the language in which the program speaks, as ``de``; empty: the system's."""
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
    speech_detail: int = 1
    """0: a screen reader is told of what keys did; 1: of what the caret goes into, too; 2: with values and notes."""
    speech_way: str = "auto"
    """auto, announcement or notice: the way of telling that the screen reader hears (docs/accessibility.md)."""
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
        return Preferences(), tr(
            "{path} cannot be read ({error}); the usual preferences apply.", path=path, error=_short(error)
        )
    if not isinstance(data, dict):
        return Preferences(), tr("{path} holds no preferences; the usual ones apply.", path=path)
    known, wrong = {}, []
    for name in Preferences._fields:
        if name in data and name != "unknown":
            value = data.pop(name)
            if _is_valid(name, value):
                known[name] = value
            else:
                wrong.append(name)
    problem = (
        tr("{path}: {wrong} could not be understood; the usual applies.", path=path, wrong=", ".join(wrong))
        if wrong
        else ""
    )
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


def languages_folder() -> Path:
    """Folder for a person's own translations, ``<code>.mo`` each; it need not be there."""
    return data_folder() / "languages"


def spoken_languages() -> tuple[str, ...]:
    """The codes of the languages that the program can speak: English, those that ship with it, and a person's own."""
    try:
        own = [path.stem for path in languages_folder().glob("*.mo") if _LANGUAGE.fullmatch(path.stem)]
    except OSError:
        own = []
    return ("en", *sorted({*resources.catalogues(), *own} - {"en"}))


def speak(wanted: str) -> tuple[str, str]:
    """Speak a language from now on, and return its code, with a sentence about a catalogue that is damaged, or nothing.

    Args:
        wanted: its code; empty: the system's, or what the environment variable ANALYST_APP_LANGUAGE says.
    """
    problem = ""
    for code in [wanted] if wanted else system_languages():
        if code.partition("_")[0] in ("en", "C", "POSIX"):
            break
        for name in dict.fromkeys((code, code.partition("_")[0])):
            found, wrong = _catalogue_of(name)
            problem = problem or wrong
            if found is not None:
                way = {**wording.ENGLISH._asdict(), **resources.manner(name), "language": name}
                way = {key: tuple(value) if isinstance(value, list) else value for key, value in way.items()}
                wording.use(found, wording.Manner(**way))
                return name, problem
    wording.use(None)
    return "en", problem


def system_languages() -> list[str]:
    """Codes of the languages that the person asked the system for, the most wanted first; as gettext finds them.

    ANALYST_APP_LANGUAGE goes before all; then the variables of POSIX (LC_ALL, LC_MESSAGES, LANG), for which LANGUAGE
    may name several; where none is set, as from the desktop of Windows and macOS, their own setting.
    """
    if own := os.environ.get("ANALYST_APP_LANGUAGE"):
        return [own]
    usual = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    named = [usual] if usual else _of_the_desktop()
    if named and _code(named[0]) not in ("", "C", "POSIX") and (several := os.environ.get("LANGUAGE")):
        named = several.split(":")
    return [code for name in named if (code := _code(name))]


def check_layer_id(name: str) -> str:
    """The name, if it is a layer id.

    Raises:
        UsageError: it is none; the nearest valid one is named.
    """
    if not is_layer_id(name):
        raise UsageError(
            tr(
                '"{name}" cannot name a layer: use small letters, digits, - and _, at most 32. Try "{name2}".',
                name=name,
                name2=nearest_id(name),
            )
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


def _code(name: str) -> str:
    """The code in the name of a locale: ``de_AT.UTF-8@euro`` is of ``de_AT``."""
    found = _LANGUAGE.match(name.replace("-", "_"))
    return found[0] if found else ""


def _of_the_desktop() -> list[str]:
    """The languages of a desktop that sets no variables."""
    if sys.platform == "win32":
        import ctypes
        import locale

        number: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return [locale.windows_locale.get(number, "")]
    if sys.platform == "darwin":
        import plistlib

        place = Path("~/Library/Preferences/.GlobalPreferences.plist").expanduser()
        try:
            found = plistlib.loads(private_files.read(place, limit=LARGEST_OWN_FILE, follows=True)).get(
                "AppleLanguages", []
            )
        except (OSError, plistlib.InvalidFileException):
            return []
        return [str(name) for name in found]
    return []


def _catalogue_of(code: str) -> tuple[wording.Catalogue | None, str]:
    """The translations into a language, a person's own before ours; and a sentence about one that is damaged."""
    import gettext
    import io

    problem = ""
    if not _LANGUAGE.fullmatch(code):
        return None, problem
    own = languages_folder() / f"{code}.mo"
    try:
        return gettext.GNUTranslations(io.BytesIO(private_files.read(own, limit=LARGEST_OWN_FILE, follows=True))), ""
    except FileNotFoundError:
        pass
    except (OSError, ValueError, struct.error, IndexError, LookupError) as error:
        problem = tr(
            "{own} is no catalogue of translations ({error}). Compile it anew, or take it away.",
            own=own,
            error=_short(error),
        )
    shipped = resources.catalogue(code)
    return (gettext.GNUTranslations(io.BytesIO(shipped)) if shipped else None), problem


def _is_valid(name: str, value: Any) -> bool:
    if name == "theme":
        return value in THEMES
    if name == "language":
        return isinstance(value, str) and (not value or _LANGUAGE.fullmatch(value) is not None)
    if name == "density":
        return value in DENSITIES
    if name == "speech_way":
        return value in SPEECH_WAYS
    if name == "speech_detail":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_SPEECH_DETAIL
    if name == "keys":
        return isinstance(value, dict) and all(isinstance(key, str) for key in value.values())
    if name == "font_size":
        return isinstance(value, int | float) and not isinstance(value, bool) and (value == 0 or 4 <= value <= 96)
    if name == "column_width":
        return isinstance(value, int) and 20 <= value <= 400
    return isinstance(value, type(getattr(Preferences(), name)))


def _short(error: Exception) -> str:
    return why_unread(error) if isinstance(error, OSError) else str(error)

"""The facts that a window starts with, and those that it remembers from one start to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.preferences import private_files

if TYPE_CHECKING:
    from analyst_app.preferences import Preferences

_FILE = "window.json"
_LARGEST = 16 << 20
_RECENT = 12
_CHOSEN = 24
_FOLDERS = 6


class Memory(NamedTuple):
    """The last session. A later state is another value."""

    folder: str = ""
    """The opened folder, or empty."""
    files: tuple[str, ...] = ()
    """The articles that were listed where no folder was opened."""
    article: str = ""
    caret: int = 0
    """Code points."""
    reading_position: int = 0
    """Code point at the top of the view."""
    recent: tuple[str, ...] = ()
    """Articles and folders, the last opened first."""
    geometry: str = ""
    """Of the window, as Qt packs it, in hexadecimal."""
    panes: Mapping[str, tuple[int, ...]] = {}
    """Sizes by the splitter's object name."""
    knows_name: bool = False
    """True if the person was told under which name the work is saved."""
    hidden: tuple[str, ...] = ()
    """Panes that are not shown."""
    article_order: str = ""
    """The order of the list of articles; empty: the usual one."""
    bookmark: tuple[str, ...] = ()
    """Of the article that was read last: its path, its title, the number of its paragraph, quotations left or empty."""
    folders: Mapping[str, tuple[int, ...]] = {}
    """By the path of a folder: its articles, those that are done, and when it was opened, in seconds since 1970."""
    coached: tuple[str, ...] = ()
    """The marks of the first session that were shown."""
    chosen: tuple[str, ...] = ()
    """Commands, tags, people and articles that were chosen in the palette, each under its mark, the last first."""

    def with_recent(self, path: str) -> Memory:
        """The memory after a path was opened."""
        return self._replace(recent=_with_first(path, self.recent, _RECENT))

    def with_folder(self, path: str, articles: int, done: int, opened: int) -> Memory:
        """The memory after a folder was looked at; the last opened stands first."""
        folders = {**self.folders, path: (articles, done, opened)}
        latest = sorted(folders.items(), key=lambda item: -item[1][-1])[:_FOLDERS]
        return self._replace(folders=dict(latest))

    def without_folder(self, path: str) -> Memory:
        """The memory without a folder that is gone."""
        kept = {other: facts for other, facts in self.folders.items() if other != path}
        return self._replace(folders=kept, recent=tuple(other for other in self.recent if other != path))

    def with_chosen(self, mark: str) -> Memory:
        """The memory after something was chosen in the palette."""
        return self._replace(chosen=_with_first(mark, self.chosen, _CHOSEN))


def _with_first(one: str, others: tuple[str, ...], most: int) -> tuple[str, ...]:
    return (one, *(other for other in others if other != one))[:most]


class Surroundings(NamedTuple):
    """The facts that a window is started with."""

    state: Path
    """The local state folder."""
    annotator: str
    """Id of the layer that is written to."""
    is_default_annotator: bool
    """True if that is only the operating system's user name."""
    preferences: Preferences
    memory: Memory


def load_memory(state: Path) -> Memory:
    """The facts remembered last; the default where there is nothing or nothing sound."""
    try:
        data = json.loads(private_files.read(state / _FILE, limit=_LARGEST))
        return Memory(**{name: _checked(name, value) for name, value in data.items() if name in _KINDS})
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return Memory()


def save_memory(state: Path, memory: Memory) -> None:
    """Remember; a state folder that cannot be written is no error: the next start begins afresh."""
    with suppress(OSError):  # the state folder may be no folder at all
        private_files.write(state / _FILE, [json.dumps(memory._asdict(), indent=1).encode("ascii")])


_KINDS = {name: type(value) for name, value in Memory()._asdict().items()}


def _checked(name: str, value: Any) -> Any:
    kind = _KINDS[name]
    if kind is tuple:
        return tuple(map(str, value))
    if kind is dict:
        return {str(key): tuple(map(int, sizes)) for key, sizes in value.items()}
    if not isinstance(value, kind):
        raise TypeError(name)
    return value

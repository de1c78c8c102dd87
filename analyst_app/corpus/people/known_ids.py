"""The ids of the people whom the team knows, read when the first one is asked for: most folders say none."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from analyst_app.corpus.people.people_file import read_people
from analyst_app.errors import SidecarInvalid
from analyst_app.language.known_people import KnownPeople


class KnownIds:
    """The ids that apply to the articles of one folder.

    Args:
        folder: holds the articles.
        top: the folder that is checked as a whole.
    """

    def __init__(self, folder: Path, top: Path) -> None:
        self._folder, self._top = folder, top

    def has(self, actor: str) -> bool:
        """True if somebody has an id, also by having been merged. Without a file, or one to trust, nobody is missed."""
        return self._people is None or self._people.with_id(actor) is not None

    @cached_property
    def _people(self) -> KnownPeople | None:
        try:
            file = read_people(self._folder / "-", self._top)
        except SidecarInvalid:  # which is told for itself
            return None
        return None if file.file.refusal or not file.file.seen else file.known

"""The facts that everything opened here shares: the layer written to, the opened folder, the local state folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.files.opening import OpeningTerms

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal


class Workplace(QObject):
    """The annotator and the place of work.

    Args:
        annotator: id of the layer that is written to.
        state: the local state folder.
        parent: the window.
    """

    def __init__(self, annotator: str, state: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._terms = OpeningTerms(annotator, None, state, keep_text=True)
        self._article: Path | None = None
        self._statuses: dict[Path, str] = {}
        """Status of the annotator's own layer, of the article that is open, as it is in memory."""
        self._looked_at: frozenset[Path] = frozenset()
        """Articles of a corpus that is read blind which she looks at as a reviewer, and does not read herself."""

    @property
    def terms(self) -> OpeningTerms:
        """The facts as they are now, for a worker."""
        return self._terms

    @property
    def annotator(self) -> str:
        """Id of the layer that is written to."""
        return self._terms.annotator

    @property
    def folder(self) -> Path | None:
        """The opened folder; None where single articles were opened."""
        return self._terms.folder

    @property
    def article(self) -> Path | None:
        """The article that is open, if one is."""
        return self._article

    def note_article(self, article: Path | None) -> None:
        """Take note of which article is open; None: none is."""
        self._article = article

    @property
    def state(self) -> Path:
        """The local state folder."""
        return self._terms.state

    def seal(self, article: Path | None = None) -> Seal:
        """The rule by which the layers of others are hidden from the annotator, for one question.

        Args:
            article: an article or another folder, where none is opened that holds it.
        """
        from analyst_app.corpus.sealing import Seal

        opened = [one for one in (self.folder, article) if one is not None]
        return Seal(self.annotator, opened, statuses=self._statuses | dict.fromkeys(self._looked_at, "done"))

    @property
    def looked_at(self) -> frozenset[Path]:
        """The articles of a corpus that is read blind which she looks at without reading them herself."""
        return self._looked_at

    def look_without_reading(self, article: Path) -> None:
        """Let her see the work of others on an article, until the program ends; then her gold says that she has.

        Args:
            article: its path.
        """
        self._looked_at |= {article}

    def note_status(self, statuses: Mapping[Path, str]) -> None:
        """Take note of how far the annotator is with the article that is open: what she may see hangs on it."""
        self._statuses = dict(statuses)

    def become(self, annotator: str) -> None:
        """Write to another layer from now on."""
        self._terms = self._terms._replace(annotator=annotator)
        self._statuses, self._looked_at = {}, frozenset()

    def enter(self, folder: Path | None) -> None:
        """Work in another folder, or in none."""
        self._terms = self._terms._replace(folder=folder)

    def keep_text(self, keeps_text: bool) -> None:
        """Let new layers keep the article's text, or not."""
        self._terms = self._terms._replace(keep_text=keeps_text)

    def set_codebook_aside(self, file: Path) -> None:
        """Use the built-in codebook instead of a file with errors, for all its articles, until the program ends."""
        self._terms = self._terms._replace(set_aside=self._terms.set_aside | {file})

"""Two tags of a codebook were merged: the person's own annotations with the old one are offered the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from analyst_app.core.codebook import Codebook
from analyst_app.gestures.retagging import losses_in_words, retag_all
from analyst_app.session.layer_names import CODEBOOK_NAME
from analyst_app.ui.widgets.message import ask
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.store import Change
    from analyst_app.corpus.codebook_fit import Affected
    from analyst_app.session.session import Session
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.files.workplace import Workplace


class MergedTags(QObject):
    """Offers to re-tag once the merged codebook is saved.

    Args:
        corpus: the opened folder's index.
        workplace: says which layer is the annotator's own.
        parent: the editor.
    """

    wanted = Signal(str, object)
    """The label of a step, and the change to make by the article's Path."""

    def __init__(self, corpus: CorpusKeeper, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._corpus, self._workplace, self._editor = corpus, workplace, parent
        self._merged: tuple[str, str] | None = None
        self._lost: Counter[str] = Counter()
        """Values that re-tagging has lost, by attribute."""

    def note(self, source: str, target: str) -> None:
        """A tag was merged into another, not saved so far.

        Args:
            source: id of the tag that is retired.
            target: id of the tag that stands for it.
        """
        self._merged = (source, target)

    def forget(self) -> None:
        """Nothing was merged after all."""
        self._merged = None

    def told(self, words: str) -> str:
        """A word about how re-tagging goes, with what was lost by it."""
        gone = tr("Gone with the old tag: {losses}.", losses=losses_in_words(self._lost)) if self._lost else ""
        return f"{words} {gone}".rstrip()

    def offer(self, raw: dict[str, Any], found: Mapping[str, list[Affected]]) -> None:
        """After a merge: the person's own annotations, one undo step an article."""
        merged, self._merged = self._merged, None
        index, mine = self._corpus.index, self._workplace.annotator
        if merged is None or index is None:
            return
        source, target = merged
        articles = [item for item in found.get(source, []) if item.layer == mine]
        count = sum(item.annotations for item in articles)
        if not count:
            return
        where = tr("{n} article|{n} articles", len(articles))
        words = tr(
            "Re-tag your {n} annotation in {where} now? Others re-tag their own."
            "|Re-tag your {n} annotations in {where} now? Others re-tag their own.",
            count,
            where=where,
        )
        retag = tr("Re-tag")
        if ask(self._editor, tr("Merge"), words, (retag, tr("Not now"))) == retag:
            self._retag(
                [index.folder / item.article for item in articles],
                Codebook.from_data(raw, where=CODEBOOK_NAME),
                source,
                target,
            )

    def _retag(self, articles: list[Path], codebook: Codebook, source: str, target: str) -> None:
        """Re-tag the person's own layer of some articles, and name what the new tag does not take."""
        self._lost.clear()

        def change(session: Session) -> Change:
            made = retag_all(session.store, codebook, source=source, target=target)
            self._lost.update(made.lost)
            return made.change

        jobs = dict.fromkeys(articles, change)
        self.wanted.emit(tr("Merge {source} into {target}", source=source, target=target), jobs)

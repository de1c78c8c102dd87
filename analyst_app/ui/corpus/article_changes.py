"""Changes of many articles at once, one undo step an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from analyst_app.core import edits
from analyst_app.errors import AnalystError, sentence
from analyst_app.session.faults import reason
from analyst_app.ui.corpus.passages import place_of
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.corpus.concordance import Hit
    from analyst_app.session.session import Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

_LABEL = marked("Tag {n} hit of a search as {tag}|Tag {n} hits of a search as {tag}")
_MOST_TOLD = 3
"""Articles that could not be changed, of which the sum at the end says why."""
Done = Literal["tagged", "re-tagged", "given"]
_DONE: dict[Done, str] = {
    "tagged": marked("{n} annotation tagged in {where}.|{n} annotations tagged in {where}."),
    "re-tagged": marked("{n} annotation re-tagged in {where}.|{n} annotations re-tagged in {where}."),
    "given": marked(
        "{n} annotation given to another person in {where}.|{n} annotations given to another person in {where}."
    ),
}
"""Sentences on the annotations with which something was done."""


@dataclass
class _Sum:
    """The outcome over all articles."""

    made: int = 0
    articles: int = 0
    left: int = 0
    """Articles that were not come to, because it was stopped."""
    problems: list[str] = field(default_factory=list)

    def take(self, made: int) -> None:
        """Count what was made in an article."""
        self.made += made
        self.articles += bool(made)

    def in_words(self, done: Done) -> str:
        """The sum in sentences, of annotations with which this was done."""
        words = [_done_in_words(self.made, done, self.articles)]
        words += [_left_in_words(self.left)] if self.left else []
        return " ".join([*words, *_first_of(self.problems)])


class ArticleChanges(QObject):
    """Makes changes in the annotator's own layers."""

    ended = Signal()
    """All changes that were asked for are made."""

    def __init__(self, desk: Desk, bridge: SessionBridge, tasks: Tasks) -> None:
        super().__init__(desk)
        self._desk, self._bridge, self._tasks = desk, bridge, tasks

    def tag(self, folder: Path, hits: Sequence[Hit], tag_id: str, say: Callable[[str], object]) -> None:
        """Tag passages, one undo step an article.

        Args:
            folder: the hits' articles are named in it.
            hits: the passages.
            tag_id: the tag.
            say: is told how it goes, and the sum at the end.
        """
        by_article: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_article[hit.article].append(hit)

        def change(session: Session, here: list[Hit]) -> Change:
            return _tagging(session, here, tag_id)

        label = tr(_LABEL, len(hits), tag=self._name_of(tag_id))
        jobs = {folder / name: partial(change, here=here) for name, here in by_article.items()}
        self.change(label, jobs, say, "tagged")

    def change(
        self,
        label: str,
        jobs: Mapping[Path, Callable[[Session], Change]],
        say: Callable[[str], object],
        done: Done,
    ) -> None:
        """Change the annotator's own layer of several articles, one undo step each.

        Args:
            label: of each step.
            jobs: make each article's change.
            say: told how it goes, and the sum at the end.
            done: what was done with the annotations in the sum.
        """
        waiting = set(jobs)
        total = _Sum()
        work = LongWork(marked("Changing {done} of {total} articles"), marked("Changing the articles…"))

        def end(path: Path) -> None:
            waiting.discard(path)
            work.reach(len(jobs) - len(waiting), len(jobs))
            if waiting:
                say(tr("{done} of {n} article…|{done} of {n} articles…", len(jobs), done=len(jobs) - len(waiting)))
                return
            self._tasks.end_work(work)
            say(total.in_words(done))
            self.ended.emit()

        def act(path: Path, session: Session) -> None:
            if work.is_stopped:
                total.left += 1
            else:
                try:
                    total.take(self._apply(session, label, jobs[path](session)))
                except Exception as error:
                    total.problems.append(_problem(path, error))
            end(path)

        def failed(path: Path, error: Exception) -> None:
            total.problems.append(_problem(path, error))
            end(path)

        if not jobs:
            say(tr("There is nothing to do."))
            return
        self._tasks.begin_work(work)
        for path in jobs:
            self._desk.work_on(path, partial(act, path), partial(failed, path))

    def _name_of(self, tag_id: str) -> str:
        session = self._bridge.session
        tag = session.codebook.tag(tag_id) if session is not None else None
        return tag.name if tag is not None else tag_id

    def _apply(self, session: Session, label: str, change: Change) -> int:
        """Make a change; through the bridge where the article is shown.

        Returns:
            The number of records that it put in.
        """
        if not change:
            return 0
        if session is not self._bridge.session:
            session.do(label, change)
        elif not self._bridge.do(label, change):
            return 0
        return len(change.added)


def _tagging(session: Session, hits: Sequence[Hit], tag_id: str) -> Change:
    """The change that tags passages which do not have the tag yet."""
    spans = []
    for hit in hits:
        span = place_of(session.document.text, hit.span, hit.text)
        if span is not None and not any(
            found.tag == tag_id and found.span == span for found in session.store.touching(span.start, span.end)
        ):
            spans.append(span)
    return edits.tag_spans(tag_id, dict.fromkeys(spans))


def _done_in_words(made: int, done: Done, articles: int) -> str:
    where = tr("{n} article|{n} articles", articles)
    return tr(_DONE[done], made, where=where)


def _left_in_words(left: int) -> str:
    return tr("It was stopped: {n} article is as it was.|It was stopped: {n} articles are as they were.", left)


def _problem(path: Path, error: Exception) -> str:
    """The sentence about an article that could not be changed; a mistake of ours is logged, and the others go on."""
    if isinstance(error, AnalystError | OSError):
        return f"{shown_name(path.name)}: {sentence(error)}"
    return reason(error, path)


def _first_of(problems: Sequence[str]) -> list[str]:
    more = len(problems) - _MOST_TOLD
    if more <= 0:
        return list(problems)
    unchanged = tr("{n} more article could not be changed.|{n} more articles could not be changed.", more)
    return [*problems[:_MOST_TOLD], unchanged]

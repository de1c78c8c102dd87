"""The plan of an export: what would be written and lost is looked at and counted while the form is filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from analyst_app.export.preview import Counted, Preview, annotation_count, preview_aside
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import in_row, marked, tr, whole

if TYPE_CHECKING:
    import threading

    from analyst_app.export.exporting import ExportRequest
    from analyst_app.ui.widgets.tasks import Tasks

_Answer = TypeVar("_Answer")
_WAIT = 250
"""Milliseconds after the last choice before a look is taken."""


class ExportPlan(QObject):
    """Looks at the articles of a request and says what will be written.

    Args:
        tasks: to work with.
        request: gives what is asked for at the moment.
        gone: is set when nobody waits for an answer any more.
        parent: the form.
    """

    told = Signal(str, list, bool)
    """The sentence, the lines below it, and True if nothing will be written."""
    rows_seen = Signal(str, str)
    """The title of the first rows, and the rows; both empty where there are none."""
    failed = Signal(object)
    """The exception for which there is no plan."""

    def __init__(
        self, tasks: Tasks, request: Callable[[], ExportRequest], gone: threading.Event, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._request, self._gone = tasks, request, gone
        self._look = 0
        """Number of the last look; answers to earlier ones are dropped."""
        self._is_held = True
        self._counted: tuple[object, Counted] | None = None
        """All that would be written, and what was chosen when it was counted."""
        self._counting: LongWork | None = None
        self._plan: tuple[int, list[str], list[str]] = 0, [], []
        """The articles that will be written, the damaged files met, and the lines about what will not be."""
        self._beyond_parts = 0
        """Articles that no part takes in."""
        self._has_losses = False
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._take_look)

    def ask(self) -> None:
        """Something else was chosen: look again soon."""
        self._look += 1
        self._is_held = False
        self._timer.start()

    def hold(self) -> None:
        """Say nothing until something else is chosen: there is no place to write to, or it is written."""
        self._look += 1
        self._is_held = True
        self._timer.stop()
        if self._counting is not None:
            self._counting.stop()

    # -- inside ----------------------------------------------------------------------

    def _take_look(self) -> None:
        number, gone = self._look, self._gone

        def done(found: Preview) -> None:
            if number == self._look:
                self._show(found)

        def failed(error: Exception) -> None:
            if number == self._look:
                self.rows_seen.emit("", "")
                self.failed.emit(error)

        self._tasks.run(
            preview_aside,
            self._request(),
            lambda: gone.is_set() or number != self._look,
            done=unless_gone(gone, done),
            failed=unless_gone(gone, failed),
        )

    def _show(self, found: Preview) -> None:
        seen = tr(
            "{seen} of {n} article looked at|{seen} of {n} articles looked at", found.articles, seen=found.looked_at
        )
        title = tr("The first rows of {file} ({part})", file=found.file, part=seen)
        if not found.file:
            title = tr("The first rows, in letters ({part})", part=seen)
        self.rows_seen.emit(title if found.rows else tr("Files of this kind have no rows."), found.rows)
        words = found.losses or [tr("Nothing is lost.")]
        part = [tr("Seen so far, {few}:", few=seen)] if found.losses and found.looked_at < found.articles else []
        self._beyond_parts = found.beyond_parts
        self._plan = found.articles, found.damaged, [*part, *words, *_balance(found.balance)]
        self._has_losses = bool(found.losses)
        self._tell()
        self._count()

    def _tell(self) -> None:
        articles, damaged, lines = self._plan
        request = self._request()
        counted = self._counted[1] if self._counted is not None and self._counted[0] == _key(request) else None
        if counted is not None:
            articles, damaged = counted.articles - self._beyond_parts, counted.damaged
        if damaged and not request.skips_damaged:
            words = tr(
                "Nothing will be written: {n} file is damaged. Mend it, or leave it out (More choices).|"
                "Nothing will be written: {n} files are damaged. Mend them, or leave them out (More choices).",
                len(damaged),
            )
            self.told.emit(words, damaged, True)
            return
        lines = [*(tr("left out: {what}", what=words) for words in damaged), *lines]
        what = tr("{n} article|{n} articles", articles)
        if counted is not None and not self._beyond_parts:  # of all articles it is known how many they have
            spans = tr("{n} annotation|{n} annotations", counted.annotations)
            words = tr("{articles} with {spans} will be written.", articles=what, spans=spans)
        else:
            words = tr("{articles} will be written.", articles=what)
        self.told.emit(f"{words} {tr('It cannot hold:')}" if self._has_losses else words, lines, False)

    def _count(self) -> None:
        """Count the annotations of what is chosen, if they are not counted yet."""
        request = self._request()
        key = _key(request)
        if self._counted is not None and self._counted[0] == key:
            return
        if self._counting is not None:
            self._counting.stop()
        work = self._counting = LongWork(marked("Counting {done} of {total}"), marked("Counting…"))

        def done(found: Counted | None) -> None:
            if found is not None and work is self._counting:
                self._counted = key, found
                if not self._is_held:
                    self._tell()

        self._tasks.run(
            annotation_count,
            request,
            lambda: work.is_stopped,
            work.reach,
            done=unless_gone(self._gone, done),
            failed=lambda _: None,  # the look says what is wrong
            work=work,
        )


def unless_gone(gone: threading.Event, act: Callable[[_Answer], object]) -> Callable[[_Answer], object]:
    """A function that does nothing once nobody waits for the answer.

    Args:
        gone: is set then.
        act: takes the answer.
    """

    def call(answer: _Answer) -> None:
        if not gone.is_set():
            act(answer)

    return call


def _key(request: ExportRequest) -> object:
    """All on which the number of annotations depends."""
    return request.corpus, request.layer, request.with_zones


def _balance(parts: Mapping[str, Counter[str]]) -> list[str]:
    lines = []
    for name, counts in parts.items():
        spans = in_row(f"{label} {whole(count)}" for label, count in sorted(counts.items()) if label)
        lines.append(f"{name}: {tr('{n} article|{n} articles', counts[''])}; {spans}")
    return ["", *lines] if lines else []

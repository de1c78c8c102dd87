"""A line that measures gamma of what is shown when it is asked for: how far it is, a way to stop it, and the figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from analyst_app.agreement.gamma import Gamma, GammaArticle
from analyst_app.agreement.gamma_process import gamma_apart
from analyst_app.agreement.measure_words import GAMMA_WORDS, number_words
from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import decimal, marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.tasks import Tasks

_LOOK = 150
"""Milliseconds between two looks at how far it is."""


class GammaRow(QWidget):
    """A button and a sentence; another choice of layers or tags empties it."""

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._articles: Sequence[GammaArticle] = ()
        self._meter: LongWork | None = None
        self.button = QPushButton(tr("Measure &gamma"), self)
        self.button.setObjectName("agreement_gamma")
        self.button.setAutoDefault(False)
        self.said = PlainLabel("", self)
        self.said.setObjectName("agreement_gamma_said")
        self.said.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self.said, 1)
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._tell_progress)
        self.button.clicked.connect(self._toggle)

    def follow(self, articles: Sequence[GammaArticle]) -> None:
        """Take the articles that are shown; what was measured of others goes."""
        self.stop()
        self._articles = articles
        self.said.setText(f"{GAMMA_WORDS.sentence} ({GAMMA_WORDS.paper})")
        self.button.setEnabled(bool(articles))

    def stop(self) -> None:
        """End the measuring, if it is under way."""
        if self._meter is not None:
            self._meter.stop()
            self._end()

    def _toggle(self) -> None:
        if self._meter is not None:
            self.stop()
            self.said.setText(tr("Stopped: gamma is not measured."))
            return
        meter = self._meter = LongWork(marked("Gamma: {done} of {total} alignments found"), marked("Gamma: beginning…"))
        self.button.setText(tr("Stop"))
        self._looking.start()

        def done(found: Gamma) -> None:
            if meter is self._meter:
                self._end()
                self.said.setText(_words(found))

        def failed(error: Exception) -> None:
            if meter is self._meter:
                self._end()
                if not isinstance(error, AnalystError):
                    raise error
                self.said.setText(sentence(error))

        self._tasks.run(_measure(self._articles, meter), done=done, failed=failed, work=meter)

    def _end(self) -> None:
        self._meter = None
        self._looking.stop()
        self.button.setText(tr("Measure &gamma"))

    def _tell_progress(self) -> None:
        if self._meter is not None:
            self.said.setText(self._meter.words)


def _measure(articles: Sequence[GammaArticle], meter: LongWork) -> Callable[[], Gamma]:
    return lambda: gamma_apart(articles, tell=meter.reach, is_stopped=lambda: meter.is_stopped)


def _words(found: Gamma) -> str:
    if found.figure.value is None:
        return tr("No gamma: {why}.", why=found.figure.why)
    told = tr("Gamma is {value}, of {n} article.|Gamma is {value}, of {n} articles.", found.articles,
              value=number_words(found.figure.value))  # fmt: skip
    drawn = tr(
        "Chance was drawn {n} time: it may be off by {error}.|Chance was drawn {n} times: it may be off by {error}.",
        found.draws,
        error=decimal(found.error, 3),
    )
    return f"{told} {drawn}"

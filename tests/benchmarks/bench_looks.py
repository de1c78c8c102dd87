"""Another theme or density at 1 MB with 20,000 annotations: from the choice until all is painted anew."""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from analyst_app.core.store import Change
from analyst_app.session.session import Session
from tests.benchmarks.bench_view import annotations, article, codebook
from tests.benchmarks.rows import Row
from tests.benchmarks.standing_window import WatchedWindow
from tests.benchmarks.turns import Spread
from tests.saves import save_now

_SIZE, _ANNOTATIONS, _TURNS, _GOAL = 1_000_000, 20_000, 10, 100
_KINDS = {
    "theme": ("view.theme_dark", "view.theme_light"),
    "density": ("view.density_compact", "view.density_comfortable"),
}


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path = folder / "article.txt"
        path.write_text(article(_SIZE), "utf-8")
        session = Session.load(
            path, Session.read_article(path), layer_id="a", codebook=codebook(), state=folder / "state"
        )
        session.do("make", Change((), tuple(annotations(session.document.text, _ANNOTATIONS))))
        save_now(session)
        session.close()
        window = WatchedWindow(folder)
        window.show(path)
        window.rest()
        window.heart.stop()
        for kind, choices in _KINDS.items():
            spent, waited = [], []
            for turn in range(2 * _TURNS):
                action = window.window.findChild(QAction, choices[turn % 2])
                began, since = time.process_time(), time.perf_counter()
                action.trigger()
                application.processEvents()
                spent.append((time.process_time() - began) * 1e3)
                waited.append((time.perf_counter() - since) * 1e3)
                window.until(lambda: window.is_idle)
            label = f"another {kind} at 1 MB / 20 k, painted"
            yield Spread.of(spent[2:]).row(f"{label}, processor time", _GOAL, "ms")
            yield Spread.of(waited[2:]).row(f"{label}, by the clock", math.inf, "ms")  # with whatever else runs
        window.close()

"""Ctrl+PgDn: the processor time of going to the next small article, against what its text alone takes to be painted."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from analyst_app.core.store import Change
from analyst_app.session.session import Session
from tests.benchmarks.bench_view import annotations, article, codebook
from tests.benchmarks.rows import Row
from tests.benchmarks.standing_window import WatchedWindow
from tests.benchmarks.turns import Spread, quotients
from tests.saves import save_now

_ARTICLES, _SIZE, _ANNOTATIONS = 40, 5_000, 67
_WARM = 5
_WHY = "reading article and layer 4, looking for quotations at rest 4, the text 6, the table 6; the rest is spread"


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        corpus = folder / "corpus"
        corpus.mkdir()
        paths = [_write(corpus / f"{number:02}.txt", folder) for number in range(_ARTICLES)]
        window = WatchedWindow(folder)
        window.show(corpus)  # its first article
        window.rest()
        window.heart.stop()
        view = window.window.prepare().view
        spent, painted = [], []
        for path in paths[1:]:
            began = time.process_time()
            window.step()
            window.until(lambda: window.is_idle)
            window.wait(0.05)
            spent.append((time.process_time() - began) * 1e3)
            assert window.bridge.session is not None
            assert window.bridge.session.path == path
            began = time.process_time()
            view.viewport().repaint()
            painted.append((time.process_time() - began) * 1e3)
        window.close()
    spent, painted = spent[_WARM:], painted[_WARM:]
    yield Spread.of(spent).row("next article of 5 kB with 67 annotations, processor time", 5.5, "ms", why=_WHY)
    yield quotients(spent, painted).row("the same / painting its text again", float("inf"))


def _write(path: Path, folder: Path) -> Path:
    path.write_text(article(_SIZE), "utf-8")
    session = Session.load(path, Session.read_article(path), layer_id="a", codebook=codebook(), state=folder / "state")
    session.do("make", Change((), tuple(annotations(session.document.text, _ANNOTATIONS))))
    save_now(session)
    session.close()
    return path

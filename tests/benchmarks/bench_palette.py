"""The palette at ten thousand articles: what a letter takes until its lines are listed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.rows import Row
from tests.benchmarks.turns import Spread

_ARTICLES = 10_000
_WORDS = ("union", "council", "depot", "harbour", "strike", "mayor", "brandt", "reservoir", "opens", "tram", "vote")
_TYPED = ("u", "un", "union d", "qxz", "zzzz", "uds", "union council depot vote", "9999")


def rows() -> Iterator[Row]:
    """All figures of this room."""
    from analyst_app.corpus.articles import ListedArticle
    from analyst_app.ui.palette.entries import ARTICLES, articles_shelf
    from analyst_app.ui.palette.palette_model import PaletteModel

    def title(number: int) -> str:
        return " ".join(_WORDS[(number * step) % len(_WORDS)] for step in range(9))

    articles = [ListedArticle(Path(f"/c/{n}.txt"), f"{n}.txt", title=title(n)) for n in range(_ARTICLES)]
    shelves, model, taken = {ARTICLES: articles_shelf(articles)}, PaletteModel(), []
    recent = [f"{ARTICLES}:/c/{n}.txt" for n in range(24)]
    for typed in _TYPED * 3:
        begin = time.thread_time()
        model.show(shelves, typed, recent)
        taken.append(1000 * (time.thread_time() - begin))
    yield Spread.of(taken).row("palette: a letter at 10,000 articles", 30, "ms")

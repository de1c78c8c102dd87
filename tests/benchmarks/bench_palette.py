"""The palette at ten thousand articles: a letter is shown within 30 ms (the issue's number)."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.palette.entries import ARTICLES, articles_shelf
from analyst_app.ui.palette.palette_model import PaletteModel

_WORDS = [
    "union",
    "council",
    "depot",
    "harbour",
    "strike",
    "mayor",
    "brandt",
    "reservoir",
    "opens",
    "tram",
    "sheds",
    "nights",
    "bus",
    "driver",
    "lake",
    "vote",
]


@pytest.mark.bench
def test_a_letter_at_ten_thousand_articles() -> None:
    articles = [
        ListedArticle(Path(f"/c/{n}.txt"), f"{n}.txt", title=" ".join(_WORDS[(n * k) % len(_WORDS)] for k in range(9)))
        for n in range(10_000)
    ]
    shelves, model, times = {ARTICLES: articles_shelf(articles)}, PaletteModel(), []
    for typed in ("u", "un", "union d", "qxz", "zzzz", "uds", "union council depot vote", "9999"):
        start = time.perf_counter()
        model.show(shelves, typed, [f"{ARTICLES}:/c/{n}.txt" for n in range(24)])
        times.append(time.perf_counter() - start)
    print(
        f"palette, 10,000 articles: median {statistics.median(times) * 1000:.1f} ms, worst {max(times) * 1000:.1f} ms"
    )
    assert max(times) <= 0.030

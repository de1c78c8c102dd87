"""Our reader of web pages beside plain trafilatura, on scrapinghub's article-extraction-benchmark.

``python -m tests.benchmarks.page_benchmark CHECKOUT [--worst N]``. The
checkout (github.com/scrapinghub/article-extraction-benchmark, MIT) is read,
never committed; its own ``evaluate.py`` measures. Our text begins with the
headline and holds captions, which the facts note as zones: both are counted
apart, for the truth has the body alone. The last line is the difference of
the two F1 with a bootstrap interval of 95 %.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import logging
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents import web_page
from analyst_app.importers.imported_article import ImportedArticle

_SAMPLES = 1000
_SEED = 7
Counts = tuple[float, float, float]
"""True and false positives and false negatives of a page, of its four-word shingles."""


class Measured(NamedTuple):
    """A page as both readers read it."""

    url: str
    ours: Counts
    """Without headline and zones."""
    whole: Counts
    """With them."""
    plain: Counts
    """Of trafilatura alone."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--worst", type=int, default=10)
    arguments = parser.parse_args()
    truth = json.loads((arguments.checkout / "ground-truth.json").read_text("utf-8"))
    with ProcessPoolExecutor(initializer=logging.disable) as pool:
        jobs = [(arguments.checkout, key, facts["url"], facts["articleBody"]) for key, facts in truth.items()]
        pages = list(pool.map(_measured, jobs, chunksize=8))
    measure = _measure(arguments.checkout)
    for name, column in (("trafilatura", "plain"), ("ours", "ours"), ("ours, headline and captions in", "whole")):
        found = measure.metrics_from_tp_fp_fns([getattr(page, column) for page in pages])
        print(f"{name:<32}" + "  ".join(f"{key} {value:.4f}" for key, value in found.items()))
    for page in sorted(pages, key=lambda page: _f1(page.ours))[: arguments.worst]:
        print(f"  {_f1(page.ours):.3f} (trafilatura {_f1(page.plain):.3f})  {page.url}")
    differences = sorted(_differences(pages, measure))
    low, high = differences[_SAMPLES // 40], differences[-_SAMPLES // 40]
    print(f"ours minus trafilatura: {differences[_SAMPLES // 2]:+.4f} ({low:+.4f} to {high:+.4f})")


def _measured(job: tuple[Path, str, str, str]) -> Measured:
    import trafilatura

    checkout, key, url, truth = job
    measure = _measure(checkout)
    data = gzip.decompress((checkout / "html" / f"{key}.html.gz").read_bytes())
    plain = trafilatura.extract(data.decode("utf-8", "replace"), include_comments=False) or ""
    try:
        article = web_page.read(data, key, {})[0]
    except ImportFailed:
        article = ImportedArticle("")
    texts = (_body(article, truth), article.text, plain)
    return Measured(url, *(measure.string_shingle_matching(true=truth, pred=text) for text in texts))


def _body(article: ImportedArticle, truth: str) -> str:
    """The article's text without its zones, and without the headline unless the truth begins with it."""
    text = article.text
    for zone in reversed(article.zones):
        text = text[: zone["start"]] + text[zone["end"] :]
    first, _, rest = text.partition("\n\n")
    is_headline = bool(article.title) and _letters(first) == _letters(article.title)
    return rest if is_headline and not _letters(truth).startswith(_letters(first)) else text


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _differences(pages: list[Measured], measure: ModuleType) -> list[float]:
    rng = random.Random(_SEED)
    found = []
    for _ in range(_SAMPLES):
        sample = rng.choices(pages, k=len(pages))
        ours = measure.metrics_from_tp_fp_fns([page.ours for page in sample])["f1"]
        found.append(ours - measure.metrics_from_tp_fp_fns([page.plain for page in sample])["f1"])
    return found


def _f1(counts: Counts) -> float:
    right, extra, missing = counts
    return 2 * right / (2 * right + extra + missing) if right else 0.0


def _measure(checkout: Path) -> Any:
    """The benchmark's own module of measures."""
    spec = importlib.util.spec_from_file_location("evaluate", checkout / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()

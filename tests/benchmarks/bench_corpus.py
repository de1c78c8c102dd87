"""A corpus of 10,000 articles: listing, indexing, searching; and importing pages, against the bare libraries."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, islice, product
from pathlib import Path
from statistics import median

from tests.benchmarks.rows import Row
from tests.benchmarks.turns import Spread, ratio
from tests.importers import samples

ARTICLES = 10_000
PAGES = 60
_SEARCH = (
    "of 267 ms Python's start takes 30, imports 105 (none of what reads layers, which only a changed file needs); "
    "all of grep takes 59"
)
_INSERT = "the raw insert knows no parts of words and folds no ß, œ or kana; ours is what 20 MB a minute leave room for"
_SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fin",
    "gra",
    "ho",
    "lis",
    "mun",
    "ter",
    "per",
    "que",
    "sta",
    "tion",
    "ver",
    "al",
    "ing",
)
_WORDS = ("council", "union", *("".join(parts) for n in (1, 2, 3, 4) for parts in product(_SYLLABLES, repeat=n)))[
    :30_000
]
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))
"""Words are as frequent as in a language (Zipf)."""


def rows() -> Iterator[Row]:
    """All figures of this room."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _corpus_rows(Path(folder))
    yield from _import_rows()


def _corpus_rows(folder: Path) -> Iterator[Row]:
    from analyst_app.corpus.concordance import Query, hits
    from analyst_app.corpus.corpus_index import CorpusIndex
    from analyst_app.corpus.listing import known_articles

    corpus = folder / "corpus"
    texts = _write_corpus(corpus)
    index = CorpusIndex(corpus, folder / "cache")
    begin = time.perf_counter()
    refresh = index.refreshed()
    seconds = time.perf_counter() - begin
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    assert refresh.read == ARTICLES
    yield Row("index 10,000 articles", megabytes / seconds * 60, 20, "MB/min", at_least=True)
    size = sum(file.stat().st_size for file in (folder / "cache").rglob("*") if file.is_file()) / 1e6
    yield Row("index of words, parts and remarks / text on disk", size / megabytes, 2.5, "×")
    insert = ratio(lambda: _index_anew(corpus, folder), lambda: _raw_insert(corpus, folder), 7)
    yield insert.row("index / reading and raw FTS5 insert", 1.5, why=_INSERT)
    yield Row("warm list of 10,000 articles", _timed(lambda: known_articles(index), 5) * 1e3, 1_000, "ms")
    yield Row("look for changes in 10,000 articles", _timed(index.refreshed, 3) * 1e3, 1_000, "ms")
    rare = Query("zeppelin lighthouse")
    assert len(list(hits(index, rare))) == 20
    yield Row("two-word query, all 20 hits", _timed(lambda: list(hits(index, rare)), 9) * 1e3, 50, "ms")
    common = Query("council union")
    yield Row(
        "two-word query, first 100 hits", _timed(lambda: list(islice(hits(index, common), 100)), 9) * 1e3, 50, "ms"
    )
    infix = Query("*eppeli*")
    assert len(list(hits(index, infix))) == 20
    yield Row("part of a word, all 20 hits", _timed(lambda: list(hits(index, infix)), 9) * 1e3, 100, "ms")
    often = Query("*cor*")
    yield Row(
        "part of many words, first 100 hits", _timed(lambda: list(islice(hits(index, often), 100)), 9) * 1e3, 100, "ms"
    )
    if shutil.which("grep"):
        what = "warm search of 10,000 articles for a word / grep -r -i for it"
        yield _warm_search(corpus).row(what, 1, why=_SEARCH)


def _warm_search(corpus: Path) -> Spread:
    """The whole command, which looks first whether any file has changed, against grep; both as processes."""
    ours = [sys.executable, "-m", "analyst_app", "search", str(corpus), "zeppelin"]
    theirs = ["grep", "-r", "-i", "-w", "--include=*.txt", "zeppelin", str(corpus)]
    return ratio(
        *(
            lambda command=command: subprocess.run(command, capture_output=True, check=True)
            for command in (ours, theirs)
        ),
        7,
    )


def _import_rows() -> Iterator[Row]:
    import trafilatura

    from analyst_app.importers.files import read_files

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(PAGES):
            chance = random.Random(number)
            paragraphs = tuple(_sentence(chance, 60) for _ in range(25))
            paths.append(Path(folder) / f"{number}.html")
            paths[-1].write_text(samples.page((samples.FIRST, *paragraphs, samples.LAST)), "utf-8")

        def raw() -> None:
            for path in paths:
                trafilatura.extract(path.read_bytes(), include_comments=False, with_metadata=True)

        def ours() -> None:
            assert all(isinstance(found, list) for _, found in read_files(paths))

        spread = ratio(ours, raw, 7)
    yield spread.row(f"import {PAGES} pages / raw trafilatura.extract", 1.25)


def _write_corpus(folder: Path) -> list[str]:
    texts = []
    for number in range(ARTICLES):
        chance = random.Random(number)
        sentences = [_sentence(chance, 20) for _ in range(20)]
        if number % 500 == 0:
            sentences[7] = "A zeppelin landed at the old lighthouse."
        texts.append("\n\n".join(sentences) + "\n")
        path = folder / f"{number // 500:02}" / f"article-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[-1], "utf-8")
    return texts


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, cum_weights=_WEIGHTS, k=words)).capitalize() + f" {chance.randrange(10**6)}."


def _index_anew(corpus: Path, folder: Path) -> None:
    from analyst_app.corpus.corpus_index import CorpusIndex

    index = CorpusIndex(corpus, folder / "anew")
    index.refreshed()
    index.throw_away()


def _raw_insert(corpus: Path, folder: Path) -> None:
    """The same tokenizer, one statement, nothing but the words."""
    file = folder / "raw.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2')")
    texts = ((path.read_text("utf-8"),) for path in sorted(corpus.rglob("*.txt")))
    connection.executemany("INSERT INTO words (body) VALUES (?)", texts)
    connection.commit()
    connection.close()
    file.unlink()


def _timed(function: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - begin)
    return median(seconds)

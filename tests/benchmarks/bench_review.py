"""Review without a window: matching and agreement, one decision, a corpus of 1,000 articles."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.agreement_data import agreement_data
from analyst_app.agreement.gamma import GammaArticle
from analyst_app.agreement.gamma_process import gamma_apart
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading, compare
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import text_sha256
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.corpus.shared_articles import read_shared
from analyst_app.export.selection import annotated
from analyst_app.reading.compared_layers import chosen_layers
from analyst_app.reading.corpus_measuring import measured
from analyst_app.resources import built_in_codebook
from analyst_app.review.adjudicate import Review
from analyst_app.review.decisions import Ruling
from analyst_app.review.review_board import ReviewBoard
from analyst_app.session.session import Session
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import in_turn, quotients
from tests.review.made_layers import layers_of, two_layers
from tests.saves import save_now

CODEBOOK = Codebook.from_data(built_in_codebook())
SCOPE = Scope.of(CODEBOOK)


def timed(work: Callable[[], object]) -> float:
    """Seconds of this thread's work: others on the machine do not count."""
    gc.collect()
    start = time.thread_time()
    work()
    return time.thread_time() - start


def rows() -> Iterator[Row]:
    yield from matching()
    yield from decision()
    yield from corpus()
    yield from five_layers()
    yield from gamma_of_twenty()


def matching() -> Iterator[Row]:
    def all_of_it(a: Reading, b: Reading, length: int) -> None:
        compare(a, b)
        agreement = Agreement((a.layer, b.layer), SCOPE)
        agreement.add(tally([a, b], length))
        agreement.overall()
        for tag in agreement.tags:
            agreement.tag(tag)

    few, many = two_layers(1_000), two_layers(20_000)
    small, large = [], []
    for _ in range(5):
        small.append(timed(lambda: all_of_it(*few)))
        large.append(timed(lambda: all_of_it(*many)))
    yield Row("review: differences and agreement, 20,000 + 20,000", median(large), 1.0, "s")
    yield Row("review: the same, 20,000 against 1,000", median(large) / median(small), 40.0)


def decision() -> Iterator[Row]:
    a, b, length = two_layers(2_000)
    text = "x" * length
    gold = AnnotationStore(length=length)
    review = Review(a, b, text=text, text_sha256=text_sha256(text), gold=gold, reviewer="max")
    board = ReviewBoard(review)
    board.take(board.measure(board.snapshot(), SCOPE))
    times = []
    for place in list(review.waiting())[:60]:

        def settle(place: int = place) -> None:
            change = review.decide([place], Ruling("take", ("a",)))
            gold.apply(change)
            for touched in board.heard(change):
                board.rows[touched]
            for live in board.after:
                live.agreement.overall()
                for tag in live.agreement.tags:
                    live.agreement.tag(tag)

        times.append(timed(settle) * 1000)
    yield Row("review: the first decision, with all that both share (2,000)", times.pop(0), 16.6, "ms")
    yield Row("review: one decision, panel and table right again (2,000)", median(times), 16.6, "ms")


def _load(article: Path, document: object, layer: str) -> Session:
    return Session.load(article, document, layer_id=layer, codebook=CODEBOOK, state=article.parent / ".state")  # type: ignore[arg-type]


def corpus() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for number in range(1_000):
            _article(folder, number)
        reading, counting, whole = [], [], []
        for _ in range(3):
            reading.append(timed(lambda: _read_all(folder)))
            counting.append(timed(lambda: measured(folder)))
            whole.append(timed(lambda: agreement_data(measured(folder).agreement)))
    yield Row("agree: 1,000 articles, two layers, against reading them", median(counting) / median(reading), 3.0)
    yield Row("agree: the same with the intervals", median(whole) / median(reading), 5.0)


def five_layers() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for number in range(1_000):
            _put(folder, number, layers_of(5, 40, seed=number))
        ours, theirs = in_turn([lambda: agreement_data(measured(folder).agreement), lambda: _read_all(folder)], 3)
    what = "agree on 1,000 articles × 5, with the intervals / reading and decoding their layers"
    yield quotients(ours, theirs).row(what, 3, why="ten pairs of layers cost a half more than reading the five does")


def gamma_of_twenty() -> Iterator[Row]:
    articles = []
    for number in range(20):
        readings, length = layers_of(3, 40, seed=number)
        own = [[(one.start, one.end, one.tag) for one in reading.annotations] for reading in readings]
        articles.append(GammaArticle(own, length))
    begun = time.monotonic()
    gamma_apart(articles)
    yield Row("gamma of 20 articles × 3 with 40 spans each, by the clock", time.monotonic() - begun, 60, "s")


def _article(folder: Path, number: int) -> None:
    a, b, length = two_layers(40, seed=number)
    _put(folder, number, ([a, b], length))


def _put(folder: Path, number: int, made: tuple[list[Reading], int]) -> None:
    readings, length = made
    article = folder / f"a{number}.txt"
    article.write_text(("The council met and nobody could say why. " * (length // 40 + 1))[:length], "utf-8")
    document = Session.read_article(article)
    for reading in readings:
        session = _load(article, document, reading.layer)
        session.do("make", Change((), (*reading.annotations, *reading.links)))
        save_now(session)


def _read_all(folder: Path) -> None:
    articles = list(annotated(folder))
    layers = chosen_layers((layer for _, own in articles for layer in own), None)
    for _ in read_shared([(Path(path), layers) for path, _ in articles], print, print):
        pass

"""A tagger of one tag: a conditional random field over the words of a paragraph.

Lafferty, McCallum and Pereira, ICML 2001, in the implementation CRFsuite. Each
word begins a span of the tag (B), goes on with one (I), or is in none (O).
"""

from __future__ import annotations

import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.assist.learning.described_words import Described, rows_of
from analyst_app.core.span import Span
from analyst_app.errors import MissingExtra
from analyst_app.storage.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTINGS = {
    "c1": 1.0,
    "c2": 0.1,
    "max_iterations": 50,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
"""Chosen on articles that nothing is measured on (docs/measured.md)."""
LARGEST_MODEL = 256 << 20
"""Bytes of the largest model that is read."""
BEGINS, GOES_ON, NONE = "B", "I", "O"


class TaggedSpan(NamedTuple):
    """A span that a tagger takes for its tag."""

    span: Span
    chance: float
    """0 to 1: how sure the tagger is of the least sure of its words and edges."""


def sequences(
    paragraphs: Iterable[Described], spans: Sequence[Span], masked: Sequence[Span] = ()
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """The runs of words of an article with their labels; a sentence that holds something masked ends a run.

    Args:
        paragraphs: of the article.
        spans: of the tag; of those that overlap, the longest.
        masked: nothing is to be learnt from the sentences that these touch.
    """
    every = list(paragraphs)
    labels = [[NONE] * len(paragraph.tokens) for paragraph in every]
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        for number in _touched(every, span):
            _label(labels[number], *rows_of(every[number].tokens, span))
    hidden: dict[int, set[int]] = {}
    for span in masked:
        for number in _touched(every, span):
            hidden[number] = hidden.get(number, set()) | hidden_sentences(every[number], [span])
    for number, paragraph in enumerate(every):
        yield from _runs(paragraph, labels[number], hidden.get(number, set()))


def _touched(paragraphs: Sequence[Described], span: Span) -> range:
    """The numbers of the paragraphs that have words of a span."""
    first = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.tokens[-1].end)
    return range(first, bisect_left(paragraphs, span.end, key=lambda paragraph: paragraph.tokens[0].start))


def _label(labels: list[str], first: int, last: int) -> None:
    if first < last and all(label == NONE for label in labels[first:last]):
        labels[first:last] = [BEGINS, *[GOES_ON] * (last - first - 1)]


def hidden_sentences(paragraph: Described, masked: Sequence[Span]) -> set[int]:
    """The numbers of the sentences of a paragraph that some spans touch.

    Args:
        paragraph: as a tagger sees it.
        masked: code points, half-open.
    """
    rows = (range(*rows_of(paragraph.tokens, span)) for span in masked)
    return {paragraph.sentences[row] for some in rows for row in some}


def _runs(paragraph: Described, labels: list[str], hidden: set[int]) -> Iterator[tuple[list[list[str]], list[str]]]:
    if not hidden:
        yield paragraph.features, labels
        return
    start = 0
    for row in range(len(labels) + 1):
        if row == len(labels) or paragraph.sentences[row] in hidden:
            if start < row:
                yield paragraph.features[start:row], labels[start:row]
            start = row + 1


def is_installed() -> bool:
    """True if the library is there that learns."""
    from importlib.util import find_spec

    return find_spec("pycrfsuite") is not None


def taught(runs: Iterable[tuple[list[list[str]], list[str]]]) -> bytes:
    """The model that is learnt from some runs of words: the same bytes for the same runs. Blocking, seconds.

    Args:
        runs: features and labels of each.

    Raises:
        MissingExtra: the library that learns is not installed.
        OSError: the folder for temporary files cannot be used.
        LeadsOutside: somebody else has put a link in place of the file that was just written.
    """
    crfsuite = _library()
    trainer = crfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_SETTINGS)
    for features, labels in runs:
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory(prefix="analyst-app-") as folder:  # the library writes to files only; mode 0700
        file = Path(folder) / "model"
        trainer.train(str(file))
        return read_regular(file, limit=LARGEST_MODEL)


class Tagger:
    """Finds the spans of a tag.

    Args:
        model: as ``taught`` gave it. The library trusts it: a file's bytes are checked first (``model_file``).

    Raises:
        MissingExtra: the library that learns is not installed.
    """

    def __init__(self, model: bytes) -> None:
        self._tagger = _library().Tagger()
        self._kept = model  # the library reads from these bytes for as long as it tags, and keeps no hold of them
        self._tagger.open_inmemory(model)
        self._labels = frozenset(self._tagger.labels())

    def found(self, paragraph: Described) -> list[TaggedSpan]:
        """The spans of the tag in a paragraph, by start."""
        if BEGINS not in self._labels:
            return []
        labels = self._tagger.tag(paragraph.features)
        rows = [row for row, label in enumerate(labels) if label == BEGINS]
        return [self._span(paragraph.tokens, labels, first) for first in rows]

    def doubt(self, paragraph: Described) -> float:
        """The number of words of a paragraph that the tagger is not sure of: the sum of 1 less the chance of each."""
        if BEGINS not in self._labels:
            return 0.0
        labels = self._tagger.tag(paragraph.features)
        return float(sum(1 - self._tagger.marginal(label, row) for row, label in enumerate(labels)))

    def _span(self, tokens: list[Span], labels: list[str], first: int) -> TaggedSpan:
        end = first + 1
        while end < len(labels) and labels[end] == GOES_ON:
            end += 1
        rows = range(first, min(end + 1, len(labels)))  # the word after it, too: it says where the span ends
        chance = min(self._tagger.marginal(labels[row], row) for row in rows)
        return TaggedSpan(Span(tokens[first].start, tokens[end - 1].end), float(chance))


def _library() -> Any:
    try:
        import pycrfsuite
    except ImportError as error:
        raise MissingExtra("learn", "learning from your team’s tags") from error
    return pycrfsuite

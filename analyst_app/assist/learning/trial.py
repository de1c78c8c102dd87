"""The trial of a tagger: five-fold cross-validation over a team's finished articles, against the rules.

A fold holds whole articles, so that no sentence is asked of a tagger that was
taught with its neighbour. What counts as found: the same words, from the first
to the last; signs and white space at the edges do not. The figure is F1, the
harmonic mean of precision and recall.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, stdev
from typing import NamedTuple

from analyst_app.assist.learning.combining import beside, kept_beside, touching
from analyst_app.assist.learning.lessons import articles_of
from analyst_app.assist.learning.material import Material
from analyst_app.assist.learning.tagger import Tagger, hidden_sentences, sequences, taught
from analyst_app.core.codebook import Part
from analyst_app.core.span import Span

FOLDS = 5
LEAST_RIGHT = 1 / 3
"""The share of right proposals from which on a tag helps of which the rules propose nothing."""
_WORD = re.compile(r"\w+")
_STEPS = 5


@dataclass(frozen=True, slots=True)
class TagFigures:
    """The figures of a tag: found by the rules, and as learnt. Shares from 0 to 1."""

    tag: str
    spans: int
    """Spans that people made, which it was learnt from."""
    articles: int
    """Articles that have some."""
    rules: float
    """F1 of the rules, the mean of five folds."""
    learnt: float
    """F1 as learnt."""
    error: float
    """The standard error of the gain."""
    right: float
    """The share of what is proposed that is right, as learnt."""
    steps: tuple[tuple[float, float], ...] = ()
    """From which chance on what share of its spans is right, ascending."""

    @property
    def gain(self) -> float:
        """The mean gain over the rules."""
        return self.learnt - self.rules

    @property
    def is_on(self) -> bool:
        """True if the gain is more than chance, and helps."""
        return self.gain > self.error and (self.rules > 0 or self.right >= LEAST_RIGHT)

    def score(self, chance: float) -> float:
        """The share of such suggestions that is right.

        Args:
            chance: as the tagger has it.
        """
        return next((share for least, share in reversed(self.steps) if chance >= least), self.right)


def words_of(text: str, span: Span) -> tuple[int, int] | None:
    """The place of a span from its first word to its last; None if it has no word.

    Args:
        text: of the article.
        span: code points, half-open.
    """
    words = [match.span() for match in _WORD.finditer(text, *span)]
    return (words[0][0], words[-1][1]) if words else None


class _Counts(NamedTuple):
    right: int
    proposed: int
    wanted: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.proposed + self.wanted) if self.proposed + self.wanted else 0.0


def tried(tag: str, part: Part | None, material: Sequence[Material]) -> TagFigures:
    """The figures of a tag. Blocking: teaches five times.

    Args:
        tag: its id.
        part: that it plays.
        material: of all lessons, in order.

    Raises:
        MissingExtra: the library that learns is not installed.
        OSError: the folder for temporary files cannot be used.
        LeadsOutside: somebody else has put a link in place of the file that was just written.
    """
    fold_of = {name: row % FOLDS for row, name in enumerate(articles_of(one.lesson for one in material))}
    by_rules, as_learnt, judged = [], [], []
    for fold in range(FOLDS):
        tagger = Tagger(teaching(tag, (one for one in material if fold_of[one.lesson.article] != fold)))
        asked = [one for one in material if fold_of[one.lesson.article] == fold]
        rows = [_asked(tag, part, one, tagger) for one in asked]
        by_rules.append(_sum(row[0] for row in rows))
        as_learnt.append(_sum(row[1] for row in rows))
        judged += [verdict for row in rows for verdict in row[2]]
    gains = [new.f1 - old.f1 for new, old in zip(as_learnt, by_rules, strict=True)]
    total = _sum(as_learnt)
    right = total.right / total.proposed if total.proposed else 0.0
    return TagFigures(
        tag,
        sum(len(one.lesson.spans(tag)) for one in material),
        len({one.lesson.article for one in material if one.lesson.spans(tag)}),
        mean(counts.f1 for counts in by_rules),
        mean(counts.f1 for counts in as_learnt),
        stdev(gains) / math.sqrt(FOLDS),
        right,
        tuple(_steps(sorted(judged))),
    )


def teaching(tag: str, material: Iterable[Material]) -> bytes:
    """The model of a tag, taught with some lessons. Blocking.

    Args:
        tag: its id.
        material: of the lessons.

    Raises:
        MissingExtra: the library that learns is not installed.
        OSError: the folder for temporary files cannot be used.
        LeadsOutside: somebody else has put a link in place of the file that was just written.
    """
    return taught(
        run
        for lesson, reading in material
        for run in sequences(reading.paragraphs, lesson.spans(tag), lesson.masked(tag))
    )


def _asked(
    tag: str, part: Part | None, one: Material, tagger: Tagger
) -> tuple[_Counts, _Counts, list[tuple[float, bool]]]:
    """The counts of the rules and as learnt on one lesson, and each of the tagger's spans with its chance."""
    lesson, reading = one
    hidden = _hidden(one, tag)
    wanted = _places(reading.text, lesson.spans(tag), hidden)
    found = [span for paragraph in reading.paragraphs for span in tagger.found(paragraph)]
    rules, kept = reading.proposed(part), reading.direct if part == "quotation" else []
    left = beside(found, kept)
    learnt = [*kept_beside(kept, left), *(span.span for span in left)]
    judged = [(span.chance, _places(reading.text, [span.span], hidden)) for span in left]
    verdicts = [(chance, bool(places & wanted)) for chance, places in judged if places]
    old, new = _places(reading.text, rules, hidden), _places(reading.text, learnt, hidden)
    return (
        _Counts(len(old & wanted), len(old), len(wanted)),
        _Counts(len(new & wanted), len(new), len(wanted)),
        verdicts,
    )


def _hidden(one: Material, tag: str) -> list[Span]:
    """The sentences of which nothing is known: a suggestion was accepted in them as it stood."""
    masked = one.lesson.masked(tag)
    spans = []
    for paragraph in one.reading.paragraphs if masked else ():
        numbers = hidden_sentences(paragraph, masked)
        pairs = zip(paragraph.tokens, paragraph.sentences, strict=True)
        spans += [token for token, number in pairs if number in numbers]
    return spans


def _places(text: str, spans: Iterable[Span], hidden: Sequence[Span]) -> set[tuple[int, int]]:
    seen = (span for span in spans if not touching(hidden, span))
    return {place for span in seen if (place := words_of(text, span)) is not None}


def _sum(counts: Iterable[_Counts]) -> _Counts:
    rows = list(counts)
    return _Counts(sum(c.right for c in rows), sum(c.proposed for c in rows), sum(c.wanted for c in rows))


def _steps(judged: list[tuple[float, bool]]) -> Iterator[tuple[float, float]]:
    """From which chance on what share is right, in steps that never fall; each counts one right and one wrong more."""
    share = 0.0
    size = max(1, math.ceil(len(judged) / _STEPS))
    for start in range(0, len(judged), size):
        some = judged[start : start + size]
        share = max(share, (sum(is_right for _, is_right in some) + 1) / (len(some) + 2))
        yield some[0][0] if start else 0.0, round(share, 2)

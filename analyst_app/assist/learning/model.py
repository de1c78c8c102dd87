"""The model: what was learnt from a team's finished articles, with the figures of its trial."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analyst_app.assist.learning.lessons import SPEAKERS, Lesson, articles_of, digest_of, in_order
from analyst_app.assist.learning.material import Material, Parts, materials
from analyst_app.assist.learning.trial import TagFigures, teaching, tried
from analyst_app.errors import AnalystError
from analyst_app.wording import tr

LEAST_ARTICLES = 10
"""Finished articles from which on something is learnt."""
LEAST_SPANS = 10
"""Spans of a tag, in at least as many articles as there are folds, from which on it is tried."""
_LEAST_WITH = 5


class TooFewArticles(AnalystError):
    """Too few articles are finished to learn from.

    Args:
        finished: how many are.
    """

    def __init__(self, finished: int) -> None:
        self.finished = finished
        self.missing = LEAST_ARTICLES - finished
        super().__init__(
            tr(
                "The assistant learns from {least} finished articles on: {n} more is needed."
                "|The assistant learns from {least} finished articles on: {n} more are needed.",
                self.missing,
                least=LEAST_ARTICLES,
            )
        )


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learnt from some lessons."""

    digest: str
    """Of the lessons (``lessons.digest_of``)."""
    articles: int
    """Number of finished articles that it was learnt from."""
    figures: tuple[TagFigures, ...]
    """Of each tag that was tried, the one with the most spans first."""
    taggers: tuple[tuple[str, bytes], ...]
    """By tag, of those that are on; also that of ``lessons.SPEAKERS``."""

    def tagger(self, tag: str) -> bytes | None:
        """The tagger of a tag; None if it is not on."""
        return dict(self.taggers).get(tag)


def learnt(lessons: Sequence[Lesson], parts: Parts, rule: str = "quotation") -> Model:
    """The model of some lessons, the same for the same lessons. Blocking, many seconds: for a process of its own.

    Args:
        lessons: in any order.
        parts: the tags of the codebook; no other is learnt.
        rule: the edge rule of the codebook's quotes.

    Raises:
        TooFewArticles: fewer than ten articles are finished.
        MissingExtra: the library that learns is not installed.
        KeyError: a lesson's language is not known here.
        LanguageInvalid: a language's file of words is damaged.
        OSError: the folder for temporary files cannot be used.
        LeadsOutside: somebody else has put a link in place of the file that was just written.
    """
    found = in_order(lessons)
    articles = articles_of(found)
    if len(articles) < LEAST_ARTICLES:
        raise TooFewArticles(len(articles))
    material = materials(found, rule)
    figures = tuple(tried(tag, parts[tag], material) for tag in tags_to_try(found, parts))
    wanted = [one.tag for one in figures if one.is_on]
    if any(parts[tag] == "quotation" for tag in wanted) and _is_worth_it(found, SPEAKERS):
        wanted.append(SPEAKERS)
    return Model(digest_of(found), len(articles), figures, _taggers(wanted, material))


def _taggers(tags: Sequence[str], material: Sequence[Material]) -> tuple[tuple[str, bytes], ...]:
    return tuple((tag, teaching(tag, material)) for tag in tags)


def tags_to_try(lessons: Sequence[Lesson], parts: Parts) -> list[str]:
    """The tags of which there is enough to learn, the one with the most spans first.

    Args:
        lessons: in any order.
        parts: the tags of the codebook.
    """
    counts = Counter(tag for lesson in lessons for tag, _ in lesson.made)
    known = [tag for tag in parts if _is_worth_it(lessons, tag)]
    return sorted(known, key=lambda tag: (-counts[tag], tag))


def _is_worth_it(lessons: Sequence[Lesson], tag: str) -> bool:
    spans = sum(len(lesson.spans(tag)) for lesson in lessons)
    return spans >= LEAST_SPANS and len(articles_of(one for one in lessons if one.spans(tag))) >= _LEAST_WITH

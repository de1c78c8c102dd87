"""The lessons as taggers need them: each article described once for all tags, beside what the rules propose for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analyst_app.assist.learning.described_words import Described, described
from analyst_app.assist.learning.lessons import Lesson, in_order
from analyst_app.assist.suggestions import Suggestions, suggestions
from analyst_app.core.codebook import Part
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.languages import language
from analyst_app.language.quote_modes import TERM
from analyst_app.language.whole_text import WholeText

Parts = Mapping[str, Part | None]
"""The part that each tag of a codebook plays, by its id; None: a tag of the team's own."""


class DescribedArticle(NamedTuple):
    """An article as the rules and the taggers see it."""

    text: str
    language: Language
    rules: Suggestions
    """The rules' answer."""
    paragraphs: list[Described]

    def proposed(self, part: Part | None) -> list[Span]:
        """The spans that the rules propose for a tag that plays a part, by start; for any other none."""
        if part == "quotation":
            return [segment for quote in self.rules.quotes if quote.mode != TERM for segment in quote.segments]
        if part == "actor":
            return sorted(mention for actor in self.rules.actors for mention in actor.mentions)
        if part == "cue":
            speakers = (quote.speaker for quote in self.rules.quotes)
            return sorted({speaker.cue for speaker in speakers if speaker is not None and speaker.cue is not None})
        return [zone.span for zone in self.rules.zones] if part == "skip" else []

    @property
    def direct(self) -> list[Span]:
        """The quotations that the rules keep, whatever is learnt: whole clauses in quotation marks."""
        return [segment for quote in self.rules.quotes if quote.mode == "direct" for segment in quote.segments]


class Material(NamedTuple):
    """A lesson with its article."""

    lesson: Lesson
    reading: DescribedArticle


def read(text: str, tongue: Language, rules: Suggestions) -> DescribedArticle:
    """An article as the rules and the taggers see it. Blocking, linear.

    Args:
        text: of the article.
        tongue: the language that it is read in.
        rules: the rules' answer.
    """
    whole = text if isinstance(text, WholeText) else WholeText(text, tongue)
    quotes = [segment for quote in rules.quotes for segment in quote.segments]
    return DescribedArticle(whole, tongue, rules, list(described(whole, tongue, quotes)))


def materials(lessons: Iterable[Lesson], rule: str) -> list[Material]:
    """The material of some lessons, in their order; an article that several have read is described once. Blocking.

    Args:
        lessons: in any order.
        rule: the edge rule of the codebook's quotes.

    Raises:
        KeyError: a lesson's language is not known here.
        LanguageInvalid: a language's file of words is damaged.
    """
    known: dict[tuple[str, str], DescribedArticle] = {}
    found = []
    for lesson in in_order(lessons):
        key = (lesson.language, lesson.text)
        if key not in known:
            tongue = language(lesson.language)
            whole = WholeText(lesson.text, tongue)
            known[key] = read(whole, tongue, suggestions(whole, tongue, rule=rule))
        found.append(Material(lesson, known[key]))
    return found

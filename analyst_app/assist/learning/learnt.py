"""The assistant that has learnt: the rules' answer on an article, mended by the model of its corpus."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from analyst_app.assist.learning.combining import beside, kept_beside, touching
from analyst_app.assist.learning.lessons import SPEAKERS
from analyst_app.assist.learning.material import DescribedArticle, Parts, read
from analyst_app.assist.learning.model import Model
from analyst_app.assist.learning.tagger import TaggedSpan, Tagger
from analyst_app.assist.learning.trial import TagFigures
from analyst_app.assist.suggestions import SuggestedQuote, SuggestedSpan, Suggestions
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.quote_modes import TERM, mode_of
from analyst_app.language.reporting.speakers import Proposal, propose
from analyst_app.wording import tr

_DIGITS = 12
"""Characters of a digest by which a model is told from others."""
_NEAR = 100
"""Code points between a quote and the mention that is taken for its speaker."""


class Assistant:
    """A model at work on the articles of a corpus. Its taggers are opened once; one thread at a time.

    Args:
        model: of the corpus.
        parts: the tags of the codebook.

    Raises:
        MissingExtra: the library that learns is not installed.
    """

    def __init__(self, model: Model, parts: Parts) -> None:
        self._model, self._parts = model, parts
        self._figures = {one.tag: one for one in model.figures}
        self._taggers = {tag: Tagger(data) for tag, data in model.taggers if tag in parts or tag == SPEAKERS}

    @property
    def is_on(self) -> bool:
        """True if it knows anything better than the rules."""
        return any(tag in self._parts for tag in self._taggers)

    def suggestions(self, text: str, language: Language, rules: Suggestions) -> Suggestions:
        """All that is proposed for an article. Blocking, linear in its length.

        Args:
            text: of the article.
            language: that it is read in.
            rules: the rules' answer (``assist.suggestions.suggestions``).
        """
        if not self.is_on:
            return rules
        reading = read(text, language, rules)
        quotes, spans = rules.quotes, list(rules.spans)
        for tag, tagger in self._taggers.items():
            if tag == SPEAKERS:
                continue
            found = [one for paragraph in reading.paragraphs for one in tagger.found(paragraph)]
            if self._parts[tag] == "quotation":
                quotes = self._quotes(reading, found, self._figures[tag])
            else:
                spans += [self._span(tag, one) for one in found]
        return replace(rules, quotes=quotes, spans=sorted(spans, key=lambda one: (one.span, one.tag)))

    def doubt(self, reading: DescribedArticle) -> float:
        """The number of words of an article that the model is not sure of: what reading it would teach."""
        return sum(tagger.doubt(paragraph) for tagger in self._taggers.values() for paragraph in reading.paragraphs)

    def _span(self, tag: str, found: TaggedSpan) -> SuggestedSpan:
        return SuggestedSpan(
            tag, found.span, self._figures[tag].score(found.chance), self._why, "learnt", self._version
        )

    @property
    def _version(self) -> str:
        """The beginning of the digest of the lessons: a sidecar says by it which model proposed."""
        return self._model.digest[:_DIGITS]

    @property
    def _why(self) -> str:
        return tr(
            "as your team tags, learnt from {n} article|as your team tags, learnt from {n} articles",
            self._model.articles,
        )

    def _quotes(
        self, reading: DescribedArticle, found: Sequence[TaggedSpan], figures: TagFigures
    ) -> list[SuggestedQuote]:
        """The rules' direct quotations and terms, and the model's own quotes, by start."""
        left = beside(found, reading.direct)
        kept = set(kept_beside(reading.direct, left))
        spans = [one.span for one in left]
        settled = [
            quote
            for quote in reading.rules.quotes
            if kept.issuperset(quote.segments)
            or (quote.mode == TERM and not any(touching(spans, segment) for segment in quote.segments))
        ]
        by_place = {(quote.segments, quote.mode): quote for quote in reading.rules.quotes}
        speakers = self._speakers(reading)
        for one in left:
            mode = mode_of(reading.text, one.span, reading.language)
            mode = "mixed" if mode == TERM else mode
            same = by_place.get(((one.span,), mode))
            speaker = same.speaker if same else self._speaker(reading, one.span, speakers)
            score = figures.score(one.chance)
            settled.append(SuggestedQuote((one.span,), mode, speaker, score, self._why, "learnt", self._version))
        return sorted(settled, key=lambda quote: quote.segments)

    def _speakers(self, reading: DescribedArticle) -> list[Span]:
        tagger = self._taggers.get(SPEAKERS)
        return [one.span for paragraph in reading.paragraphs for one in tagger.found(paragraph)] if tagger else []

    def _speaker(self, reading: DescribedArticle, quote: Span, speakers: Sequence[Span]) -> Proposal | None:
        """Whoever stands beside a reporting word that the rules know, else the nearest of those taken for speakers."""
        who = next(iter(propose(reading.text, quote, (), (), reading.language, most=1)), None)
        if who is not None and who.cue is not None:
            return who
        place = bisect_left(speakers, quote)
        around = [span for span in speakers[max(0, place - 2) : place + 2] if not span.overlaps(quote)]
        near = min(around, key=lambda span: _gap(span, quote), default=None)
        if near is None or _gap(near, quote) >= _NEAR:
            return who
        return Proposal(near.of(reading.text), near, None, None, tr("speaks, as your team tags"))


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)

"""The linter's rule on sentences that stand in several articles: near-duplicates that are tagged differently.

Articles of news agencies come in many versions. A sentence is known again by
its letters and digits alone, so that other quotation marks, dashes and white
space make no other sentence of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analyst_app.assist.checking.checked_layer import CheckedLayer, StyleFinding
from analyst_app.assist.checking.style_rules import StyleRule
from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import in_marks
from analyst_app.core.span import Span
from analyst_app.wording import tr

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…。！？؟]+[\"'”’»«“)\]]*(?=\s)|(?=\n)|\Z)")
_SIGNS = re.compile(r"[\W_]+")


class _Seen(NamedTuple):
    """A sentence of an earlier article."""

    article: str
    tagged: frozenset[tuple[str, str]]
    """The tags in it, each with the letters of the words that carry it."""
    made: tuple[tuple[str, str, Annotation], ...]
    """Tag, words and annotation of each."""


class Repeats:
    """The sentences of a person's articles so far; the articles are taken one after another.

    Args:
        rule: says how many letters and digits a sentence must have.
    """

    def __init__(self, rule: StyleRule) -> None:
        self._rule = rule
        self._seen: dict[str, _Seen] = {}

    def findings(self, layer: CheckedLayer, article: str, *, is_finished: bool) -> Iterator[StyleFinding]:
        """A finding for each sentence that an earlier article has with other tags.

        Args:
            layer: of the article.
            article: its name, as it is told in findings about later ones.
            is_finished: False: sentences behind the last annotation were perhaps not read yet.
        """
        helpers = {tag.id for tag in layer.codebook.tags if tag.helper}
        wanted = [one for one in layer.annotations if one.tag not in helpers]
        read_to = len(layer.text) if is_finished else max((one.end for one in wanted), default=0)
        row = 0
        told: set[str] = set()
        for match in _SENTENCE.finditer(layer.text):
            span = Span(*match.span())
            if span.start >= read_to:
                break
            letters = _letters(match[0])
            while row < len(wanted) and wanted[row].start < span.start:
                row += 1
            inside = []
            while row < len(wanted) and wanted[row].start < span.end:
                inside.append(wanted[row])
                row += 1
            if len(letters) < self._rule.numbers["least_letters"] or letters in told or layer.skipped.touches(span):
                continue
            told.add(letters)
            made = tuple((one.tag, _letters(one.span.of(layer.text)), one) for one in inside)
            here = _Seen(article, frozenset((tag, words) for tag, words, _ in made), made)
            before = self._seen.setdefault(letters, here)
            if before is not here and before.tagged != here.tagged:
                yield self._finding(layer, span, here, before)

    def _finding(self, layer: CheckedLayer, span: Span, here: _Seen, before: _Seen) -> StyleFinding:
        missing = tuple(
            like
            for tag, words, one in before.made
            if (tag, words) not in here.tagged and (like := _placed(layer.text, span, words, one)) is not None
        )
        words = tr(
            "{words} is tagged differently in {article} ({there} there, {here} here)",
            words=in_marks(layer.text, span),
            article=before.article,
            there=_tags(layer, before),
            here=_tags(layer, here),
        )
        exact = tuple(one.span.of(layer.text) for one in missing)
        return StyleFinding(self._rule.id, span, words, "", (span,), missing, exact)


def _tags(layer: CheckedLayer, seen: _Seen) -> str:
    names = sorted(tag.name if (tag := layer.codebook.tag(one)) else one for one, _, _ in seen.made)
    return ", ".join(names) or tr("nothing")


def _letters(words: str) -> str:
    return _SIGNS.sub("", words).casefold()


def _placed(text: str, sentence: Span, letters: str, model: Annotation) -> Annotation | None:
    """An annotation for the same words in another copy of the sentence; None if they stand there twice or never."""
    kept = [at for at in range(*sentence) if text[at].isalnum()]
    spelt = "".join(text[at].casefold() for at in kept)
    if len(spelt) != len(kept) or spelt.count(letters) != 1:
        return None
    first = spelt.index(letters)
    start, end = kept[first], kept[first + len(letters) - 1] + 1
    return Annotation("", model.tag, start, end, model.attributes)

"""An article, and the text that answers were given on: where a place of that text is in the article.

Both texts are compared line by line without empty lines, as a report has
them. Placing is as strict as re-anchoring: what has no place beyond doubt is
placed nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, zip_longest
from typing import NamedTuple

from analyst_app.core import equivalence
from analyst_app.core.anchor import Alignment
from analyst_app.core.excerpts import line_of
from analyst_app.core.refi.own_project import NOT_XML
from analyst_app.core.span import Span
from analyst_app.importers.answers.answer_sheet import GivenAnswer
from analyst_app.storage.reanchor import stretches
from analyst_app.wording import tr

_SHOWN = 120
"""Characters of a changed paragraph that are told."""
_BEFORE = 30
"""Characters before the change."""
_LINES = re.compile("[^\n\u2029]+")


class AnswerPlace(NamedTuple):
    """The place of an answer's words in the article."""

    span: Span | None
    """None: they have none beyond doubt."""
    is_ambiguous: bool = False
    """True if they stand in several places, with nothing to tell which is meant."""


class AnsweredText:
    """The article's text beside the one that was answered.

    Args:
        text: of the article, as it is now.
        answered: the paragraphs that were answered, a line each; None: the file has none.
    """

    def __init__(self, text: str, answered: str | None) -> None:
        self._text = text
        lines = [one for one in _LINES.finditer(NOT_XML.sub("\ufffd", text)) if one[0].strip()]
        self._starts = [one.start() for one in lines]
        self._lines = [one[0] for one in lines]
        self._answered = [one for one in _LINES.finditer(answered) if one[0].strip()] if answered is not None else []
        self._old_starts = [one.start() for one in self._answered]
        self._old_at, self._new_at = _offsets([one[0] for one in self._answered]), _offsets(self._lines)
        self._alignment: Alignment | None = None

    def changes(self) -> list[str]:
        """The paragraphs of the answered text that were changed, added or taken out, a line each.

        Paragraphs that follow the same unchanged one, in both texts, are taken for one that was changed.
        """
        answered = [one[0] for one in self._answered]
        common = Counter(self._lines) & Counter(answered)
        mine, theirs = _others_after(self._lines, common), _others_after(answered, common)
        found = []
        for place in dict.fromkeys((*theirs, *mine)):
            for new, old in zip_longest(theirs.get(place, ()), mine.get(place, ())):
                if new is None:
                    found.append(tr("“{old}” was taken out", old=line_of(old, _SHOWN)))
                elif old is None:
                    found.append(tr("“{new}” was added", new=line_of(new, _SHOWN)))
                else:
                    first = _first_difference(new, old)
                    now, before = _from(new, first), _from(old, first)
                    found.append(tr("“{new}” in the place of “{old}”", new=now, old=before))
        return found

    def place(self, said: GivenAnswer) -> AnswerPlace:
        """The place of an answer's words in the article.

        Args:
            said: the answer.
        """
        if not said.exact.strip():
            return AnswerPlace(None)
        if self._answered and self._lines:
            return self._along(said)
        end = said.start + len(said.exact)
        if said.start >= 0 and self._text[said.start : end] == said.exact and self._agrees(said, end):
            return AnswerPlace(Span(said.start, end))
        found = equivalence.resolve(self._text, said.exact, said.prefix, said.suffix)
        if found.is_certain:
            return AnswerPlace(found.span)
        first = self._text.find(said.exact)
        if first >= 0 and self._text.find(said.exact, first + 1) < 0:
            return AnswerPlace(Span(first, first + len(said.exact)))
        return AnswerPlace(None, first >= 0)

    def _agrees(self, said: GivenAnswer, end: int) -> bool:
        before, after = self._text[: said.start].endswith(said.prefix), self._text.startswith(said.suffix, end)
        return before and after

    def _along(self, said: GivenAnswer) -> AnswerPlace:
        """By one diff of the two texts, both without empty lines."""
        old, new = "\n".join([one[0] for one in self._answered]), "\n".join(self._lines)
        if self._alignment is None:
            self._alignment = Alignment(old, new, stretches(old, new))
        start, end = self._in_old(said.start), self._in_old(said.start + len(said.exact))
        if not start < end:
            return AnswerPlace(None)
        found = self._alignment.place(Span(start, end))
        if found.span is not None and (found.is_certain or old == new):
            return AnswerPlace(Span(self._in_article(found.span.start), self._in_article(found.span.end)))
        words = old[start:end]
        first = new.find(words)
        if first >= 0 and new.find(words, first + 1) < 0:
            return AnswerPlace(Span(self._in_article(first), self._in_article(first + len(words))))
        return AnswerPlace(None, first >= 0)

    def _in_old(self, place: int) -> int:
        """A place of the answered text in the same without its empty lines."""
        number = bisect_right(self._old_starts, place) - 1
        if number < 0:
            return 0
        line = self._answered[number]
        return self._old_at[number] + min(place, line.end()) - line.start()

    def _in_article(self, place: int) -> int:
        """A place of the article without its empty lines, in the article."""
        number = bisect_right(self._new_at, place) - 1
        return self._starts[number] + place - self._new_at[number]


def _first_difference(new: str, old: str) -> int:
    """The place of the first letter in which two paragraphs differ."""
    return next(
        (n for n, (one, other) in enumerate(zip(new, old, strict=False)) if one != other), min(len(new), len(old))
    )


def _from(words: str, place: int) -> str:
    """A paragraph as it is told: from some words before a place on."""
    start = words.rfind(" ", 0, max(0, place - _BEFORE)) + 1 if place > _BEFORE else 0
    return ("…" if start else "") + line_of(words[start:], _SHOWN)


def _others_after(lines: list[str], common: Counter[str]) -> dict[tuple[str, int], list[str]]:
    """The lines that are not common, by the common one that they follow and how often that came before."""
    left, seen, found = Counter(common), Counter[str](), dict[tuple[str, int], list[str]]()
    place = "", 0
    for line in lines:
        if left[line] > 0:
            left[line] -= 1
            seen[line] += 1
            place = line, seen[line]
        else:
            found.setdefault(place, []).append(line)
    return found


def _offsets(lines: list[str]) -> list[int]:
    """The beginning of each line once they are joined."""
    return [0, *accumulate(len(one) + 1 for one in lines)][:-1]

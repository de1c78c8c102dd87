"""Regular expressions in a search: read with a sentence about what is wrong, and never run for long."""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from analyst_app.core.span import Span
from analyst_app.errors import UsageError
from analyst_app.wording import tr

if TYPE_CHECKING:
    import regex

LONGEST = 1_000
"""Letters of an expression; a longer one is refused."""
SECONDS = 1.0
"""For one text; what takes longer is left out, and said."""
MOST_SLOW = 3
"""Texts in which it takes longer, at which the search stops."""
_EDGES = re.compile(r"[\^$]|\\[AZzGKXmM]|\(\?[^:]|\(\*")
"""Signs that ask for the edges of a text, look about, or change how the rest is read."""


class TooSlow(UsageError):
    """A regular expression took too long in a text."""


class Expression:
    """A regular expression of Python's ``regex``, on the text as it is written.

    A dot is any letter of a paragraph, ``^`` and ``$`` are its edges.

    Args:
        source: what stands between the slashes.
        ignores_case: True for ``/…/i``.

    Raises:
        UsageError: it cannot be read.
    """

    def __init__(self, source: str, *, ignores_case: bool = False) -> None:
        if len(source) > LONGEST:
            sentence = "A regular expression has at most {most} letters, this one {many}: write a shorter one."
            raise UsageError(tr(sentence, most=LONGEST, many=len(source)))
        self._source, self._ignores_case = source, ignores_case
        try:
            self._compiled  # noqa: B018 - so that a wrong one is refused at once
        except Exception as error:  # of any kind: the library's own, RecursionError, OverflowError
            why = str(error).rstrip(".")
            sentence = "The regular expression /{source}/ cannot be read: {why}. Mend it, or put it in quotation marks."
            raise UsageError(tr(sentence, source=source[:60], why=why)) from error

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        import regex  # only some searches have an expression

        return regex.compile(self._source, regex.DOTALL | (regex.IGNORECASE if self._ignores_case else 0))

    @cached_property
    def _is_plain(self) -> bool:
        """True if what it finds in a paragraph it finds in the whole text, too: it asks for no edges."""
        return _EDGES.search(self._source) is None

    def places(self, text: str, paragraphs: Iterable[Span]) -> list[Span]:
        """Its places, one after the other, each widened to whole graphemes; empty ones are none.

        Args:
            text: what is searched.
            paragraphs: of it; each is searched for itself.

        Raises:
            TooSlow: it took longer than ``SECONDS``.
        """
        until = time.monotonic() + SECONDS
        found: list[Span] = []
        if self._is_plain and next(iter(self._in(text, until)), None) is None:
            return found
        for paragraph in paragraphs:
            words = paragraph.of(text)
            places = [span for span in self._in(words, until) if span.end > span.start]
            if places:
                found += [Span(s.start + paragraph.start, s.end + paragraph.start) for s in _whole(words, places)]
        return found

    def _in(self, words: str, until: float) -> Iterable[Span]:
        left = until - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        try:
            for match in self._compiled.finditer(words, timeout=left, concurrent=True):  # other threads go on meanwhile
                yield Span(*match.span())
                if time.monotonic() > until:
                    raise TimeoutError
        except TimeoutError as error:
            raise self._too_slow() from error

    def _too_slow(self) -> TooSlow:
        sentence = "The regular expression /{source}/ takes too long: write it so that it can match in fewer ways."
        return TooSlow(tr(sentence, source=self._source[:60]))


def _whole(words: str, places: list[Span]) -> list[Span]:
    """Places that begin and end between graphemes, none overlapping the one before."""
    if words.isascii():
        return places
    import regex

    edges = [0, *(match.end() for match in regex.finditer(r"\X", words))]
    found: list[Span] = []
    for start, end in places:
        span = Span(edges[bisect_right(edges, start) - 1], edges[bisect_left(edges, end)])
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found

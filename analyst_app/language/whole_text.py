"""An article that is gone through from end to end: what was read off it a moment ago is not read again.

Every rule of this room reads what it needs out of the text itself, which is
right for one key press. Who asks for all of an article gives it to the rules
as a ``WholeText``; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from analyst_app.core.span import Span

if TYPE_CHECKING:
    from analyst_app.language.language import Language

_KEPT = 30_000
"""Answers that are kept of a kind: of all paragraphs and sentences of 1 MB, which take 60 MB."""
_UNREAD: Any = object()

Answer = TypeVar("Answer")
Tongue = TypeVar("Tongue", "Language", "Language | None")
Place = TypeVar("Place", bound=Hashable)


class WholeText(str):
    """A text with what was lately read off it in one language; slices of it are plain text.

    Args:
        text: the article.
        language: in which it is read; what is asked in another is not kept.
    """

    __slots__ = ("all", "answers", "cue_places", "language", "pieces", "starts", "word_starts", "words")

    language: Language
    pieces: list[Span] | None
    """Of the whole text, in order; None until they are asked for (``language.paragraphs`` fills it)."""
    starts: list[int]
    """The places where the pieces begin, in code points."""
    words: list[Span] | None
    """Of the whole text, in order; None until they are asked for (``language.snapping`` fills it)."""
    word_starts: list[int]
    """The places where the words begin, in code points."""
    cue_places: list[int] | None
    """The places where words begin that may be reporting words; None until they are asked for (``reporting.cues``)."""
    answers: dict[Callable[..., Any], dict[Any, Any]]
    """The answers that each rule has lately given, by span or other place."""
    all: Span
    """From the first code point to the last."""

    def __new__(cls, text: str, language: Language) -> WholeText:
        """The text, with nothing read yet."""
        whole = super().__new__(cls, text)
        whole.language, whole.pieces, whole.starts, whole.answers = language, None, [], {}
        whole.words, whole.word_starts, whole.cue_places = None, [], None
        whole.all = Span(0, len(text))
        return whole

    def forget(self) -> None:
        """Let go of all that was read: answers that hold the text would keep it, and each other, for the collector."""
        self.answers.clear()


def read_once(rule: Callable[[str, Place, Tongue], Answer]) -> Callable[[str, Place, Tongue], Answer]:
    """A rule that does not read the same place of a ``WholeText`` again soon; its answer must not be changed.

    Args:
        rule: takes text, span (or a tuple of spans) and language, and depends on nothing else.
    """

    @wraps(rule)
    def read(text: str, span: Place, language: Tongue) -> Answer:
        if text.__class__ is not WholeText or text.language is not language:
            return rule(text, span, language)
        known = text.answers.get(rule)
        if known is None:
            known = text.answers[rule] = {}
        answer: Answer = known.get(span, _UNREAD)
        if answer is _UNREAD:
            answer = rule(text, span, language)
            if len(known) >= _KEPT:
                known.clear()
            known[span] = answer
        return answer

    return read

"""The quotation marks of one paragraph, paired.

Marks of many languages may stand in one text, and the same sign opens in one
and closes in another, so each mark is judged by its neighbours and by what is
open. Apostrophes, feet and inches are no quotation marks. A mark without its
partner never reaches beyond the paragraph; ``quotations`` joins those that the
next paragraph opens again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.quotation_signs import AFTER_OPENER, CLOSERS, Sign, signs_in
from analyst_app.language.whole_text import read_once

SINGLES = "‘'‚‹›"
_DEEPEST = 12
_AHEAD = 80
"""Marks that are looked at to find a partner: bounds what a line of nothing but marks can cost."""
_ALWAYS_OPEN = "„「『‟"
_ALWAYS_CLOSE = "」』"
_NO_FLANK = "“«‹"
_WEAK = re.compile(r"[sSxXzZ]\Z")
_APOSTROPHES = ("’", "'", "״", "‘")
_STRAIGHT = ('"', "'", "''")
_ELISION = re.compile(r"\d{2}s?\b|\w+")


class Pair(NamedTuple):
    """A quotation inside one paragraph."""

    opening: str
    """The mark that opens it."""
    start: int
    """Code point of the opening mark."""
    end: int
    """Code point after the closing mark."""


class Open(NamedTuple):
    """A mark that nothing has closed."""

    opening: str
    start: int


class Marks(NamedTuple):
    """The quotation marks of a paragraph."""

    pairs: list[Pair]
    """By start."""
    tail: Open | None
    """The outermost mark that is still open at the end."""


def marks_in(text: str, piece: Span, language: Language | None = None, *, reopened: str = "") -> Marks:
    """The marks of a paragraph, paired.

    Args:
        text: the article.
        piece: the paragraph.
        language: words that begin with an apostrophe.
        reopened: the opening mark of a quotation that runs on from the
            paragraph before; the first mark stands for it, whatever it is.
    """
    return _paired(text, piece, language, reopened) if reopened else _marks(text, piece, language)


def closed_in(text: str, piece: Span, opening: str, language: Language | None = None) -> int | None:
    """The code point after the mark that closes a quotation which the line before leaves open.

    0 if the line holds none, None if a mark of the same kind opens first.

    Args:
        text: the article.
        piece: the line.
        opening: the mark that is open.
        language: words that begin with an apostrophe.
    """
    scan = _Scan(text, piece, language.elisions if language else frozenset(), "")
    scan.stack.append(Open(opening, piece.start - len(opening) - 1))
    for index, sign in enumerate(scan.signs):
        if scan.is_apostrophe(sign):
            continue
        if scan.close(index, sign):
            if not scan.stack:
                return sign.end
            continue
        scan.open(index, sign)
        if any(one.opening == opening for one in scan.stack[1:]):
            return None
    return 0


@read_once
def _marks(text: str, piece: Span, language: Language | None) -> Marks:
    return _paired(text, piece, language, "")


def _paired(text: str, piece: Span, language: Language | None, reopened: str) -> Marks:
    return _Scan(text, piece, language.elisions if language else frozenset(), reopened).run()


class _Scan:
    """One pass over the marks of a paragraph with a stack of open ones."""

    def __init__(self, text: str, piece: Span, elisions: frozenset[str], reopened: str) -> None:
        self.text, self.piece, self.elisions = text, piece, elisions
        self.signs = signs_in(text, piece, reopened)
        self.reopened = reopened
        self.stack: list[Open] = []
        self.pairs: list[Pair] = []

    def run(self) -> Marks:
        for index, sign in enumerate(self.signs):
            if index == 0 and self.reopened:
                self.stack.append(Open(self.reopened, sign.start))
            elif not self.is_apostrophe(sign) and not self.close(index, sign):
                self.open(index, sign)
        self.pairs.sort(key=lambda pair: (pair.start, -pair.end))
        return Marks(self.pairs, self._tail())

    def _tail(self) -> Open | None:
        for mark in self.stack:
            later = any(pair.opening == mark.opening and pair.start > mark.start for pair in self.pairs)
            if mark.opening not in SINGLES or not later:
                return mark
        return None

    # -- neighbours ------------------------------------------------------------

    def _before(self, sign: Sign) -> str:
        return self.text[sign.start - 1] if sign.start > self.piece.start else " "

    def _after(self, sign: Sign) -> str:
        return self.text[sign.end] if sign.end < self.piece.end else " "

    def is_apostrophe(self, sign: Sign) -> bool:
        mark, before, after = sign.mark, self._before(sign), self._after(sign)
        if mark in _APOSTROPHES and _is_letter(before) and _is_letter(after):
            return True
        return mark in ('"', "'") and before.isdigit() and not self._holds(mark)  # feet, inches

    def _holds(self, closer: str) -> bool:
        return any(closer in CLOSERS[mark.opening] for mark in self.stack)

    # -- closing ---------------------------------------------------------------

    def close(self, index: int, sign: Sign) -> bool:
        mark = sign.mark
        depth = next((n for n in range(len(self.stack) - 1, -1, -1) if mark in CLOSERS[self.stack[n].opening]), None)
        if depth is None or not self._may_close(index, sign, self.stack[depth]):
            return False
        opened = self.stack[depth]
        del self.stack[depth:]
        self.pairs.append(Pair(opened.opening, opened.start, sign.end))
        return True

    def _may_close(self, index: int, sign: Sign, opened: Open) -> bool:
        mark, before, after = sign.mark, self._before(sign), self._after(sign)
        if sign.start == opened.start + len(opened.opening) and mark in _STRAIGHT:
            return False
        if mark in _ALWAYS_CLOSE or (mark == "»" and opened.opening == "«") or (mark == "›" and opened.opening == "‹"):
            return True
        if mark == "”" and opened.opening in "“„‟":
            return True
        if before.isspace() and not self._ends_inner(sign):
            return False
        if _is_letter(after) and before.isalnum() and not _is_wide(before):
            return False
        if mark in '“‘«‹"' and _is_letter(after) and before in AFTER_OPENER and before not in ",…":
            return False
        if mark in ("’", "'") or (mark == '"' and before.isdigit()):
            return not self._is_weak(sign) or not self._closes_later(index, opened)
        return True

    def _ends_inner(self, sign: Sign) -> bool:
        """True if a mark stands after a space that only parts it from the mark of an inner quotation: ’ ”."""
        inner = self.text[max(self.piece.start, sign.start - 2) : sign.start - 1]
        return bool(inner) and inner in "'’\"”" and not _is_letter(self._after(sign))

    def _is_weak(self, sign: Sign) -> bool:
        """True if a mark may as well be a plural's apostrophe, feet or inches."""
        before, after = self._before(sign), self._after(sign)
        if sign.mark == '"':
            return before.isdigit()
        return after in " \u00a0" and (before.isdigit() or bool(_WEAK.search(before)))

    def _closes_later(self, index: int, opened: Open) -> bool:
        """True if another mark can close a quotation before the next opens or the one around it closes."""
        around = {mark for one in self.stack if one.start < opened.start for mark in CLOSERS[one.opening]}
        for sign in self.signs[index + 1 : index + _AHEAD]:
            mark = sign.mark
            if self._is_apostrophe_later(sign):
                continue
            if mark in around and mark not in CLOSERS[opened.opening]:
                return False
            before, after = self._before(sign), self._after(sign)
            if mark == opened.opening and (before.isspace() or before in AFTER_OPENER) and not after.isspace():
                return False
            if mark in CLOSERS[opened.opening] and not before.isspace() and not _is_letter(after):
                return True
        return False

    def _is_apostrophe_later(self, sign: Sign) -> bool:
        return sign.mark in ("’", "'") and _is_letter(self._before(sign)) and _is_letter(self._after(sign))

    # -- opening ---------------------------------------------------------------

    def open(self, index: int, sign: Sign) -> None:
        mark, before, after = sign.mark, self._before(sign), self._after(sign)
        if mark not in CLOSERS or mark in _ALWAYS_CLOSE:
            return
        is_left = before.isspace() or before in AFTER_OPENER
        if mark in _ALWAYS_OPEN or (mark in _NO_FLANK and (is_left or not after.isspace())):
            opens = mark != "«" or is_left or after not in ".,;:!?"
        elif mark in "”»›":
            opens = is_left and not after.isspace() and after not in ".,;:!?)"
        elif mark in "‘'‚":
            opens = is_left and not after.isspace() and self._quotes(index, sign)
        else:
            opens = not after.isspace() and (is_left or (not before.isalnum() and before not in ".!?)]"))
            opens = opens and after not in ".,;:!?)"
        if opens and len(self.stack) < _DEEPEST:
            self.stack.append(Open(mark, sign.start))

    def _quotes(self, index: int, sign: Sign) -> bool:
        """True if a single mark opens a quotation: it is no elision, and another mark may close it."""
        match = _ELISION.match(self.text, sign.end, self.piece.end)
        word = match.group().lower() if match else ""
        opened = Open(sign.mark, sign.start)
        is_elision = word in self.elisions or word[:2].isdigit()
        if self._closes_later(index, opened):
            return not is_elision or self._strong_close(index, opened)
        return not is_elision and self.text[self.piece.start : sign.start].strip() == "" and sign.mark == "‘"

    def _strong_close(self, index: int, opened: Open) -> bool:
        closers = CLOSERS[opened.opening]
        later = self.signs[index + 1 : index + 8]
        return any(sign.mark in closers and self._before(sign) in ".,!?" for sign in later)


def _is_letter(character: str) -> bool:
    return character.isalnum()


def _is_wide(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff"

"""Words as they are asked for: whole words, parts of words with stars, phrases of both; what finds them in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from analyst_app.corpus.searching import attached_words
from analyst_app.corpus.word_folding import UNSPACED, UNSPACED_MARKS, fold, for_index

STAR, ONE = "\ue000", "\ue001"
"""Stand in a folded question for ``*`` and ``?``: folded text has no such letters."""
NOWHERE = f'"{STAR}"'
"""A question to FTS5 that finds nothing."""
_TYPED = {"*": STAR, "?": ONE}
_WILD_TYPED = re.compile(r"([*?])")
_WILD = re.compile(f"[{STAR}{ONE}]")
_SIGN = f"[{UNSPACED}][{UNSPACED_MARKS}]*"
_PIECE = re.compile(rf"{_SIGN}|[^ \n{UNSPACED}]+")
_LETTER = rf"[^ \n{UNSPACED}]"
_BEGIN, _END = rf"(?<!{_LETTER})", rf"(?!{_LETTER})"
_NO_MARK = f"(?![{UNSPACED_MARKS}])"
_ANY_WORD = f"(?:{_BEGIN}{_LETTER}+{_END}|{_SIGN})"
_MOST_BETWEEN = 30
"""Signs for which a star between two signs of a script without blanks may stand."""

KnownWords = Callable[["AskedWord"], list[str] | None]
"""Gives the words of the index that a piece with stars fits; None: too many to ask for each."""


@dataclass(frozen=True)
class AskedWord:
    """One word, folded, with ``STAR`` and ``ONE`` in it; or one sign of a script without blanks."""

    letters: str
    start: int
    """Its place in the folded question, to see what touches what."""
    end: int

    @property
    def is_sign(self) -> bool:
        """True of a sign of a script without blanks."""
        return re.match(f"[{UNSPACED}]", self.letters) is not None

    @property
    def is_wild(self) -> bool:
        """True if a star or question mark is in it."""
        return _WILD.search(self.letters) is not None

    @property
    def literals(self) -> list[str]:
        """The letters between its stars and question marks."""
        return [part for part in _WILD.split(self.letters) if part]

    @property
    def beginning(self) -> str:
        """The letters before its first star, of a piece that is nothing but a beginning; else empty."""
        letters = self.letters.rstrip(STAR)
        return "" if len(letters) == len(self.letters) or _WILD.search(letters) else letters

    @cached_property
    def fits(self) -> re.Pattern[str]:
        """Matches the whole words that it stands for."""
        return re.compile(_with_stars(self.letters))


@dataclass(frozen=True)
class Words:
    """Words that must stand in a row; one word is a row, too."""

    pieces: tuple[AskedWord, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds them in folded text. Blanks may stand between them, the end of a paragraph may not."""
        return re.compile("".join(self._parts()))

    def _parts(self) -> Iterator[str]:
        is_open = False
        for number, piece in enumerate(self.pieces):
            before = self.pieces[number - 1] if number else None
            after = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
            is_among_signs = _touches_sign(before, piece) or _touches_sign(piece, after)
            if before is not None:
                yield _NO_MARK if before.is_sign and not piece.is_sign else ""
                yield " *" if piece.is_sign or before.is_sign or piece.start == before.end else " +"
            if is_among_signs and not piece.literals and after is not None:
                yield "(?>"  # what follows is taken where it comes first, so that many stars take no longer than one
            yield _pattern_of(piece, is_among_signs=is_among_signs)
            yield ")" if is_open else ""
            is_open = is_among_signs and not piece.literals and after is not None
        yield _NO_MARK if self.pieces[-1].is_sign else ""

    def expression(self, known: KnownWords) -> str | None:
        """The words in the language of FTS5, which finds at least all texts with them; None: none can be ruled out.

        Args:
            known: the words of the index.
        """
        asked: list[str] = []
        row: list[str] = []
        for piece in self.pieces:
            if not (piece.is_wild or attached_words.before(piece.letters) or attached_words.may_follow(piece.letters)):
                row.append(piece.letters)
                continue
            asked += [_phrase(row)] if row else []
            row = []
            alternatives = _alternatives(piece, known)
            if alternatives is not None:
                asked.append(f"({' OR '.join(alternatives)})")
        asked += [_phrase(row)] if row else []
        return f"({' AND '.join(asked)})" if asked else None


def asked_words(words: str) -> Words | None:
    """Words as a person typed them, with ``*`` for any letters and ``?`` for one; None: there is no letter in them.

    Args:
        words: one word, or those of a phrase.
    """
    plain = "".join(map(_folded_part, _WILD_TYPED.split(words))).replace("\n", " ")
    pieces = [AskedWord(match[0], *match.span()) for match in _PIECE.finditer(plain)]
    while pieces and _is_idle(pieces, 0, 1):
        pieces.pop(0)
    while pieces and _is_idle(pieces, -1, -2):
        pieces.pop()
    return Words(tuple(pieces)) if any(piece.literals for piece in pieces) else None


def _folded_part(part: str) -> str:
    return _TYPED.get(part) or fold(part).plain


def _is_idle(pieces: list[AskedWord], edge: int, neighbour: int) -> bool:
    """True of a star at the edge beside a sign: where there are no blanks, anything may go on anyway."""
    if set(pieces[edge].letters) != {STAR} or len(pieces) == 1:
        return False
    return _touches_sign(*sorted((pieces[edge], pieces[neighbour]), key=lambda piece: piece.start))


def _touches_sign(one: AskedWord | None, other: AskedWord | None) -> bool:
    return one is not None and other is not None and one.end == other.start and (one.is_sign or other.is_sign)


def _pattern_of(piece: AskedWord, *, is_among_signs: bool) -> str:
    if piece.is_sign:
        alone = f"(?<![{UNSPACED}])" if re.match(f"[{UNSPACED_MARKS}]", piece.letters) else ""
        return f"{alone}{re.escape(piece.letters)}"  # a mark of a sign is found only where it stands on none
    if is_among_signs and not piece.literals:
        least = piece.letters.count(ONE)
        most = _MOST_BETWEEN if STAR in piece.letters else least
        return f"(?:{_SIGN}){{{least},{max(most, least)}}}?"
    if set(piece.letters) == {STAR}:
        return _ANY_WORD
    if piece.is_wild:  # who writes a star says how the word begins and ends
        return f"{_BEGIN}{_with_stars(piece.letters)}{_END}"
    begin = "|".join(filter(None, attached_words.before(piece.letters)))
    end = attached_words.particles() if attached_words.may_follow(piece.letters) else ""
    letters = re.escape(piece.letters)
    if begin:
        return f"{_BEGIN}(?:{begin})?{letters}{end}{_END}"
    return f"{letters}(?<!{_LETTER}{letters}){end}{_END}"  # letters first: they are found much faster so


def _with_stars(letters: str) -> str:
    """For a whole word; each part is taken where it comes first, so that no word takes long."""
    first, *parts = letters.split(STAR)
    if not parts:
        return _with_ones(first)
    *inner, last = parts
    found = "".join(f"(?>{_LETTER}*?{_with_ones(part)})" for part in inner if part)
    return f"{_with_ones(first)}{found}{_LETTER}{{{len(last)}}}{_LETTER}*+" + (
        f"(?<={_with_ones(last)})" if last else ""
    )


def _with_ones(part: str) -> str:
    return "".join(_LETTER if one == ONE else re.escape(one) for one in part)


def _alternatives(piece: AskedWord, known: KnownWords) -> list[str] | None:
    letters = piece.letters
    if not piece.literals:
        return None
    if not piece.is_wild:
        end = "*" if attached_words.may_follow(letters) else ""
        return [f"{_phrase([attached + letters])}{end}" for attached in attached_words.before(letters) or ("",)]
    if piece.beginning:
        return [f"{_phrase([piece.beginning])}*"]
    words = known(piece)
    if words is None:
        return None
    return [_phrase([word]) for word in words] or [NOWHERE]


def _phrase(words: list[str]) -> str:
    return f'"{for_index(" ".join(words))}"'

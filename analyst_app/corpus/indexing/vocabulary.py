"""The words of a corpus and their parts: which words have these letters somewhere inside.

Each word is kept once, whatever becomes of the articles that had it: a word
that no article has any more finds nothing. Its trigrams lie in an index of
their own, so that ``*verkehr*`` looks at few words and at no text.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

from analyst_app.corpus.searching.asked_words import AskedWord, KnownWords
from analyst_app.corpus.word_folding import UNSPACED

MOST = 1_000
"""Words for which the index of articles is asked; where more fit, all articles are looked through."""
_GRAM = 3
_REMEMBERED = 300_000
_SIGN = re.compile(f"[{UNSPACED}]")


class WordStore:
    """Takes the words of texts into the tables.

    Args:
        connection: to the tables, for which nobody else writes meanwhile.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._known: set[str] = set()

    def add(self, words: Iterable[str]) -> None:
        """Take in words, folded; signs of scripts without blanks are in the index of articles, each for itself."""
        new = set(words) - self._known
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known |= new
        for word in sorted(new):  # in one order, so that neighbours in the table are neighbours here
            if _SIGN.match(word):
                continue
            cursor = self._db.execute("INSERT OR IGNORE INTO vocabulary (word) VALUES (?)", (word,))
            if cursor.rowcount == 1 and len(word) >= _GRAM:
                row = (cursor.lastrowid, " ".join(_grams(word)))
                self._db.execute("INSERT INTO parts (rowid, grams) VALUES (?, ?)", row)


def _grams(word: str) -> set[str]:
    return {word[at : at + _GRAM] for at in range(len(word) - _GRAM + 1)}


def known_words(connection: sqlite3.Connection) -> KnownWords:
    """A function that gives the words of an index that a word with stars stands for.

    Args:
        connection: to the index.
    """

    def known(piece: AskedWord) -> list[str] | None:
        found: list[str] = []
        for (word,) in connection.execute(*_candidates(piece)):
            if piece.fits.fullmatch(word):
                found.append(word)
                if len(found) > MOST:
                    return None
        return found

    return known


def _candidates(piece: AskedWord) -> tuple[str, tuple[str, ...]]:
    """A question for all words that may fit."""
    grams = set[str]().union(*map(_grams, piece.literals))
    if grams:
        sql = "SELECT word FROM vocabulary WHERE id IN (SELECT rowid FROM parts WHERE parts MATCH ?)"
        return sql, (" AND ".join(f'"{gram}"' for gram in sorted(grams)),)
    first = piece.literals[0]
    if piece.letters.startswith(first):
        return "SELECT word FROM vocabulary WHERE word >= ? AND word < ?", (first, f"{first}\U0010ffff")
    return "SELECT word FROM vocabulary WHERE instr(word, ?)", (first,)

"""Nouns of a language that writes several of them as one word."""

from __future__ import annotations

from functools import lru_cache

_SHORTEST_END = 4
"""Letters of a noun that may end another."""


class Compounds(frozenset[str]):
    """Nouns of a language that joins them: "polizeisprecherin" is in it if "sprecherin" is."""

    def __contains__(self, word: object) -> bool:
        """True if a noun, or what it ends with, is known."""
        return super().__contains__(word) or (isinstance(word, str) and _ends_in(self, word))


@lru_cache(maxsize=1 << 15)
def _ends_in(nouns: Compounds, word: str) -> bool:
    ends = (word[start:] for start in range(1, len(word) - _SHORTEST_END + 1))
    return any(frozenset.__contains__(nouns, end) for end in ends)


def with_ends(entries: frozenset[str]) -> dict[str, frozenset[str]]:
    """Verbs with the words that go with them, from entries such as "warf … vor" and "said".

    Args:
        entries: of a word list.
    """
    found: dict[str, frozenset[str]] = {}
    for verb, gap, end in (entry.partition(" … ") for entry in entries):
        found[verb] = found.get(verb, frozenset()) | ({end} if gap else frozenset())
    return found

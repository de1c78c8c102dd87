"""Names in the genitive, where a language declines them: "по словам Ивана Петрова" names Иван Петров.

An ending tells the case only together with the place: after "по словам",
*Петрова* is a man's genitive and *Петровой* a woman's, but as a subject
*Петрова* is a woman. So forms are turned back only where the genitive is sure,
and only to a name that the article has.
"""

from __future__ import annotations

from itertools import product

from analyst_app.language.language import Language

_MOST = 64
"""Forms of a name that are tried."""
_LONGEST = 5
"""Letters of the ending of a nominative at most."""
_SHORTEST = 2
"""Letters of a word that its cases share at least."""


def nominatives(name: str, language: Language) -> list[str]:
    """The names that a genitive may stand for, each word by the endings of the language.

    Args:
        name: as printed, in the genitive.
        language: the language that the article is read in.
    """
    words = [_of_word(word, language) for word in name.split()]
    forms = (" ".join(parts) for _, parts in zip(range(_MOST), product(*words), strict=False))
    return [form for form in forms if form != name]


def _of_word(word: str, language: Language) -> list[str]:
    pairs = [rule.partition(" > ")[::2] for rule in language.genitive_cases]
    endings = [(old, new.strip()) for old, new in pairs if word.endswith(old) and len(word) > len(old) + 1]
    longest = max((len(old) for old, _ in endings), default=0)
    return [*(word[: -len(old)] + new for old, new in sorted(endings) if len(old) == longest), word]


def is_form(word: str, base: str, language: Language) -> bool:
    """True if a word is another, or that in another case, by their endings.

    Args:
        word: as written.
        base: the nominative.
        language: the language that the article is read in.
    """
    if word == base:
        return True
    for start in range(max(_SHORTEST, len(base) - _LONGEST), len(base) + 1):
        if not word.startswith(base[:start]):
            return False
        if word[start:] in language.name_cases.get(base[start:], frozenset()):
            return True
    return False

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

"""The languages that ship with the app, and finding out which one an article is in.

A language is a folder of ``resources/words``; adding one is adding a folder
(docs/languages.md). Its table says whose lists it reads besides its own: today
every language reads all, because small articles quote each other's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from functools import cache

from analyst_app import resources
from analyst_app.language.language import Language, Words
from analyst_app.language.natural_units import natural_unit

DEFAULT = "en"
"""The language of a text that shows none."""
_SAMPLE = 8_000
"""Code points from the beginning of an article that are looked at."""
_LEAST = 3
"""Different small words that must be met before a language is believed."""
_LEAST_SHARE = 0.1
"""Share of a text that they make up at least; in news they are a fifth (Russian, Arabic) to a half (English) of it."""
_MARGIN = 1.25
"""So many times as many as those of any other language, ours or a neighbour's."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TELLING = (
    "function_words",
    "determiners",
    "prepositions",
    "pronouns",
    "conjunctions",
    "auxiliaries",
    "complementizers",
)
"""Lists of small words that a text in a language cannot do without."""
_OWN = ("code", "name")


def codes() -> tuple[str, ...]:
    """The codes of all languages that ship, in order."""
    return resources.languages()


@cache
def language(code: str) -> Language:
    """A language by its code, read once.

    Raises:
        KeyError: there is no such language.
        LanguageInvalid: one of its files is damaged.
    """
    if code not in codes():
        raise KeyError(code)
    table = resources.language(code)
    others = codes() if table["reads_also"] == "all" else (code, *table["reads_also"])
    lists = {
        item.name: frozenset().union(*(_own(other, item.name) for other in others))
        for item in fields(Language)
        if item.name not in _OWN
    }
    return Language(code, table["name"], **lists)


def language_of(text: str, noted: str = "") -> Language:
    """The language that an article is read in.

    Args:
        text: the article.
        noted: the code that a person noted in the article's facts; one that is not known here counts as none.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    return language(noted if noted and noted in codes() else found_in(text) or DEFAULT)


def found_in(text: str) -> str:
    """The code of the language that a text shows clearly by its small words; empty if it shows none of ours.

    The share of small words tells languages apart from a few sentences on
    (Grefenstette 1995, "Comparing two language identification schemes"). The
    languages beside ours are compared too, as many of their small words are
    spelt like ours: *de*, *la* and *que* are Spanish as well as French.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    counted = Counter(map(str.lower, _WORD.findall(text[:_SAMPLE])))
    ours = codes()
    compared = {**resources.neighbours(), **{code: _telling(code) for code in ours}}
    speakers = _speakers(tuple(compared.items()))
    scores = dict.fromkeys(compared, 0)
    for word in counted.keys() & speakers.keys():
        for code in speakers[word]:
            scores[code] += counted[word]
    best, second = sorted(scores, key=lambda code: -scores[code])[:2]
    is_clear = (
        scores[best] >= _MARGIN * scores[second]
        and scores[best] >= _LEAST_SHARE * counted.total()
        and len(counted.keys() & compared[best]) >= _LEAST
    )
    return best if is_clear and best in ours else ""


def warm(text: str = "") -> None:
    """Compile the patterns that gestures go by, in a worker, so that the first gesture does not wait for it.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    for rule in ("quotation", "clause", "name"):
        natural_unit(rule, "“No,” said Ada Brandt.", 8, language_of(text))


@cache
def _own(code: str, name: str) -> Words:
    """A list or small table of one language alone."""
    return frozenset(resources.words(code, name)) | frozenset(resources.language(code)["rules"].get(name, ()))


@cache
def _speakers(compared: tuple[tuple[str, Words], ...]) -> dict[str, list[str]]:
    """The languages of each small word, so that a text is asked for its own words and not for all there are."""
    speakers: dict[str, list[str]] = {}
    for code, words in compared:
        for word in words:
            speakers.setdefault(word, []).append(code)
    return speakers


@cache
def _telling(code: str) -> Words:
    return frozenset().union(*(_own(code, name) for name in _TELLING))

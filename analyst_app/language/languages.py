"""The languages that ship with the app, and finding out which one an article is in.

A language is a folder of ``resources/words``; adding one is adding a folder
(docs/languages.md). Each reads its own lists, since a word of one is another in
the next ("war", "die", "a"), but for those that hold names' titles and the
lines of a page: articles take these from each other. Its table may say whose
lists it reads besides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from analyst_app import resources
from analyst_app.language.compounds import WordList
from analyst_app.language.language import Language, Words
from analyst_app.language.natural_units import natural_unit

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE = 8_000
"""Code points from the beginning of an article that are looked at."""
_LEAST = 3
"""Different small words that must be met before a language is believed."""
_SHORT = 12
"""A text of fewer words has so few of them that two must do, or one, if no other language has any."""
_LEAST_SHARE = 0.1
"""Share of a text that they make up at least; in news they are a fifth (Russian, Arabic) to a half (English) of it."""
_MARGIN = 1.25
"""So many times as many as those of any other language, ours or a neighbour's."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[“„«»”\"][^“”„«»\"]{1,2000}[”“»«\"]")
_TELLING = (
    "reporting_verbs",
    "helped_verbs",
    "function_words",
    "determiners",
    "prepositions",
    "pronouns",
    "conjunctions",
    "auxiliaries",
    "complementizers",
)
"""Lists of small words that a text in a language cannot do without, and of the verbs that news goes by."""
_OWN = ("code", "name")
_SHARED = frozenset(
    {
        *("titles", "he_titles", "she_titles", "particles", "months"),
        *("captions", "promos", "bylines", "notices", "page_words", "datelines", "weekdays"),
    }
)
"""Lists that every language reads of all: foreign titles, parts of names, days, and lines that are no article."""
_OF_NAMES = frozenset({"titles", "he_titles", "she_titles", "particles", "months"})
"""Those of them whose words stand before or in a name: French "me" is a title, English "me" is none."""
_BY_SHAPE = frozenset({"abbreviations", "elisions", "function_words", "determiners"})
"""Lists of all languages by which sentences, marks and names are cut in a text whose language nobody knows."""
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")
"""A code of BCP 47, its first part being the language."""


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
    return _made(code, table["name"], lambda name: codes() if name in _SHARED else others)


@cache
def without_rules(code: str = "") -> Language:
    """A language that has no folder: no speakers are proposed in it.

    Args:
        code: of the language; empty if nobody knows it.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    return _made(code, "", lambda name: codes() if name in _SHARED | _BY_SHAPE else ())


def _made(code: str, name: str, read: Callable[[str], tuple[str, ...]]) -> Language:
    """A language, each of whose lists is made of those of some languages."""
    lists = [item.name for item in fields(Language) if item.name not in _OWN]
    return Language(code, name, **{one: _joined(code, one, read(one)) for one in lists})


def _joined(code: str, name: str, others: tuple[str, ...]) -> Words:
    """A list of some languages in one; what is a small word of the language itself is no part of foreign names."""
    all_words = WordList(frozenset().union(*(_own(other, name) for other in others)))
    if name not in _OF_NAMES or code not in codes():
        return all_words
    return (all_words - _telling(code)) | _own(code, name)


def language_of(text: str, noted: str = "") -> Language:
    """The language that an article is read in: the one noted, else the one that the text shows.

    It has no speakers (``Language.has_speakers``) where neither is one of ours.

    Args:
        text: the article.
        noted: the code that a person noted in the article's facts, also with a region (``en-US``); what is no
            such code counts as none.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    match = _CODE.fullmatch(noted.strip())
    code = match[1].lower() if match else found_in(text)
    return language(code) if code in codes() else without_rules(code)


def found_in(text: str) -> str:
    """The code of the language that a text shows clearly by its small words; empty if it shows none.

    What stands in quotation marks may be in another language and is looked at
    only if the rest does not tell. The share of small words tells languages apart from a few sentences on
    (Grefenstette 1995, "Comparing two language identification schemes"). The
    languages beside ours are compared too, as many of their small words are
    spelt like ours: *de*, *la* and *que* are Spanish as well as French.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    sample = text[:_SAMPLE]
    outside = _WORD.findall(_QUOTED.sub(" ", sample))
    return (_shown_by(outside) if len(outside) >= _SHORT else "") or _shown_by(_WORD.findall(sample))


def _shown_by(words: list[str]) -> str:
    """The code of the language that some words show clearly; empty if they show none."""
    counted = Counter(map(str.lower, words))
    compared = {**resources.neighbours(), **{code: _telling(code) for code in codes()}}
    speakers = _speakers(tuple(compared.items()))
    scores = dict.fromkeys(compared, 0)
    for word in counted.keys() & speakers.keys():
        for code in speakers[word]:
            scores[code] += counted[word]
    best, second = sorted(scores, key=lambda code: -scores[code])[:2]
    least = _LEAST if counted.total() >= _SHORT else 2 if scores[second] else 1
    is_met = len(counted.keys() & compared[best]) >= least
    is_clear = scores[best] >= _MARGIN * scores[second] and scores[best] >= _LEAST_SHARE * counted.total()
    return best if is_clear and is_met else ""


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

"""Names in another case than the one they are listed in: "według Nowakowej" is said of Zofia Nowakowa.

The rule: each word of the inflected name is the word of the full name at the
same place from the end, or has one of the endings of ``case_endings`` in its
stead; and only one person of the article fits. A woman's surname is no case of
a man's ("Nowakowa" and "Nováková" stay apart from "Nowak" and "Novák").
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from analyst_app.language.language import Language
from analyst_app.language.people import is_same_person
from analyst_app.language.reporting.verb_gender import told_by_name
from analyst_app.language.speaking.cases import is_form, nominatives

_ENDINGS = frozenset("aáeéiíoóuúyý")
"""Letters that a surname ends in where a woman's is declined."""


def nominative_of(name: str, forms: Iterable[str], language: Language) -> str:
    """The full name of which a name is another case; empty if none of the article fits, or several people do.

    Args:
        name: as printed.
        forms: the full names of the article, as printed.
        language: the language that the article is read in.
    """
    if not language.name_cases:
        return ""
    words = name.split()
    found = [form for form in dict.fromkeys(forms) if form != name and _is_case(words, form.split(), language)]
    if len(found) > 1:
        found = [form for form in found if not _is_never_declined(form, language)]
    if not found or not all(is_same_person(one, other) for one, other in pairwise(found)):
        return ""
    return max(found, key=len)


def _is_never_declined(name: str, language: Language) -> bool:
    """True of a woman's surname without an ending: Anna Nowak is never "Nowaka", Jan Nowak is."""
    return told_by_name(name, language) == "she" and name[-1].lower() not in _ENDINGS


def _is_case(words: list[str], full: list[str], language: Language) -> bool:
    if not words or len(words) > len(full):
        return False
    last = full[len(full) - len(words) :]
    if words == last:
        return False
    if len(words) > 1 and " ".join(last) in nominatives(" ".join(words), language):
        return True  # Ивана Петрова, where Петрова alone may be a woman
    return all(is_form(word, base, language) for word, base in zip(words, last, strict=True))

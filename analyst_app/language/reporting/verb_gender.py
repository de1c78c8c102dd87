"""The man or woman that a verb's past form tells of, and a name's ending: "dodała" is not said of Jan Nowak.

Only where verbs show it (Polish, Czech, Russian, Arabic); endings that both may have tell nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.language.forms_of_address import told_by_name as told_by_first_name

if TYPE_CHECKING:
    from analyst_app.language.forms_of_address import Told
    from analyst_app.language.language import Language


def told_by_verb(verb: str, language: Language) -> Told:
    """The man or woman of whom a verb form tells; empty if it tells nothing.

    Args:
        verb: as written.
        language: the language that the article is read in.
    """
    if verb.endswith(tuple(language.she_verb_endings)):
        return "she"
    if language.untold_verb_beginnings and verb.startswith(tuple(language.untold_verb_beginnings)):
        return ""
    return "he" if verb.endswith(tuple(language.he_verb_endings)) else ""


def told_by_name(name: str, language: Language) -> Told:
    """The man or woman of whom a name tells by the ending of its surname, else of its first name; empty: it does not.

    Args:
        name: as printed, in the nominative.
        language: the language that the article is read in.
    """
    if not language.she_verb_endings:
        return ""
    if told := told_by_first_name(name, language):
        return told
    first, *rest = name.lower().split()
    surname = rest[-1] if rest else first
    if surname.endswith(tuple(language.she_surname_endings)):
        return "she"
    if surname.endswith(tuple(language.he_surname_endings)):
        return "he"
    if not rest or not language.she_first_endings or first[-1] in language.unsure_first_endings:
        return ""
    return "she" if first.endswith(tuple(language.she_first_endings)) else "he"


def suits(name: str, verb: str, language: Language) -> bool:
    """True unless a verb form tells of a man and the name of a woman, or the other way round.

    Args:
        name: as printed.
        verb: the reporting verb.
        language: the language that the article is read in.
    """
    told = told_by_verb(verb, language)
    return not told or told_by_name(name, language) in ("", told)

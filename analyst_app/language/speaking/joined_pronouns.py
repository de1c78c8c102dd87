"""Pronouns that a hyphen joins to their verb: behind a quotation "lâche-t-elle" tells who speaks, whatever the verb."""

from __future__ import annotations

from analyst_app.language.language import Language


def joined_pronoun(word: str, language: Language) -> str:
    """The personal pronoun in lower case with which a verb ends after a hyphen; empty without one.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    if "-" not in word or not language.clitics:
        return ""
    verb, _, last = word.lower().rpartition("-")
    is_verb = bool(verb) and word not in language.pronouns
    return last if is_verb and last in language.personal_pronouns else ""


def speaks(word: str, rest: list[str], language: Language) -> bool:
    """True of a verb with a pronoun joined to it, unless it only helps a verb that is known and follows it.

    Args:
        word: as written, right behind a quotation.
        rest: the words after it.
        language: the language that the article is read in.
    """
    if not joined_pronoun(word, language):
        return False
    verb = word.partition("-")[0].lower()
    verbs = language.reporting_verbs | language.helped_verbs
    return verb not in language.auxiliaries or not any(after.lower() in verbs for after in rest)

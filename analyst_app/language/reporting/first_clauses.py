"""The comma after a subordinate clause that begins a sentence: "While some say it fell, others say it rose"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.snapping import words_in


def ends_first_clause(
    text: str, words: list[Span], second: int, cue: Span, first_reports: bool, language: Language
) -> bool:
    """True if a statement of its own begins after a comma, because the sentence opens with "while" or the like.

    In "While the town slept, officials say, the dam broke" it is none: what
    stands between commas only attributes.

    Args:
        text: the article.
        words: the words on both sides of the comma that stand outside quotation marks.
        second: the place of the first word after the comma, in code points.
        cue: the first reporting word after it.
        first_reports: True if a reporting word stands before the comma.
        language: the language that the article is read in.
    """
    opens = words[0].of(text).lower()
    if opens not in language.conjunctions - language.joiners:
        return False
    if any(mark in text[second : cue.start] for mark in ",;:"):
        return False
    after = [word for word in words if word.start >= cue.end]
    if cue.start > second:
        begins = next(word.of(text).lower() for word in words if word.start >= second)
        goes_on = language.relatives | language.aside_openers | language.complementizers
        return first_reports and begins not in goes_on and bool(after) and text[cue.end] != ","
    reported = [word for word in after if "," in text[cue.end : word.start]]
    return bool(reported) and reported[0].of(text).lower() not in language.auxiliaries


def holds_apposition(text: str, words: list[Span], start: int, commas: list[int], language: Language) -> bool:
    """True if the last two commas hold what a name before them is: "Ada Brandt, the mayor of Kova, said the depot".

    Nothing is reported there, for neither stretch has a verb.

    Args:
        text: the article.
        words: of the sentence, outside quotation marks.
        start: of the statement, in code points.
        commas: their places before the reporting word.
        language: the language that the article is read in.
    """
    if len(commas) != 2 or language.is_verb_second:
        return False
    name = [word.of(text) for word in words if start <= word.start < commas[0]]
    inner = [word.of(text).lower() for word in words if commas[0] < word.start < commas[1]]
    if not name or not inner or name[0].lower() in language.no_names or not all(map(is_capitalised, name)):
        return False
    return inner[0] in language.articles and not any(map(language.may_be_finite, inner))


def may_be_told_first(text: str, told: Span, language: Language) -> bool:
    """True if words before a comma and verb may be a statement: three, or two where no word for "is" is needed.

    Args:
        text: the article.
        told: those words, code points, half-open.
        language: the language that the article is read in.
    """
    words = words_in(text, told)
    is_short = len(words) == 2 and bool(language.name_endings)
    return len(words) > 2 or (is_short and words[0].of(text).lower() not in language.prepositions)

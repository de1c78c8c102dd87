"""Words in quotation marks are a statement, part of a reported one, or only a term: a title, a label, a word as a word.

The marks alone do not tell; the sentence round them does. A whole reported
clause or sentence in marks is a statement, marks within a larger reported
clause hold a part of it, and marks without anyone who speaks hold a term
unless they read as a statement. So does a line of nothing but marked words: it
is a subheading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal
from unicodedata import category

from analyst_app.core.span import Span
from analyst_app.language.compounds import with_ends
from analyst_app.language.language import Language
from analyst_app.language.names import is_acronym, is_capitalised, names_in
from analyst_app.language.paragraphs import paragraph_at, trimmed
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.language.quotations import Quotation, quotations_in
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.clauses import statements_in
from analyst_app.language.sentences import sentence_cover
from analyst_app.language.snapping import first_word_in, last_words_in, word_at, words_in
from analyst_app.language.speaking.papers import is_paper

Kind = Literal["clause", "part", "term"]

TERM_WORDS = 3
"""Marked words up to so many are a term where nothing shows a statement."""
_PHRASE_WORDS = 2
"""Marked words that may be somebody's with nobody named, where the language says so."""
_LABEL_WORDS = 8
"""More marked words than this without a speaker are cited from somewhere."""
_SUBHEADING_WORDS = 10
_LOOSE = ".,;:!?…،؛。 \u00a0\u202f\t\n"
_STOPS = ".!?…。！？؟"
_BULLETS = "•*–—-‣►\ufe0f\u200d"
_NAME_WORDS = 4
"""Words of a speaker's name before a colon."""
_JUDGEMENT_WORDS = 60
"""A judging verb is looked for in so many words before the marks: no verb stands further from its object."""
_AFTER_JUDGED = 120
"""Code points after the marks in which such a verb is looked for, where it may stand at the end of its clause."""
_LABEL_NAME_WORDS = 6
"""Marked words of a name at most, where every noun has a capital."""
_LEAD = 4
"""Words before the marks that tell if a preposition holds the noun there."""
_SMALL = 3
"""Words of so few letters may be in lower case in a title."""


def kind_in_marks(text: str, segment: Span, language: Language) -> Kind:
    """A marked stretch as a statement (``clause``), part of a reported one, or a term.

    Args:
        text: the article.
        segment: the stretch with its marks, or the words inside them.
        language: the language that the article is read in.
    """
    quotation = _quotation_of(text, segment, language)
    if quotation is None or len(quotation.segments) > 1:
        return "clause"
    marked, inside = quotation.segments[0], quotation.insides[0]
    if marked == inside:
        return "clause"  # a dash or a name opens it
    words = [word.of(text) for word in words_in(text, inside)]
    if quotation.depth:
        is_sentence = text[inside.end - 1] in _STOPS and is_capitalised(words[0]) if words else False
        is_long = len(words) > TERM_WORDS and _is_statement(text, inside, words, language)
        return "clause" if is_sentence or is_long else "term"
    if not language.has_speakers and (len(words) > TERM_WORDS or _has_no_spaces(text, inside)):
        return "clause"  # nobody can tell more
    sentence = sentence_cover(text, marked, language)
    if _is_nickname(text, marked, words, sentence, language) or _is_noun_label(text, marked, words, sentence, language):
        return "term"
    if _is_judgement(text, marked, words, sentence, language) or _goes_with_part(
        text, marked, words, sentence, language
    ):
        return "part"
    if is_paper(text, marked, language):
        return "term"
    by_report = _reported(text, marked, words, sentence, language)
    return by_report or _unreported(text, marked, inside, words, sentence, language)


def _has_no_spaces(text: str, inside: Span) -> bool:
    """True of several letters of a script that puts no spaces between words."""
    return inside.length > _LABEL_WORDS - TERM_WORDS and "\u2e80" <= text[inside.start] <= "\uffef"


def is_clause_in_marks(text: str, segment: Span, language: Language) -> bool:
    """True if a marked stretch is a statement of its own.

    Args:
        text: the article.
        segment: the stretch with its marks.
        language: the language that the article is read in.
    """
    return kind_in_marks(text, segment, language) == "clause"


def is_same_stretch(text: str, one: Span, other: Span) -> bool:
    """True if two spans hold the same words but for marks and punctuation at their ends.

    Args:
        text: the article.
        one: code points, half-open.
        other: code points, half-open.
    """
    return _core(text, one) == _core(text, other)


def has_verb(text: str, content: Span, language: Language) -> bool:
    """True if a finite verb that is known stands in some words, or one that ends like one, but for the first word.

    Args:
        text: the article.
        content: the words, code points, half-open.
        language: the language that the article is read in.
    """
    spelt = [word.of(text).lower() for word in words_in(text, content)[1:]]
    return any(language.may_be_finite(word) for word in spelt if word not in language.determiners)


def _core(text: str, span: Span) -> Span:
    start, end = span
    while start < end and _is_loose(text[start]):
        start += 1
    while end > start and _is_loose(text[end - 1]):
        end -= 1
    return Span(start, end)


def _is_loose(character: str) -> bool:
    """True of marks, punctuation, and of bullets and emoji beside words."""
    return character in _LOOSE or character in SIGNS or character in _BULLETS or category(character) == "So"


def _quotation_of(text: str, segment: Span, language: Language) -> Quotation | None:
    around = [q for q in quotations_in(text, segment, language) if any(s.contains(segment) for s in q.segments)]
    return max(around, key=lambda quotation: quotation.depth, default=None)


def _reported(text: str, marked: Span, words: list[str], sentence: Span, language: Language) -> Kind | None:
    """The kind by the reporting words of the sentence; None if they do not report the marked words."""
    is_title = _is_title(text, words, sentence, language)
    statements = statements_in(text, sentence, language)
    if _is_led_in(text, marked.start, str.isspace) and any(a.cue.end < marked.start for a in statements):
        return "clause"  # the minister said: “We go”, and went
    reported = False
    for attribution in statements:
        for content in attribution.contents:
            if is_same_stretch(text, content, marked):
                if _completes(text, Span(attribution.cue.end, max(attribution.cue.end, marked.start)), language):
                    return "part"
                leads = content.start > attribution.cue.end and attribution.frame not in language.complementizers
                if attribution.frame and leads and attribution.frame != ":":
                    return "part"  # warned of “serious consequences”
                follows = text[attribution.cue.end : marked.start].strip() == "" and marked.start > attribution.cue.end
                is_paper = follows and bool(language.name_cases) and _is_bare_name(text, marked, words, language)
                return "term" if follows and (is_title or is_paper) else "clause"
            if content.contains(marked) and content.start == marked.start and _is_cut_off(text, marked, words):
                return "clause"  # said “taxes fell,” adding that …
            tells = len(words) > TERM_WORDS or _tells(text, attribution, content, language)
            reported = reported or (content.contains(marked) and tells)
    is_label = is_title or _is_introduced(text, marked, language) or _is_named(text, marked, words, language)
    if not reported:
        is_said = not is_label and words and not is_capitalised(words[0]) and _is_told(text, statements, language)
        return "part" if is_said else None
    return "term" if is_label else "part"


def _is_bare_name(text: str, marked: Span, words: list[str], language: Language) -> bool:
    """True of a paper that was told something ("рассказал «Альтской газете»"): a colon leads to speech there."""
    is_short = 0 < len(words) <= TERM_WORDS and is_capitalised(words[0])
    return is_short and words[0].lower() not in language.no_names and not has_verb(text, marked, language)


def _is_told(text: str, statements: list[Attribution], language: Language) -> bool:
    """True if a sentence reports something, and does not only call or describe a thing."""
    cues = [attribution.cue.of(text).lower() for attribution in statements if attribution.contents]
    return bool(cues) and not any(cue in language.judging for cue in cues)


def _tells(text: str, attribution: Attribution, content: Span, language: Language) -> bool:
    """True if reported words are a clause, or what somebody promises or is accused of, and not only called."""
    if not attribution.frame:
        return has_verb(text, content, language)
    return attribution.frame not in language.judging.get(attribution.cue.of(text).lower(), ())


def _is_judgement(text: str, marked: Span, words: list[str], sentence: Span, language: Language) -> bool:
    """True if the marks say what somebody calls a thing: "called it “a stunt”", "described the vote as “historic”".

    An article may stand outside of them ("called it a “quiet zone”"). A capital makes them a label, and so does a
    definite article in them before a word or two ("calls its draft “the long bill”").
    """
    before = last_words_in(text, Span(sentence.start, marked.start), _JUDGEMENT_WORDS)
    if not before or text[before[-1].end : marked.start].strip() or not words:
        return False
    if language.is_verb_second:
        return _is_judged_in(text, before, marked, sentence, language)
    if len(before) < 2 or is_capitalised(words[0]):
        return False
    if _opens_name(words, language):
        return False
    spelt = [word.of(text).lower() for word in before]
    if spelt[-1] in language.judging and language.helpers:  # a dénoncé « une décision »
        return not language.judging[spelt[-1]] and words[0].lower() in language.indefinite_articles
    verb = next((n for n in range(len(spelt) - 2, -1, -1) if spelt[n] in language.judging), None)
    if verb is None or not language.passives.isdisjoint(spelt[max(0, verb - 2) : verb]):
        return False
    if spelt[-1] in language.determiners and len(spelt) > verb + 2:
        spelt.pop()  # called it a “quiet zone”
    objects = language.he_pronouns | language.she_pronouns  # describes himself as
    between = [word for word in spelt[verb + 1 :] if word not in objects]
    if any(language.is_reporting(word) or word in language.auxiliaries for word in between):
        return False
    leads = language.judging[spelt[verb]]
    is_open = not any(sign in text[before[verb].end : marked.start] for sign in [*',;:،؛“”"«»', "''"])
    return is_open and (spelt[-1] in leads if leads else True)


def _opens_name(words: list[str], language: Language) -> bool:
    """True if a definite article and a word or two are marked: “the long bill”."""
    return len(words) <= TERM_WORDS and words[0].lower() in language.articles - language.indefinite_articles


def _goes_with_part(text: str, marked: Span, words: list[str], sentence: Span, language: Language) -> bool:
    """True if "and" joins marked words to others that are a part of what is said: "called it “weak” and “slow”"."""
    if not words or is_capitalised(words[0]) or text[marked.start - 1 : marked.start] != " ":
        return False
    earlier = [q.span for q in quotations_in(text, sentence, language) if q.depth == 0 and q.span.end < marked.start]
    between = text[earlier[-1].end : marked.start].strip(_LOOSE).lower() if earlier else ""
    return between in language.conjunctions and kind_in_marks(text, earlier[-1], language) == "part"


def _is_judged_in(text: str, before: list[Span], marked: Span, sentence: Span, language: Language) -> bool:
    """True if a judging verb of the clause leads to the marks, on whichever side: "als „falsch“ zurückgewiesen"."""
    spelt = [word.of(text) for word in before]
    while spelt and spelt[-1] in language.determiners:
        spelt.pop()
    after = words_in(text, Span(marked.end, min(sentence.end, marked.end + _AFTER_JUDGED)))
    clause = next(
        (n for n, w in enumerate(after) if any(sign in text[marked.end : w.start] for sign in ',;:„“"')), None
    )
    if not spelt:
        return False
    lead = spelt[-1].lower()  # Von einer „Zäsur“ sprach …
    for verb in (*spelt, *(word.of(text) for word in after[:clause])):
        leads = language.judging.get(verb)
        if leads is not None and (lead in leads if leads else verb in spelt):
            return True
    return False


def _completes(text: str, between: Span, language: Language) -> bool:
    """True if a verb after an inserted attribution leads to the marks: "The fund, he wrote, had “no plan”"."""
    words = words_in(text, between) if between.length > 0 else []
    if not words or text[between.start] != "," or text[between.start : between.end].rstrip()[-1] in ",:":
        return False
    return words[0].of(text).lower() in language.auxiliaries


def _unreported(text: str, marked: Span, inside: Span, words: list[str], sentence: Span, language: Language) -> Kind:
    line = trimmed(text, paragraph_at(text, marked.start))
    stops = text[inside.end - 1 : inside.end] in _STOPS
    if line == marked:
        is_led_in = _is_led_in(text, marked.start, _LOOSE[7:].__contains__)
        return "clause" if stops or is_led_in or len(words) > _SUBHEADING_WORDS else "term"
    before = text[sentence.start : marked.start].strip()
    after = text[marked.end : sentence.end].strip(_LOOSE)
    if not after and (not before or before[-1] in ":—–" + _STOPS):
        return "clause"
    if before[-1:] in (":", "：") and _is_speaker_s_name(text, Span(sentence.start, marked.start), language):
        return "clause"
    if _is_title(text, words, sentence, language):
        return "term"
    if _is_called_out(text, inside, words, language):
        return "clause"
    if not before and (_is_cut_off(text, marked, words) or _verb_follows(text, marked, language)):
        return "clause"
    if len(words) > TERM_WORDS and _is_statement(text, inside, words, language):
        return "clause"
    return "term" if len(words) <= _LABEL_WORDS and not _is_cited(text, marked, words, language) else "part"


def _is_called_out(text: str, inside: Span, words: list[str], language: Language) -> bool:
    """True of what is shouted or asked, and of a sentence in which somebody speaks: "“You look fine.”"."""
    stop = text[inside.end - 1]
    if stop in "!?":
        return not _is_introduced(text, Span(inside.start - 1, inside.end), language)
    is_sentence = stop == "." and is_capitalised(words[0]) and len(words) >= TERM_WORDS
    return is_sentence and not language.turn_words.isdisjoint(word.lower() for word in words)


def _is_cited(text: str, marked: Span, words: list[str], language: Language) -> bool:
    """True if several words in lower case follow no article: nobody is named, but somebody's words they are."""
    before = last_words_in(text, Span(max(0, marked.start - 40), marked.start), 1)
    fewest = _PHRASE_WORDS if "phrases" in language.cited else TERM_WORDS + 1
    if len(words) < fewest or is_capitalised(words[0]) or not before or _opens_name(words, language):
        return False
    last = before[0].of(text).lower()  # the corner they call “little Lagos”
    is_named = last in language.determiners or last in language.judging or _is_introduced(text, marked, language)
    return not is_named and not language.nouns_have_capitals


def _is_speaker_s_name(text: str, lead: Span, language: Language) -> bool:
    """True if nothing but a name stands before a colon; in a script without capitals, a few words."""
    words = words_in(text, lead)
    if not words or len(words) > _NAME_WORDS:
        return False
    if text[words[0].start].upper() == text[words[0].start].lower():
        return True
    names = names_in(text, lead, language)
    return len(names) == 1 and names[0].whole == Span(words[0].start, words[-1].end) and len(words) > 1


def _is_led_in(text: str, position: int, is_passed: Callable[[str], bool]) -> bool:
    """True if a colon stands before a position, but for some signs."""
    while position and is_passed(text[position - 1]):
        position -= 1
    return text[position - 1 : position] == ":"


def _is_cut_off(text: str, marked: Span, words: list[str]) -> bool:
    """True if a comma ends several marked words: "“taxes fell by a tenth,” adding …"."""
    last = words_in(text, marked)[-1:]
    around = text[last[0].end if last else marked.end : marked.end + 1]
    return len(words) > TERM_WORDS and any(comma in around for comma in ",،")


def _verb_follows(text: str, marked: Span, language: Language) -> bool:
    """True if a comma and then what must be a verb follow the marks: "„Es reicht“, rief der Bürgermeister"."""
    after = first_word_in(text, Span(marked.end, min(len(text), marked.end + 40)))
    last = words_in(text, marked)[-1:]
    if after is None or not last or not any(comma in text[last[0].end : after.start] for comma in ",،"):
        return False
    spelt = after.of(text)
    return spelt[0].islower() and spelt not in language.closed - language.reporting_verbs


def _is_statement(text: str, inside: Span, words: list[str], language: Language) -> bool:
    """True if words have a finite verb that is known, or a pronoun as their subject, or are sentences."""
    if any(mark in _STOPS for mark in inside.of(text)[:-1].replace("...", "")) and len(words) > TERM_WORDS:
        return True
    spelt = [word.lower() for word in words]
    return spelt[0] in language.pronouns or not language.auxiliaries.isdisjoint(spelt)


def _is_title(text: str, words: list[str], sentence: Span, language: Language) -> bool:
    """True if all longer words are capitalised, in a language that does not write every noun so."""
    if language.nouns_have_capitals:
        return False
    longer = [word for word in words if len(word) > _SMALL]
    return len(words) > 1 and is_capitalised(words[0]) and bool(longer[1:]) and all(map(is_capitalised, longer))


def _is_named(text: str, marked: Span, words: list[str], language: Language) -> bool:
    """True if nothing but nouns is marked after an article or noun, where all have capitals: "die „Neue Post“ habe"."""
    before = words_in(text, Span(max(0, marked.start - 40), marked.start)) if language.nouns_have_capitals else []
    if not before or text[before[-1].end : marked.start] != " ":
        return False
    last = before[-1].of(text)
    is_short = 0 < len(words) <= TERM_WORDS and all(map(is_capitalised, words))
    return is_short and (last in language.determiners or is_capitalised(last))


def _is_nickname(text: str, marked: Span, words: list[str], sentence: Span, language: Language) -> bool:
    """True if a few marked words stand between two parts of a name: "Pat “the Crane” Donnelly"."""
    if len(words) > TERM_WORDS or {text[marked.start - 1 : marked.start], text[marked.end : marked.end + 1]} != {" "}:
        return False
    if language.nouns_have_capitals or text[marked.end - 2] in _STOPS:
        return False
    before, after = word_at(text, marked.start - 1), word_at(text, marked.end + 1)
    if before is None or after is None:
        return False
    stands_between = (text[before.end : marked.start], text[marked.end : after.start]) == (" ", " ")
    return stands_between and is_capitalised(before.of(text)) and is_capitalised(after.of(text))


def _is_noun_label(text: str, marked: Span, words: list[str], sentence: Span, language: Language) -> bool:
    """True of a name in marks, or of what people in general call a thing, where every noun has a capital."""
    before = words_in(text, Span(sentence.start, marked.start)) if language.nouns_have_capitals else []
    if not before or text[before[-1].end : marked.start].strip():
        return False
    after = words_in(text, Span(marked.end, min(sentence.end, marked.end + _AFTER_JUDGED)))
    comma = next((n for n, word in enumerate(after) if "," in text[marked.end : word.start]), len(after))
    return _is_label([w.of(text) for w in before], words, [w.of(text) for w in after[:comma]], language)


def _is_introduced(text: str, marked: Span, language: Language) -> bool:
    """True if the words before the marks say that a term follows: "the so-called “quiet zone”, known as “the Fox”"."""
    words = last_words_in(text, Span(max(0, marked.start - 40), marked.start), 2)
    if not words or text[words[-1].end : marked.start].strip():
        return False
    before = [word.of(text).lower() for word in words]
    return not language.term_openers.isdisjoint({before[-1], " ".join(before)})


def _is_label(before: Sequence[str], words: Sequence[str], after: Sequence[str], language: Language) -> bool:
    """True if the words round some marks show a name or a mere naming, which nobody in particular says."""
    if not words:
        return False
    if len(words) == 1 and is_acronym(words[0]):
        return True
    last = before[-1]
    is_name = is_capitalised(words[0]) and words[0].lower() not in language.no_names and len(words) <= _LABEL_NAME_WORDS
    judging = language.judging
    judged = frozenset().union(*(judging[word] for word in (*before, *after) if word in judging))
    if is_name and is_capitalised(last) and _is_held(before, language):
        return True  # mit dem Sender „Welle Nord“
    if (
        is_name
        and last in language.determiners
        and before[-2:-1]
        and before[-2].lower() in language.prepositions - judged
    ):
        return True  # gegenüber dem „Abendblatt“
    return _is_naming(before, after, language)


def _is_held(before: Sequence[str], language: Language) -> bool:
    """True if a preposition holds the noun right before the marks."""
    for word in reversed(before[-_LEAD:-1]):
        if word.lower() in language.prepositions:
            return True
        if not word.islower():
            return False
    return False


def _is_naming(before: Sequence[str], after: Sequence[str], language: Language) -> bool:
    """True of a name that people in general use: "das nennt man …", "wird als … bezeichnet", "genannt …"."""
    if before[-1].lower() in language.term_openers:
        return True
    naming = with_ends(language.naming_verbs)
    around = (*before[-_LEAD * 2 :], *after[:_LEAD])
    return any(not naming[verb].isdisjoint(around) for verb in around if verb in naming)

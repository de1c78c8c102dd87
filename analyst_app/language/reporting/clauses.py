"""The attributions of a sentence: the reporting word, the side of its holder, the reported words.

A sentence may hold several statements ("Ortiz said taxes fell, while Brandt
said they rose"); each gives one attribution. Reporting words inside quotation
marks belong to the quoted and are not looked at.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import elided_article, is_capitalised
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.reporting.asides import end_of_aside
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.cues import Cued, may_attribute, once
from analyst_app.language.reporting.first_clauses import ends_first_clause, holds_apposition, is_time, may_be_told_first
from analyst_app.language.reporting.frames import framed_content
from analyst_app.language.reporting.listeners import leaves_off, past_listener, past_time
from analyst_app.language.reporting.nouns import noun_attribution
from analyst_app.language.reporting.outer_clauses import ends_with, has_begun, outer_of, points
from analyst_app.language.reporting.phrases import as_reported, held_by, may_be_speaker, past_insert
from analyst_app.language.reporting.tails import without_tail
from analyst_app.language.reporting.thats import as_that, is_relative, past_that
from analyst_app.language.reporting.unquoted import COMMAS_AND_DASHES
from analyst_app.language.reporting.verb_second import around_phrase, may_trail, reported_start, sides
from analyst_app.language.snapping import first_word_in, words_in
from analyst_app.language.whole_text import read_once

_BREAK = re.compile(r"[,،;][\"”’']*\s+(\w+)|;")
_THAT_WITHIN = 9
_HOLDER_WORDS = 24


@read_once
def attributions_in(text: str, sentence: Span, language: Language) -> list[Attribution]:
    """The attributions of a sentence (or of several, where one quotation spans them).

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    if not may_attribute(text, sentence, language):
        return []
    view = _view_of(text, sentence, language)
    found: list[Attribution] = []
    for part in view.statements() if view.cues else ():
        attribution = view.attribution(part)
        if attribution and found and view.shares_subject(part, attribution):
            one = found[-1]
            attribution = attribution._replace(before=one.before, after=one.after, is_inverted=one.is_inverted)
        found += [attribution] if attribution else []
    return found


@read_once
def statements_in(text: str, sentence: Span, language: Language) -> list[Attribution]:
    """One attribution for each reporting word of a sentence, also those inside what another one reports.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    if not may_attribute(text, sentence, language):
        return []
    view = _view_of(text, sentence, language)
    parts = view.statements() if view.cues else []
    return [view.read(cue, part)[1] for part in parts for cue in view.cues if part.contains(cue)]


@read_once
def _view_of(text: str, sentence: Span, language: Language) -> _View:
    return _View(text, sentence, language)


class _View(Cued):
    """A sentence with its reporting words and what they report."""

    @once
    def statements(self) -> list[Span]:
        """The sentence cut after a first "while" clause, and before "but" or a semicolon, where both sides report."""
        parts = []
        start = self._past_question()
        for match in _BREAK.finditer(self.text, self.span.start, self.span.end):
            left, right = Span(start, match.start()), Span(match.end(), self.span.end)
            quoted = next((quote.end for quote in self.quoted if quote.start <= match.start() < quote.end), None)
            if quoted is not None:
                if not match[1] or match.start(1) < quoted or self.text[quoted : match.start(1)].strip():
                    continue
                left = Span(start, quoted)  # the comma stands before the closing mark
            if match[1] and match[1].lower() not in self.language.conjunctions:
                right = Span(match.start(1), self.span.end)
                if not self._goes_on_to_say(match[1], left, right) and (
                    start > self.span.start or not self._reports(right) or not self._is_first_clause(left, right)
                ):
                    continue
            elif not (self._reports(left) or self._calls(left)) or not (self._reports(right) or self._dissents(right)):
                continue
            parts.append(left)
            start = right.start
        return [one for part in (*parts, Span(start, self.span.end)) for one in self.predicates(part)]

    def _past_question(self) -> int:
        """The place after a first clause that only tells of a question: "Asked if she had lied, Ortiz said no"."""
        first, start = next(iter(self.words), None), self.span.start
        if first is None or first.of(self.text).lower() not in self.language.asking_verbs or first.start > start + 1:
            return start
        for comma in self.commas_after(first.end, self.span.end):
            cue = next((cue for cue in self.cues if cue.start > comma), None)
            if cue is None:
                break
            side = Span(comma + 1, cue.start)
            if self._may_speak(side, is_empty_fine=True) and not self._has_verb(side):
                return comma + 1
        return start

    def _is_first_clause(self, left: Span, right: Span) -> bool:
        cue, words = next(cue for cue in self.cues if right.contains(cue)), [*self.words_from(left.start)]
        return ends_first_clause(self.text, words, right.start, cue, self._reports(left), self.language)

    # -- one statement -------------------------------------------------------------

    def attribution(self, part: Span) -> Attribution | None:
        """The outermost attribution of a statement: the surest reading, of equal ones the first."""
        cues = [cue for cue in self.cues if part.contains(cue)]
        finite = [cue for cue in cues if not self.language.is_participle(cue.of(self.text))]
        readings = [self.read(cue, part) for cue in finite or cues]
        best = max(readings, key=lambda reading: reading[0])[1] if readings else None
        return outer_of(self.text, best, [one for sure, one in readings if sure], self.language) if best else None

    @once
    def read(self, cue: Span, part: Span) -> tuple[int, Attribution]:
        """One cue's attribution, and how sure it is."""
        if cue.of(self.text).lower() in self.language.phrases:
            return 3, self._phrase(cue, part)
        if noun := noun_attribution(self.text, cue, part, self.language):
            return -1, noun._replace(contents=(self._untailed(noun.contents[0]),))
        if self.language.needs_that and (opened := as_reported(self.text, cue, part, self.language)):
            return 3, opened
        if self._opens_report(cue, part):
            return 3, self._opened(cue, part)
        if holder := self._parts_subject(cue, part):
            return 2, Attribution(cue, (self._without_stop(part),), Span(cue.start, cue.start), holder, True)
        return self._by_verb(cue, part)

    def _by_verb(self, cue: Span, part: Span) -> tuple[int, Attribution]:
        is_aside = self._is_about_name(cue, part)
        if is_aside:
            part = self._until_aside_ends(cue, part)
        front, after = self._front(cue, part), self._holder_after(cue, part)
        is_quoted = self._ends_quotation(front) and not any(part.start <= word.start < front for word in self.words)
        if not is_quoted and self.language.is_participle(cue.of(self.text)):
            front = part.start  # …, saying the bank must close: what is before is not reported
        inverted = not self._bare(Span(front, cue.start)) and after.length > 0
        before = Span(front, cue.start)
        if self.language.is_verb_second:
            ends = [quote.end for quote in self.quoted]
            trails = may_trail(self.text, Span(part.start, front), cue, ends, self.language)
            front = front if trails else part.start
            before, after, inverted = sides(self.text, front, cue, after, self.language)
        following = self._following(cue, part)
        if not (inverted and front > part.start):
            following = self._second(cue, part, following)
            following = self._past_comma(cue, part) if following == cue.end else following
        quote = self._quote_at(following, part)
        framed = None if quote else framed_content(self.text, cue, part.end, self.language)
        reports_next = quote is not None or following > cue.end or framed is not None
        trailing = front > part.start and not reports_next and (inverted or self._is_trailing(cue, part))
        contents = []
        if front > part.start and (trailing or self._ends_quotation(front)):
            contents.append(self._without_stop(Span(part.start, front)))
        is_after = trailing or self._ends_quotation(front) or self._is_inserted(cue, part)
        if framed is not None:
            contents.append(self._untailed(framed.content))
        elif quote or following > cue.end or not is_after:
            contents.append(self._content(cue, following, part, quote))
        elif any(Span(cue.end, part.end).contains(q) for q in self.quoted):
            contents.append(self._resumed(Span(cue.end, part.end)))
        elif not contents and not self.language.is_verb_second and self._is_inserted(cue, part):
            contents.append(self._around(cue, part))
        sure = 3 if reports_next or self._ends_quotation(front) else 2 if trailing else 1
        if is_aside or self._is_aside(Span(front, cue.start)):
            sure = 0
        if self._opens_with(part, self.language.condition_openers):  # If he said that it was late, it was late
            contents = [self.up_to_comma(content, cue.end) for content in contents]
        known = tuple(content for content in contents if content.length)
        return sure, Attribution(cue, known, before, after, inverted, framed.word if framed else "")

    def _around(self, cue: Span, part: Span) -> Span:
        """The clause round an attribution between commas; what follows where only "still" or "but" stands before."""
        commas = self.commas(part.start, cue.start, COMMAS_AND_DASHES)
        lead = words_in(self.text, Span(part.start, commas[-1])) if commas else []
        is_empty = not lead or (len(lead) == 1 and lead[0].of(self.text).lower() in self.language.function_words)
        whole = self._without_stop(Span(cue.end + 1 if is_empty else part.start, part.end))
        return whole if self._has_verb(whole) else Span(cue.end, cue.end)

    def _parts_subject(self, cue: Span, part: Span) -> Span | None:
        """The holder of an attribution that parts a subject from its verb: "The log, said Ada Brandt, was lost"."""
        commas = self.commas(part.start, cue.start, COMMAS_AND_DASHES)
        close = self.comma_after(cue.end, part.end)
        if not commas or close >= part.end or self.text[commas[-1] + 1 : cue.start].strip():
            return None
        left, holder = Span(part.start, commas[-1]), Span(cue.end, close)
        opens = next((word.of(self.text) for word in words_in(self.text, Span(close, part.end))), "")
        is_finite = (
            opens in self.language.auxiliaries or self.language.is_past(opens) or opens in self.language.subjunctives
        )
        if not is_finite or self._has_verb(left) or not words_in(self.text, left) or not self._names_follow(cue, part):
            return None
        return holder if not any(Span(part.start, close).overlaps(quote) for quote in self.quoted) else None

    def _opens_report(self, cue: Span, part: Span) -> bool:
        """True if a verb ends the clause that opens a sentence: "As the bank reported, prices fell"."""
        if not self._opens_with(Span(part.start, cue.start), self.language.report_openers):
            return False
        comma = self.comma_after(cue.end, part.end)
        verb_first = len(words_in(self.text, Span(part.start, cue.start))) == 1 and comma > cue.end
        ends = (comma == cue.end or verb_first) and not self.commas(part.start, cue.start)
        return ends and comma + 1 < part.end and self.text[comma] == ","

    def _opened(self, cue: Span, part: Span) -> Attribution:
        comma = self.comma_after(cue.end, part.end)
        told = self._without_stop(Span(comma + 1, part.end))
        return Attribution(cue, (told,), Span(part.start, cue.start), Span(cue.end, comma), comma > cue.end)

    def _second(self, cue: Span, part: Span, following: int) -> int:
        """The beginning of a clause without "that" after a comma, where the verb stands second."""
        if not self.language.is_verb_second or self._is_inserted(cue, part):
            return following
        particles = self.language.split_verbs.get(cue.of(self.text).lower(), frozenset())
        clause_end = self.particle_end(cue, particles, part.end) or cue.end
        if any(cue.end <= quote.start < following or cue.end <= quote.start <= clause_end for quote in self.quoted):
            return following
        start = reported_start(self.text, self.commas_after(clause_end, part.end), part.end, self.language)
        return start if start is not None and (following == cue.end or start < following) else following

    def _until_aside_ends(self, cue: Span, part: Span) -> Span:
        commas = self.commas_after(cue.end, part.end)
        return Span(part.start, end_of_aside(self.text, commas, part.end, self.language)) if commas else part

    def _phrase(self, cue: Span, part: Span) -> Attribution:
        end = self.comma_after(cue.end, part.end)
        verb = self._verb_after(Span(cue.end, end)) if cue.start == part.start else end
        holder = trimmed(self.text, Span(cue.end, verb))
        if cue.of(self.text).lower() in self.language.own_attributions:
            holder = Span(cue.end, cue.end)
        before = self._without_stop(Span(part.start, cue.start))
        if self.language.is_verb_second and (whole := around_phrase(self.text, cue, part, self.language)):
            told = (self._without_stop(whole),)
            is_after = cue.of(self.text).lower() not in self.language.postpositions
            return Attribution(cue, told, before, holder if is_after else Span(cue.end, cue.end), is_after)
        if cue.of(self.text).lower() in self.language.postpositions and before.length:
            is_first = len(words_in(self.text, before)) < _HOLDER_WORDS // 4
            after = self._without_stop(Span(cue.end, part.end))
            contents = (after,) if is_first and after.length else ()
            return Attribution(cue, contents, before, Span(cue.end, cue.end), is_inverted=False)
        begins: int | None = verb if verb < end else min(end + 1, part.end)
        if self.language.own_attributions and cue.start == part.start:
            holder, begins = held_by(self.text, cue, end, part.end, self.language)
        rest = self._without_stop(Span(part.end if begins is None else begins, part.end))
        is_within = bool(self.language.cases) and before.length > 0  # “Šlo podle ní o prostor” goes on without a comma
        is_parted = rest.length > 0 and before.length > 0 and self.text[before.end : cue.start].strip() == ","
        if is_parted and not (self.language.is_verb_second or self.language.cases or self._has_verb(before)):
            return Attribution(cue, (Span(before.start, rest.end),), Span(cue.start, cue.start), holder, True)
        content = before if before.length and (self._has_verb(before) or not rest.length or is_within) else rest
        if is_within and not self._has_verb(before):
            content = Span(cue.end, cue.end)
        return Attribution(cue, (content,) if content.length else (), Span(cue.start, cue.start), holder, True)

    def _verb_after(self, side: Span) -> int:
        """The verb that follows a holder without a comma, where nouns have capitals: "laut Bericht fehlen"."""
        if not self.language.nouns_have_capitals:
            return side.end
        known = self.language.determiners | self.language.prepositions | self.language.conjunctions
        for one, word in pairwise(words_in(self.text, side)):
            spelt = word.of(self.text)
            if is_capitalised(one.of(self.text)) and spelt[0].islower() and spelt.lower() not in known:
                return word.start
        return side.end

    def _front(self, cue: Span, part: Span) -> int:
        """The beginning of the speaker's side before the cue: after a quotation or comma, or with the statement."""
        ends = [q.end for q in self.quoted if part.start < q.end <= cue.start and not self._is_part_of_noun(q, cue)]
        between = [w.of(self.text).lower() for w in self.words if ends and ends[-1] <= w.start < cue.start]
        if between[:1] and between[0] in self.language.conjunctions and set(between[1:]) <= self.language.auxiliaries:
            return part.start  # called it “a strike” and said that …: the subject stands before both
        if ends and self._is_about_it(Span(part.start, ends[-1]), cue):
            return part.start
        commas = self.commas(part.start, cue.start, COMMAS_AND_DASHES)
        if ends and len(between) <= _HOLDER_WORDS:
            return self._past_rest(ends[-1], commas, cue, self._holder_after(cue, part))
        closes = bool(commas) and not self._bare(Span(commas[-1] + 1, cue.start))
        if closes and (self._is_about_subject(commas, part) or not self._names_follow(cue, part)):
            commas = commas[:-2]  # the commas around an apposition: "Strokan, an analyst, said"
        elif closes and may_be_told_first(self.text, Span(part.start, commas[-1]), self.language):
            return commas[-1] + 1  # …, sagte ein Sprecher der Bahn
        if commas and not self._without_stop(Span(cue.end, part.end)).length:
            first = first_word_in(self.text, Span(commas[-1], cue.start))
            if first and first.of(self.text).lower() in self.language.report_openers:
                return commas[-1] + 1  # …, wie die Leiterin sagte
        for comma in reversed(commas):
            if self._may_speak(Span(comma + 1, cue.start), closes) and self._has_verb(Span(part.start, comma)):
                return comma + 1
        return part.start

    def _is_about_subject(self, commas: list[int], part: Span) -> bool:
        """True if the last two commas hold "who …" or "the …" about the words that a statement begins with."""
        if len(commas) < 2 or self._has_verb(Span(part.start, commas[-2])):
            return False
        is_apposed = holds_apposition(self.text, self.words, part.start, commas, self.language)
        return is_apposed or self._opens_with(Span(commas[-2], commas[-1]), self.language.relatives)

    def _is_about_it(self, told: Span, cue: Span) -> bool:
        """True if words up to the end of marked ones only tell of the subject: "Marsh, once “very ill”, said so"."""
        quote = next(quote for quote in self.quoted if quote.end == told.end)
        opened = self.commas(told.start, quote.start, COMMAS_AND_DASHES)
        closed = self.commas(quote.end, cue.start, COMMAS_AND_DASHES)
        has_comma = self.text[quote.start : quote.end].rstrip("”’'\"»“").endswith(",")
        close = closed[-1] + 1 if closed else quote.end if has_comma else cue.start
        if not opened or close == cue.start or self._bare(Span(close, cue.start)):
            return False
        if self._names_follow(cue, Span(told.start, self.span.end)):
            return False
        lead = words_in(self.text, Span(opened[-1], quote.start))
        subject = Span(told.start, opened[-1])
        is_relative = bool(lead) and lead[0].of(self.text).lower() in self.language.relatives
        return bool(lead) and bool(words_in(self.text, subject)) and (is_relative or not self._has_verb(subject))

    def _names_follow(self, cue: Span, part: Span) -> bool:
        if cue.of(self.text).lower() in self.language.addressed_verbs:
            return False
        after = words_in(self.text, Span(cue.end, min(part.end, cue.end + 40)))
        if not after or self.text[cue.end : after[0].start].strip() or is_time(self.text, after, self.language):
            return False
        spelt = after[0].of(self.text)
        known = self.language.determiners | self.language.speakers | self.language.titles
        if not is_capitalised(spelt) and spelt.lower() not in known and elided_article(spelt) not in known:
            return False
        side = self._holder_after(cue, part)
        if self.language.helpers and not may_be_speaker(self.text, side, self.language):
            return False  # a demandé l’ouverture d’une école
        holder = [word.of(self.text).lower() for word in words_in(self.text, side)]
        holder = [word for word in holder if word not in self.language.determiners]  # English "a" is French "has"
        return not any(word in self.language.auxiliaries or self.language.is_past(word) for word in holder)

    def _holder_after(self, cue: Span, part: Span) -> Span:
        end = self.comma_after(cue.end, part.end)
        stops = [quote.start for quote in self.quoted if quote.start >= cue.end]
        for word in self.words_from(cue.end):
            if as_that(word.of(self.text), self.language) in self.language.complementizers:
                stops.append(word.start)
                break
        start = past_insert(self.text, cue.end, part.end) if self.language.needs_that else cue.end
        end = self.comma_after(start, part.end) if start > cue.end else end
        return self._without_stop(Span(start, max(start, min([end, *stops]))))

    # -- reported words --------------------------------------------------------------

    def _following(self, cue: Span, part: Span) -> int:
        """The beginning of the reported words after the cue: after "that", else right after it."""
        known = self.language.complementizers
        if self._is_inserted(cue, part) and not self._opens_with(Span(cue.end, part.end), known):
            return cue.end
        words = [*islice(self.words_from(cue.end), _THAT_WITHIN + 1)]
        for number, word in enumerate(words[:_THAT_WITHIN]):
            if word.end > part.end or self.begins_quotation_in(cue.end, word.start):
                break
            if as_that(word.of(self.text), self.language) not in known:
                continue
            if has_begun(self.text, cue, words[:number], self.language):
                break
            if not points(self.text, words[number + 1 : number + 2], self.language):
                has_content = self._follows_quotation(cue)
                if is_relative(self.text, cue, words[:number], word, self.language, has_content=has_content):
                    break
                if as_that(word.of(self.text), self.language) in self.language.questions and number + 1 == len(words):
                    break  # asked her why
                return past_that(self.text, word, self.language)
        return cue.end

    def _past_comma(self, cue: Span, part: Span) -> int:
        """The beginning of the words after a comma that opens a reported clause: "sagte der Stadt, sie habe"."""
        comma = self.comma_after(cue.end, part.end)
        if comma >= part.end or self.text[comma] != "," or self._is_inserted(cue, part):
            return cue.end
        between = Span(cue.end, comma)
        if len(words_in(self.text, between)) > _THAT_WITHIN or any(between.overlaps(quote) for quote in self.quoted):
            return cue.end
        if between.length and not self.language.nouns_have_capitals:
            return cue.end
        first = first_word_in(self.text, Span(comma, part.end))
        opens = first.of(self.text).lower() if first else ""
        if opens in self.language.relatives | self.language.aside_openers | self.language.conjunctions:
            return cue.end
        if opens in self.language.prepositions or not self._has_verb(Span(comma, part.end)):
            return cue.end
        return comma + 1

    def _quote_at(self, start: int, part: Span) -> Span | None:
        """The quotation that begins there, but for a colon, comma or space."""
        while start < part.end and (self.text[start].isspace() or self.text[start] in ":,،"):
            start += 1
        return next((quote for quote in self.quoted if quote.start == start), None)

    def _content(self, cue: Span, start: int, part: Span, quote: Span | None) -> Span:
        """The reported words after the cue; empty if they are no clause."""
        if quote and ends_with(self.text, quote, part, self.language):
            return quote
        content = self._untailed(Span(quote.start if quote else start, part.end))
        if quote or start > cue.end:
            return content
        content = past_time(self.text, content, self.language)
        first = first_word_in(self.text, content)
        if first is None or first.of(self.text).lower() in self.language.prepositions:
            return Span(start, start)
        needs_comma = self.language.is_verb_second or self.language.needs_that
        if needs_comma and not any(content.contains(quote) for quote in self.quoted):
            return Span(start, start)  # a comma would part a reported clause from its verb, or “that” would
        if leaves_off(self.text, content, self.language):
            return Span(start, start)
        verb = cue.of(self.text).lower()
        if verb in self.language.addressed_verbs and verb not in self.language.judging:  # called the vote “a leap”
            told = past_time(self.text, past_listener(self.text, content, self.language), self.language)
            first = first_word_in(self.text, told)
            is_verb = first is not None and first.of(self.text).lower() in self.language.auxiliaries
            if not is_verb or "," in self.text[start : told.start]:  # “warns the fund could run dry”: no listener
                content = told
        quotes = any(content.contains(quote) for quote in self.quoted)
        return content if quotes or self._is_clause(content) else Span(start, start)

    def _is_trailing(self, cue: Span, part: Span) -> bool:
        """True if nothing that could be reported follows the cue."""
        after = words_in(self.text, Span(cue.end, part.end))
        if not after or self.text[cue.end : after[0].start].strip():
            return True
        first = after[0].of(self.text).lower()
        if cue.of(self.text).lower() in self.language.addressed_verbs:
            return past_listener(self.text, self._without_stop(Span(cue.end, part.end)), self.language).length == 0
        return first in self.language.prepositions | self.language.auxiliaries | self.language.months or len(after) < 2

    def _untailed(self, span: Span) -> Span:
        content = self._without_stop(span)
        commas = self.commas_after(*content)
        return self._without_stop(without_tail(self.text, content, commas, self.quoted, self.language))

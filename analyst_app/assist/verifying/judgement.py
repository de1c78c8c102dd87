"""The verdict on a quote: verbatim, trimmed, changed, spliced, not found or not comparable.

The place is found by likeness; the verdict never is. It comes from the words
that differ there: a negated sentence is as like its source as any, and a
quotation that leaves out a subordinate clause honestly is less like it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from analyst_app.assist.verifying.compared_words import TextWords, compared
from analyst_app.assist.verifying.joints import Both, Joint, JointFinding
from analyst_app.assist.verifying.source_places import SharedRun, SourceText
from analyst_app.assist.verifying.telling_words import TellingWords, telling_words
from analyst_app.assist.verifying.verdicts import DiffPiece, Doubt, Judgement, Kind, Verdict
from analyst_app.assist.verifying.written_signs import sign_doubts
from analyst_app.core.span import Span

_LEAST_SHARE = 0.5
"""Share of a quote's letters that must stand at its place; below, it is not found."""
_MOST_WORDS = 20_000
"""Words of a quote; a longer one is a whole text, and comparing it would take more memory than a quote is worth."""
_MOST_PARTS = 50
"""Parts between ellipses that are each looked for; words with more dots are taken as one."""
_NEAR = 120
"""Words round one part of a quote among which the part beyond an ellipsis is looked for first."""
_OUTSIDE = 3
"""Words right before and after a quote that are looked at for a word that turns them round and was cut off."""
_CLAUSE = 7
"""Words before "that" which are looked at for one, if a quote begins after it."""
_SENTENCE = 25
"""Words before a quote among which the condition that begins its sentence is looked for."""
_LEAST_LIMITED = 3
"""Words of a quote that says enough to be limited."""
_HYPHENS = ("-", "\u2010", "\u2011")
_MOVED = 4
"""Words that may stand between two parts of which the quote has the later one first."""
_DOUBTS: tuple[Doubt, ...] = ("negation", "limit", "number", "name", "order", "question", "words", "added", "left_out")
"""In the order in which a person should read them."""


def judged(quote: str, source: SourceText, code: str, *, before: str = "", after: str = "") -> Judgement:
    """The verdict on a quote's words.

    Args:
        quote: the words, with or without quotation marks.
        source: the text that they are held against.
        code: of the language of both: ``en``.
        before: the article's words right before the quote; a negation there is not cut off.
        after: the article's words right after it.

    Raises:
        MissingExtra: rapidfuzz is not installed.
        LanguageInvalid: a list of words of the language is damaged.
    """
    telling = telling_words(code)
    words = compared(quote)
    if not words.keys or len(words.keys) > _MOST_WORDS:
        return Judgement("not_comparable", ("too_long" if words.keys else "empty",))
    both = Both(words, source.words, telling)
    blocks = _placed(both, source)
    letters = sum(len(key) for number, key in enumerate(words.keys) if number not in both.asides)
    share = sum(len(key) for block in blocks for key in words.keys[block.quote : block.quote + block.size]) / (
        letters or 1
    )
    if not blocks or share < _LEAST_SHARE:
        return Judgement("not_found", share=share)
    pieces, findings = _compared(both, blocks)
    doubts = {doubt for finding in findings for doubt in finding.doubts}
    is_spliced = any(finding.is_splice for finding in findings)
    doubts |= _across(both, blocks, pieces, telling) | sign_doubts(both, blocks, telling, after)
    if not is_spliced:
        doubts |= _cut_off(both, blocks, telling, before, after)
    is_trimmed = any(finding.is_trimmed for finding in findings)
    verdict: Verdict = "spliced" if is_spliced else "changed" if doubts else "trimmed" if is_trimmed else "verbatim"
    ordered = tuple(doubt for doubt in _DOUBTS if doubt in doubts)
    return Judgement(verdict, ordered, tuple(pieces), _place(source.words, blocks, findings), share)


def _placed(both: Both, source: SourceText) -> list[SharedRun]:
    """The runs of shared words, each part between ellipses near its neighbours if it stands there."""
    kept = [number for number in range(len(both.quote.keys)) if number not in both.asides]
    parts: list[list[int]] = [[]]
    for number in kept:
        if parts[-1] and both.has_ellipsis(parts[-1][-1] + 1, number):
            parts.append([])
        parts[-1].append(number)
    if len(parts) > _MOST_PARTS:
        parts = [kept]
    placed: dict[int, list[SharedRun]] = {}
    for index in sorted(range(len(parts)), key=lambda one: -len(parts[one])):
        keys = [both.quote.keys[number] for number in parts[index]]
        placed[index] = _mapped(_nearest(source, keys, index, placed), parts[index])
    return [block for index in sorted(placed) for block in placed[index]]


def _nearest(
    source: SourceText, keys: Sequence[str], index: int, placed: dict[int, list[SharedRun]]
) -> list[SharedRun]:
    earlier = [blocks[-1] for other, blocks in placed.items() if other < index and blocks]
    later = [blocks[0] for other, blocks in placed.items() if other > index and blocks]
    if earlier or later:
        first = max((block.source + block.size for block in earlier), default=0)
        after = min((block.source for block in later), default=len(source.words.keys))
        first = first if earlier else max(0, after - _NEAR)
        after = after if later else min(after, first + _NEAR)
        places = [n for n in range(first, after - len(keys) + 1) if source.words.keys[n : n + len(keys)] == [*keys]]
        if places:
            return [SharedRun(0, places[0 if earlier else -1], len(keys))]
        found = source.blocks(keys, first, after) if first < after else []
        if sum(block.size for block in found) > 0.7 * len(keys) and all(first <= one.source < after for one in found):
            return found
    return source.blocks(keys)


def _mapped(blocks: Sequence[SharedRun], numbers: Sequence[int]) -> list[SharedRun]:
    """Blocks that count only some of the quote's words, as blocks that count all of them."""
    found: list[SharedRun] = []
    for block in blocks:
        for step in range(block.size):
            number, place = numbers[block.quote + step], block.source + step
            last = found[-1] if found else None
            if last is not None and step and last.quote + last.size == number:
                found[-1] = last._replace(size=last.size + 1)
            else:
                found.append(SharedRun(number, place, 1))
    return found


def _compared(both: Both, blocks: Sequence[SharedRun]) -> tuple[list[DiffPiece], list[JointFinding]]:
    """The pieces of both texts in the quote's order, and the finding at the joint after each block."""
    head, tail = blocks[0], blocks[-1]
    end = len(both.quote.keys)
    pieces: list[DiffPiece] = []
    findings: list[JointFinding] = []
    said = both.said_in(0, head.quote)
    _add(both, Joint((0, head.quote), _beside(head.source, -said)), pieces, findings)
    for one, other in pairwise(blocks):
        pieces.append(_same(both, one))
        between = (one.quote + one.size, other.quote)
        if other.source >= one.source + one.size:
            _add(both, Joint(between, (one.source + one.size, other.source)), pieces, findings)
        else:
            _add_back(both, one, other, pieces, findings)
    pieces.append(_same(both, tail))
    last = tail.source + tail.size
    spare = min(both.said_in(tail.quote + tail.size, end), len(both.source.keys) - last)
    _add(both, Joint((tail.quote + tail.size, end), _beside(last, spare)), pieces, findings)
    return pieces, findings


def _beside(place: int, size: int) -> tuple[int, int]:
    """As many words of the source beside the place as the quote has at that end."""
    return (max(0, place + size), place) if size < 0 else (place, place + size)


def _add(both: Both, joint: Joint, pieces: list[DiffPiece], findings: list[JointFinding]) -> None:
    is_at_edge = joint.quote[0] == 0 or joint.quote[1] == len(both.quote.keys)
    finding = JointFinding() if is_at_edge and joint.quote[0] == joint.quote[1] else both.judged(joint)
    if is_at_edge and both.has_ellipsis(*joint.quote):
        finding = finding._replace(is_trimmed=True)
    findings.append(finding)
    quote, source = both.quote.span(*joint.quote), both.source.span(*joint.source)
    if quote.length or source.length:
        is_fair = not finding.doubts and not finding.is_splice
        both_have = quote.length and source.length
        kind: Kind = "added" if not source.length else "left_out" if not quote.length else "changed"
        pieces.append(DiffPiece("alike" if is_fair and both_have else kind, quote, source, is_fair))


def _add_back(
    both: Both, one: SharedRun, other: SharedRun, pieces: list[DiffPiece], findings: list[JointFinding]
) -> None:
    """The joint at which the quote goes back in the source: another order among neighbours, else a splice."""
    is_near = _is_moved(both.source, one, other)
    findings.append(JointFinding(("order",)) if is_near else JointFinding(is_splice=True))
    between = (one.quote + one.size, other.quote)
    if between[0] < between[1]:
        place = both.source.ends[one.source + one.size - 1]
        findings.append(both.judged(Joint(between, (0, 0))))
        pieces.append(DiffPiece("added", both.quote.span(*between), Span(place, place), not findings[-1].doubts))


def _is_moved(source: TextWords, one: SharedRun, other: SharedRun) -> bool:
    """True if two runs that the quote has the other way round are parts of one sentence, or two whole ones in a row.

    Args:
        source: its words.
        one: the earlier run of the quote, which stands later in the source.
        other: the next run of the quote.
    """
    low, high = other.source + other.size, one.source
    if not source.has_break(min(other.source, one.source), max(low, one.source + one.size) - 1):
        return True
    if abs(high - low) > _MOVED:
        return False
    begin = (source.has_break(run.source - 1, run.source) for run in (one, other))
    return all(begin) or (low <= high and not source.has_break(low - 1, high))


def _same(both: Both, block: SharedRun) -> DiffPiece:
    quote = both.quote.span(block.quote, block.quote + block.size)
    return DiffPiece("same", quote, both.source.span(block.source, block.source + block.size))


def _across(both: Both, blocks: Sequence[SharedRun], pieces: Sequence[DiffPiece], telling: TellingWords) -> set[Doubt]:
    """The doubts that no single joint shows: words that moved, and a question that is none."""
    found: set[Doubt] = set()
    unfair = [piece for piece in pieces if not piece.is_fair]
    gone = Counter(key for piece in unfair for key in compared(piece.source.of(both.source.text)).keys)
    come = Counter(key for piece in unfair for key in compared(piece.quote.of(both.quote.text)).keys)
    if any(len(key) > 3 or telling.is_number(key) for key in (gone & come)):
        found.add("order")
    for block in blocks:
        for step in range(block.size):
            marks = _stop(both.quote, block.quote + step), _stop(both.source, block.source + step)
            if "?" in marks and "." in marks:
                found.add("question")
    tail = blocks[-1]
    is_cut = both.has_ellipsis(tail.quote + tail.size, len(both.quote.keys))
    if is_cut and _stop(both.source, tail.source + tail.size - 1) == "?":
        found.add("question")
    return found


def _stop(words: TextWords, number: int) -> str:
    """``?`` or ``.`` if a question or another sentence ends with a word; else empty."""
    gap = words.between(number, number + 1)
    if "…" in gap or ".." in gap:
        return ""
    return "?" if set(gap) & set("?؟？;") & set("?؟？") else "." if set(gap) & set(".!。！।") else ""


def _cut_off(both: Both, blocks: Sequence[SharedRun], telling: TellingWords, before: str, after: str) -> set[Doubt]:
    """The doubts about words beside the quoted ones that turn them round, if the article has none there."""
    source, head, tail = both.source, blocks[0], blocks[-1]
    first = head.source - both.said_in(0, head.quote)
    last = tail.source + tail.size + both.said_in(tail.quote + tail.size, len(both.quote.keys))
    left = _governing(source, first, telling)
    right = [n for n in range(last, min(len(source.keys), last + _OUTSIDE)) if not source.has_pause(last - 1, n)]
    sides = ((left, before), (right, after))
    found: set[Doubt] = set()
    if any(
        any(telling.denies_at(source.keys, n) for n in numbers) and not any(map(telling.denies, compared(context).keys))
        for numbers, context in sides
    ):
        found.add("negation")
    if len(both.quote.keys) < _LEAST_LIMITED:
        return found
    said, lists = compared(before).keys, telling.reversals
    if _has_condition(source, first, last, telling) and not (
        lists.conditions.stand_in(said)
        or lists.conditions.stand_in(compared(after).keys)
        or _has_opener(before, telling)
    ):
        found.add("limit")
    if _is_called_wrong(source, first, last, telling):
        found.add("limit")
    if right and lists.undoing.stand_at(source.keys, last) and not lists.undoing.stand_in(compared(after).keys):
        found.add("limit")
    is_limited = any(
        telling.turns_at(source.keys, n, far=not _is_before(source, n, first, telling) or source.is_name(n))
        for n in left
    )
    if is_limited and not any(telling.denies(said[n]) or telling.turns_at(said, n) for n in range(len(said))):
        found.add("limit")
    if 0 < first < len(source.keys) and source.between(first - 1, first) in _HYPHENS:
        found.add("limit")
    return found


def _is_before(source: TextWords, number: int, first: int, telling: TellingWords) -> bool:
    """True of the word right before a quote, and of the verb in "reject the claim that", if the quote begins there."""
    between = source.keys[number + 1 : first - 1]
    if not between or source.keys[first - 1] not in telling.complementizers:
        return number >= first - 1
    *small, noun = between
    return noun in telling.speech_nouns and all(one in telling.small - telling.reversals.governors for one in small)


def _has_opener(before: str, telling: TellingWords) -> bool:
    """True if a sentence of the article before the quote begins with a condition such as "had we known"."""
    words = compared(before)
    opens = (n for n in range(len(words.keys)) if telling.reversals.openers.stand_at(words.keys, n))
    return any(words.has_break(n - 1, n) for n in opens)


def _is_called_wrong(source: TextWords, first: int, last: int, telling: TellingWords) -> bool:
    """True if a clause is quoted of which the speaker says that it is wrong: the claim that … is false.

    Args:
        source: the source's words.
        first: number of the first word of the quote there,
        last: and of the first word after it.
        telling: the words of the language that decide.
    """
    keys = source.keys
    if not 0 < first <= last < len(keys):
        return False
    is_clause = keys[first - 1] in telling.complementizers or (
        source.between(first - 1, first).strip() == "," and telling.turns_at(keys, first - 1)
    )
    said = range(last + 1, min(len(keys), last + _OUTSIDE + 1))
    return (
        is_clause
        and keys[last] in telling.auxiliaries
        and any(
            not source.has_break(last - 1, n) and (telling.denies_at(keys, n) or telling.turns_at(keys, n))
            for n in said
        )
    )


def _has_condition(source: TextWords, first: int, last: int, telling: TellingWords) -> bool:
    """True if a condition in the same sentence was cut off: right after the quote, or the clause right before it.

    Args:
        source: the source's words.
        first: number of the first word of the quote there,
        last: and of the first word after it.
        telling: the words of the language that decide.
    """
    conditions, keys = telling.reversals.conditions, source.keys
    if 0 < last < len(keys) and conditions.stand_at(keys, last) and not source.has_break(last - 1, last):
        return source.between(last - 1, last) not in _HYPHENS
    begin = first - 1
    while begin > max(0, first - _SENTENCE) and not source.has_break(begin - 1, begin):
        begin -= 1
    is_opened = begin >= 0 and (conditions.stand_at(keys, begin) or telling.reversals.openers.stand_at(keys, begin))
    if not is_opened or not source.has_pause(first - 1, first):
        return False
    return not source.has_break(first - 1, first) and not source.has_pause(begin, first - 1)


def _governing(source: TextWords, first: int, telling: TellingWords) -> list[int]:
    """The numbers of the words that may govern a quote: the clause on which it depends, else the few before it.

    Args:
        source: the source's words.
        first: number of the first word of the quote there.
        telling: the words of the language that decide.
    """
    low = max(0, first - _OUTSIDE)
    that = first - 1
    if 0 <= that < len(source.keys) and source.keys[that] in telling.complementizers:
        low = max(0, first - _CLAUSE) if not source.has_pause(that, first) else first
        return [n for n in range(low, first) if not source.has_pause(n, that - 1) and not source.has_break(n, that)]
    return [n for n in range(low, first) if not source.has_pause(n, first)]


def _place(words: TextWords, blocks: Sequence[SharedRun], findings: Sequence[JointFinding]) -> Span:
    """From the first to the last shared word; of a spliced quote, of the longest part that is one place."""
    if not any(finding.is_splice for finding in findings):
        return words.span(min(one.source for one in blocks), max(one.source + one.size for one in blocks))
    longest = max(blocks, key=lambda one: one.size)
    return words.span(longest.source, longest.source + longest.size)

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
"""Words right before and after a quote that are looked at for a negation which was cut off."""
_LIMITING = 4
"""Words right before a quote that are looked at for one that limits it: "wrong to say that"."""
_LEAST_LIMITED = 3
"""Words of a quote that says enough to be limited."""
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
    doubts |= _across(both, blocks, pieces, telling)
    if not is_spliced and _is_cut_off(both, blocks, telling, before, after):
        doubts.add("negation")
    if not is_spliced and _is_limited(both, blocks, telling, before):
        doubts.add("limit")
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
    return found


def _stop(words: TextWords, number: int) -> str:
    """``?`` or ``.`` if a question or another sentence ends with a word; else empty."""
    gap = words.between(number, number + 1)
    if "…" in gap or ".." in gap:
        return ""
    return "?" if set(gap) & set("?؟？;") & set("?؟？") else "." if set(gap) & set(".!。！।") else ""


def _is_cut_off(both: Both, blocks: Sequence[SharedRun], telling: TellingWords, before: str, after: str) -> bool:
    """True if a negation stands right beside the quoted words in the source, and the article has none there."""
    source, head, tail = both.source, blocks[0], blocks[-1]
    first, last = head.source - head.quote, tail.source + tail.size + len(both.quote.keys) - tail.quote - tail.size
    left = _right_before(source, first, _OUTSIDE, telling)
    right = [n for n in range(last, min(len(source.keys), last + _OUTSIDE)) if not source.has_pause(last - 1, n)]
    sides = ((left, before), (right, after))
    return any(
        any(telling.denies(source.keys[n]) for n in numbers) and not any(map(telling.denies, compared(context).keys))
        for numbers, context in sides
    )


def _right_before(source: TextWords, first: int, most: int, telling: TellingWords) -> list[int]:
    """The words of the same clause before a place, or of the one that a joining word continues: "deny, dass".

    Args:
        source: the words.
        first: number of the word at the place.
        most: number of words that are looked at.
        telling: has the joining words.
    """
    found: list[int] = []
    for number in range(first - 1, max(0, first - most) - 1, -1):
        is_joined = source.keys[number + 1 : number + 2] and source.keys[number + 1] in telling.joiners
        if source.has_pause(number, number + 1) and not (is_joined and not source.has_break(number, number + 1)):
            break
        found.append(number)
    return found


def _is_limited(both: Both, blocks: Sequence[SharedRun], telling: TellingWords, before: str) -> bool:
    """True if a word right before the quoted words limits them in the source, and the article has none there."""
    source, said = both.source, compared(before).keys
    beside = _right_before(source, blocks[0].source - blocks[0].quote, _LIMITING, telling)
    return (
        len(both.quote.keys) >= _LEAST_LIMITED
        and any(telling.limits_at(source.keys, n) for n in beside)
        and not any(telling.limits_at(said, n) for n in range(len(said)))
    )


def _place(words: TextWords, blocks: Sequence[SharedRun], findings: Sequence[JointFinding]) -> Span:
    """From the first to the last shared word; of a spliced quote, of the longest part that is one place."""
    if not any(finding.is_splice for finding in findings):
        return words.span(min(one.source for one in blocks), max(one.source + one.size for one in blocks))
    longest = max(blocks, key=lambda one: one.size)
    return words.span(longest.source, longest.source + longest.size)

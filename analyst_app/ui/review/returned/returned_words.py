"""A decision that came back, in words: what was, what is now, why, and what was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.excerpts import ends_of, line_of, set_apart
from analyst_app.core.rejection import reason_of, usual_reasons
from analyst_app.core.roles import value_name
from analyst_app.core.span import Span
from analyst_app.review.reasons import reason_words
from analyst_app.review.replies import reply_words
from analyst_app.review.returned.answered import is_remark
from analyst_app.wording import in_row, marked, shortened, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook, Tag
    from analyst_app.review.decisions import Origin
    from analyst_app.review.returned.return_to_sender import Returned
    from analyst_app.review.returned.returned_course import ReturnedCourse

_WORDS, _RULE = 80, 240
"""Characters of an annotation's words, and of a sentence of the codebook."""
MOST_SAID = 40_000
"""Characters of all that was said: two answers of the longest that an import takes in."""
_OF_EDGES = ("too_wide", "too_narrow")
"""Ids of reasons that the rule for edges explains."""
_VERDICTS = {
    "take": marked("{by} took another reading"),
    "both": marked("{by} took this and another reading"),
    "reject": marked("{by} rejected it"),
    "own": marked("{by} corrected it"),
    "discuss": marked("{by} has not decided yet"),
    "answer": marked("{by}, who has read your report"),
}
_SEVERAL = marked("{by} took this and other readings")
_ADDED = marked("{by} added it")
_CONFIRMED, _CHOSEN = marked("{by} confirmed it"), marked("{by} took your reading")
_SAME = marked("{by} has it as you have it")
_MISSED = marked("{by} took it, as others have it")
_ANSWERS = {"accept": marked("accepted"), "contest": marked("contested")}


class Ground(NamedTuple):
    """The article that decisions are about, and whose layer it is."""

    text: str
    text_sha256: str
    codebook: Codebook
    layer: str
    """Id of the colleague's layer."""

    def tag(self, tag_id: str) -> Tag | None:
        """The tag of an id; None if the codebook has it not."""
        return self.codebook.tag(tag_id)

    def judged(self, one: Returned) -> list[Origin]:
        """Her annotations as they were judged; none if the text has changed since, or if she had none."""
        decision = one.decision
        if one.is_missed:
            return []
        mine = [origin for origin in decision.origins if origin.layer == self.layer]
        return mine if decision.text_sha256 == self.text_sha256 else []

    def places_before(self, one: Returned) -> list[Span]:
        """The places of hers: as they were judged once she has accepted, else as they are; none if she had none."""
        if one.is_missed:
            return []
        own = [annotation.span for annotation in one.own]
        judged = [Span(origin.start, origin.end) for origin in self.judged(one)]
        return judged or own if one.answer == "accept" or not own else own


class ReturnedWords(NamedTuple):
    """The words of the card."""

    head: str
    before: str
    now: str
    why: str
    said: str
    is_answer: bool = False
    """True if a reader answers a report: then nothing is decided."""


def words_of(course: ReturnedCourse, one: Returned, ground: Ground) -> ReturnedWords:
    """The words for a decision.

    Args:
        course: knows its number.
        one: the decision.
        ground: the article.
    """
    before, now = _both(one, ground)
    along = _along(course.parts_of(one), ground)
    why = "\n".join(filter(None, (_why(one, ground), along)))
    return ReturnedWords(_head(course, one), before, now, why, "\n".join(_said(one)), one.decision.is_of_reader)


def count_words(course: ReturnedCourse) -> str:
    """The numbers of the decisions: ``4 decisions, 12 as you had it``."""
    count = len(course.items)
    told = tr("{n} decision|{n} decisions", count)
    of_readers = sum(one.decision.is_of_reader for one in course.items)
    if of_readers:
        told = tr("{n} answer|{n} answers", count) if of_readers == count else tr(
            "{n} decision or answer|{n} decisions and answers", count)  # fmt: skip
    return f"{told}, {_as_hers(course)}" if course.left_as_hers else told


def empty_words(course: ReturnedCourse) -> str:
    """The sentence where there is nothing to answer."""
    if course.left_as_hers:
        return tr(
            "{n} decision, and it leaves your tag as you had it: there is nothing to answer.|"
            "{n} decisions, and all leave your tags as you had them: there is nothing to answer.",
            course.left_as_hers,
        )
    return tr("Nobody has decided anything about your tags in this article. There is nothing to answer.")


def _as_hers(course: ReturnedCourse) -> str:
    return tr("{n} as you had it|{n} as you had it", course.left_as_hers)


def _head(course: ReturnedCourse, one: Returned) -> str:
    state = tr(_ANSWERS[one.answer]) if one.answer is not None else ""
    if one.is_waiting:
        state = " · ".join(filter(None, (state, tr("waits for your answer"))))
    elif one.has_answered and not state:
        state = tr("answered")
    place = tr("{number} of {count}", number=course.number, count=count_words(course))
    return " · ".join(filter(None, (place, state)))


def _both(one: Returned, ground: Ground) -> tuple[str, str]:
    """Hers and what was decided; with their links where nothing else differs."""
    if is_remark(one.decision):
        spans = [Span(origin.start, origin.end) for origin in one.decision.origins]
        return " | ".join(_quoted(span, ground) for span in spans), ""
    before = tr("nothing: you had not tagged it") if one.is_missed else _told(one.own, ground)
    if one.answer == "accept" or not one.own:
        before = _told_judged(ground.judged(one), ground) or before
    now = _decided(one, ground)
    if before != now or one.own_links == one.gold_links:
        return before, now
    return f"{before} · {_links(one, one.own_links, ground)}", f"{now} · {_links(one, one.gold_links, ground)}"


def _decided(one: Returned, ground: Ground) -> str:
    if one.decision.is_of_reader:
        return ""
    if not one.decision.is_settling:
        return tr("not decided yet")
    return _told(one.gold, ground) if one.gold else tr("nothing: it was rejected")


def _told(annotations: Sequence[Annotation], ground: Ground) -> str:
    told = []
    for one in annotations:
        tag = ground.tag(one.tag)
        values = (value_name(tag.attribute(name) if tag else None, value) for name, value in one.attributes)
        found = in_row(values)
        told.append(_named(tag, one.tag, one.span, ground) + (f" ({set_apart(found)})" if found else ""))
    return " | ".join(told) or tr("nothing")


def _told_judged(origins: Sequence[Origin], ground: Ground) -> str:
    spans = [(one.tag, Span(one.start, one.end)) for one in origins]
    return " | ".join(_named(ground.tag(tag), tag, span, ground) for tag, span in spans)


def _named(tag: Tag | None, tag_id: str, span: Span, ground: Ground) -> str:
    words = set_apart(ends_of(ground.text[span.start : span.end], _WORDS))
    return tr("{tag}: {words}", tag=set_apart(tag.name if tag else tag_id), words=words)


def _quoted(span: Span, ground: Ground) -> str:
    """Words of the article between quotation marks, unless they bring their own."""
    words = ends_of(ground.text[span.start : span.end], _WORDS)
    return set_apart(words) if words[:1] in "“”„«»‘’\"'" else tr("“{words}”", words=set_apart(words))


def _links(one: Returned, links: Sequence[tuple[str, str]], ground: Ground) -> str:
    tag = ground.tag(one.own[0].tag) if one.own else None
    names = {role.role: role.name for role in tag.links} if tag is not None else {}
    told = [
        tr("{role} → {words}", role=set_apart(names.get(role, role)), words=set_apart(line_of(words, _WORDS)))
        for role, words in links
    ]
    return in_row(told) or tr("no link")


def _why(one: Returned, ground: Ground) -> str:
    decision = one.decision
    tag_id = one.own[0].tag if one.own else next((origin.tag for origin in decision.origins), "")
    listed = ground.codebook.reasons_for(tag_id) if tag_id else usual_reasons()
    verdict = tr(_verdict(one, ground), by=decision.by)
    reason = set_apart(reason_words(decision, listed))
    told = tr("{verdict}: {reason}", verdict=verdict, reason=reason) if reason else verdict
    rule = _rule(one, ground, tag_id)
    return f"{told}\n{rule}" if rule and decision.is_settling and not _is_as_she_reads(one, ground) else told


def _verdict(one: Returned, ground: Ground) -> str:
    """The words for what the reviewer did; ``{by}`` is the reviewer."""
    decision = one.decision
    if decision.is_addition:
        return _ADDED
    if one.is_missed:
        return _MISSED
    if decision.verdict == "own" and _is_as_she_reads(one, ground):
        return _SAME
    if decision.verdict in ("take", "both") and _is_as_she_reads(one, ground):
        return _CONFIRMED if _is_hers_alone(one, ground) else _CHOSEN
    is_of_several = decision.verdict == "both" and min(len(decision.taken), len(decision.gold)) > 2
    return _SEVERAL if is_of_several else _VERDICTS[decision.verdict]


def _is_as_she_reads(one: Returned, ground: Ground) -> bool:
    """True if the reviewer left it as she had it: then no rule speaks against her."""
    decision = one.decision
    if decision.verdict in ("take", "both"):
        is_chosen = decision.verdict == "take" or _is_hers_alone(one, ground)
        return is_chosen and ground.layer in decision.taken
    return decision.verdict == "own" and one.is_taken and one.answer != "accept" and not decision.is_addition


def _is_hers_alone(one: Returned, ground: Ground) -> bool:
    return all(origin.layer == ground.layer for origin in one.decision.origins)


def _along(parts: Sequence[Returned], ground: Ground) -> str:
    """The line that names what is answered along with a decision: what goes, what comes, and what is otherwise."""
    going = [_told(part.own, ground) for part in parts if not part.gold and part.own]
    other = [_told(part.gold, ground) for part in parts if part.gold]
    told = []
    if going:
        told.append(tr("With it goes: {words}", words=" | ".join(going)))
    if other:
        told.append(tr("With it comes: {words}", words=" | ".join(other)))
    return "\n".join(told)


def _rule(one: Returned, ground: Ground, tag_id: str) -> str:
    """The sentence of the codebook that explains a decision: of the edges or, for all else, the definition."""
    listed = ground.codebook.reasons_for(tag_id) if tag_id else usual_reasons()
    reason = reason_of(one.decision.reason, listed) if one.decision.reason else None
    is_other_tag = bool(one.gold) and one.gold[0].tag != tag_id
    is_moved = not is_other_tag and not one.is_missed
    has_other_edges = is_moved and [gold.span for gold in one.gold] != [own.span for own in one.own]
    is_of_edges = reason.id in _OF_EDGES if reason is not None else has_other_edges and bool(one.gold)
    tag = ground.tag(one.gold[0].tag if is_other_tag else tag_id)
    if tag is None:
        return ""
    sentence = (tag.edges or tag.definition) if is_of_edges else (tag.definition or tag.edges)
    words = set_apart(line_of(sentence, _RULE))
    return tr("{tag}: {words}", tag=set_apart(tag.name), words=words) if words else ""


_REPLIED = {
    "accept": marked("you accepted"),
    "contest": marked("you contested"),
    "comment": marked("you commented"),
    "resolve": marked("you resolved"),
    "reopen": marked("you reopened"),
}


def _said(one: Returned) -> list[str]:
    """The comment and the replies, whole and by time; then the state of the thread."""
    decision = one.decision
    comment = _whole(decision.comment)
    told = [tr("{who}: {words}", who=decision.by, words=comment)] if comment else []
    for reply in one.replies:
        words = _whole(reply.comment)
        verb = tr(_REPLIED[reply_words(reply)])
        told.append(tr("{who}: {words}", who=verb, words=words) if words else verb)
    if one.has_thread:
        told.append(tr("Thread resolved") if one.is_resolved else tr("Thread open"))
    return told


def _whole(words: str) -> str:
    """Said words in the lines in which they were written; where they are unreasonably long, what is cut is counted."""
    more = len(words) - MOST_SAID
    lines = shortened(words, MOST_SAID).strip().splitlines()
    if more > 0:
        lines.append(tr("({n} more character stands in the file of the layer.)|"
                        "({n} more characters stand in the file of the layer.)", more))  # fmt: skip
    return "\n".join(map(set_apart, lines))

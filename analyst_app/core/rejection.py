"""The reasons for which a reviewer may reject an annotation, as a codebook lists them or as they stand by default."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from analyst_app.core.codebook_words import brief, shown
from analyst_app.wording import marked, tr, whole

MOST_REASONS = 50
"""Of one tag: the list that opens in review is read at a glance."""
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class Reason(NamedTuple):
    """One reason of a list that a reviewer chooses from."""

    id: str
    """Stands in gold, and never changes."""
    name: str
    """As it is shown."""


USUAL_REASONS = (
    Reason("nothing_to_tag", marked("nothing to tag here")),
    Reason("too_wide", marked("too wide")),
    Reason("too_narrow", marked("too narrow")),
    Reason("wrong_tag", marked("wrong tag")),
    Reason("guideline_unclear", marked("guideline unclear")),
)
"""The list for a tag of which the codebook says nothing; each fits any tag."""
WRONG_LINK = Reason("wrong_link", marked("wrong link"))
"""Goes with ``USUAL_REASONS`` for a tag that has link roles."""


def usual_reasons(*, with_link: bool = False) -> tuple[Reason, ...]:
    """The usual reasons, named in the person's language.

    Args:
        with_link: True for a tag that has link roles.
    """
    usual = (*USUAL_REASONS, WRONG_LINK) if with_link else USUAL_REASONS
    return tuple(Reason(one.id, tr(one.name)) for one in usual)


_FORMER = {"not a claim": "nothing_to_tag", "wrong speaker": "wrong_link"}
"""Reasons of gold from before reasons had ids, whose words have changed; the others were the names of today."""


def reason_of(stored: str, listed: tuple[Reason, ...]) -> Reason | None:
    """The reason that words in gold stand for; None for a reason of somebody's own, and for none.

    Args:
        stored: an id, a name, or the words of before reasons had ids.
        listed: the reasons for the tag, which go before the usual ones.
    """
    known = (*listed, *USUAL_REASONS, WRONG_LINK)
    wanted = _FORMER.get(stored, stored)
    by_id = next((reason for reason in known if reason.id == wanted), None)
    return by_id or next((reason for reason in known if reason.name == wanted), None)


def reasons_in(item: Any, place: str, wrong: Callable[[str], object]) -> Iterator[Reason]:
    """The reasons that a codebook, or a tag of it, lists under ``"reasons"``; what is none is passed over.

    Args:
        item: the object that may have the key.
        place: its name, for a sentence.
        wrong: called with a sentence about each that is no reason.
    """
    listed = item.get("reasons", [])
    if not isinstance(listed, list):
        wrong(
            tr(
                '{place} has "reasons" that are no list; write [{{"id": "…", "name": "…"}}]; the usual '
                "ones are offered",
                place=place,
            )
        )
        return
    if len(listed) > MOST_REASONS:
        wrong(
            tr(
                "{place} lists {count} reasons, of which {most_reasons} are offered; take some out",
                place=place,
                count=whole(len(listed)),
                most_reasons=MOST_REASONS,
            )
        )
    seen: set[str] = set()
    for number, one in enumerate(listed[:MOST_REASONS], 1):
        reason = _reason(one)
        if reason is None:
            told = tr('needs "id" (small letters, digits, - and _) and may have "name", a text')
            wrong(
                tr(
                    "{place}, reason {number} {told} (found {one}); it is kept, and not offered",
                    place=place,
                    number=number,
                    told=told,
                    one=brief(repr(one)),
                )
            )
        elif reason.id in seen:
            wrong(tr('{place} has the reason "{id}" twice; give each its own id', place=place, id=reason.id))
        else:
            seen.add(reason.id)
            yield reason


def _reason(one: Any) -> Reason | None:
    if not isinstance(one, dict):
        return None
    reason_id, name = one.get("id"), one.get("name", "")
    if not isinstance(reason_id, str) or not _ID.fullmatch(reason_id) or not isinstance(name, str):
        return None
    return Reason(reason_id, shown(name, "name").strip() or reason_id)

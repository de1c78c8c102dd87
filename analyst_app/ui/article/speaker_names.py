"""The word beside a quote: the name of the speaker, or that nobody is named yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.wording import in_row

if TYPE_CHECKING:
    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import AnnotationStore

SPEAKER, CONTINUES, NOT_STATED = "speaker", "continues", "speaker_not_stated"
"""As ``core.roles`` has them, which is not imported before the first paint."""
MISSING = "?"
_LONGEST = 28
_NAMED = 12
"""Speakers of one quote that are named beside it."""
_SEGMENTS = 8
"""Number of ``continues`` links that are followed."""


def speaker_word(store: AnnotationStore, codebook: Codebook, text: str, annotation: Annotation) -> str:
    """``→ Brandt``, ``?`` while a speaker is missing, or nothing for what nobody says.

    A segment that continues another quote has that quote's speaker.
    """
    tag = codebook.tag(annotation.tag)
    if tag is None or tag.role(SPEAKER) is None:
        return ""
    for _ in range(_SEGMENTS):
        links = store.links_from(annotation.id, SPEAKER, most=_NAMED + 1)
        speakers = [store.annotation(link.to_id) for link in links]
        names = [short_name(text, actor) for actor in speakers if actor is not None]
        if names:
            return "→ " + in_row(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        if annotation.attribute(NOT_STATED):
            return "→ –"
        continued = store.links_from(annotation.id, CONTINUES, most=1)
        head = store.annotation(continued[0].to_id) if continued else None
        if head is None:
            break
        annotation = head
    return MISSING


def short_name(text: str, actor: Annotation) -> str:
    """An actor in a word: a person's last name, else the words themselves."""
    name = str(actor.attribute("name") or text[actor.start : actor.end])
    name = " ".join(name[: 4 * _LONGEST].split())
    last = name.rpartition(" ")[2]
    if actor.attribute("kind") in (None, "person") and last != last.lower():
        name = last
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"

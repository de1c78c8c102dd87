"""The links and attributes that stand for a tag where there is room for one only."""

from __future__ import annotations

from typing import Any

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Attribute, Codebook, LinkRole, Tag
from analyst_app.core.store import AnnotationStore
from analyst_app.wording import LONGEST_SHOWN, shortened

CONTINUES = "continues"
"""The role from each part of a quotation to the part before it."""
CUE = "cue"
"""The role to the word that attributes."""
NOT_STATED = "speaker_not_stated"
"""The flag that says that the article names no speaker."""
SPEAKER = "speaker"
"""Of a quotation, who said it."""
WHO = (SPEAKER, "source")
"""Roles that say whose words these are, the first that a tag has."""


def who_role(tag: Tag | None) -> LinkRole | None:
    """The role that says whose words these are: speaker, else source, else none."""
    return next((role for name in WHO if tag and (role := tag.role(name))), None)


def shows_speakers(codebook: Codebook) -> bool:
    """True if a column of speakers has something to show.

    That takes a quotation; in a codebook that says nothing of parts any tag
    with a role for whose words these are will do.
    """
    if codebook.has_part("quotation"):
        return True
    return not codebook.says_parts and any(who_role(tag) is not None for tag in codebook.tags)


def who_links(
    store: AnnotationStore, codebook: Codebook, annotation: Annotation, *, most: int | None = None
) -> list[Link]:
    """Links to those whose words these are; a continued part has those of the part before it.

    Args:
        store: the layer.
        codebook: of the layer.
        annotation: a quote or claim.
        most: so many at most, for what is shown.
    """
    role = who_role(codebook.tag(annotation.tag))
    if role is None:
        return []
    seen = {annotation.id}
    at: str | None = annotation.id
    while at is not None:
        links = store.links_from(at, role.role, most=most)
        if links:
            return links
        earlier = store.links_from(at, CONTINUES, most=1)
        at = earlier[0].to_id if earlier and earlier[0].to_id not in seen else None
        seen.add(at or "")
    return []


def main_attribute(tag: Tag | None) -> Attribute | None:
    """The choice that a narrow column shows: a quote's mode, a claim's or an actor's kind."""
    if tag is None:
        return None
    choices = [attribute for attribute in tag.attributes if attribute.kind.lists_values]
    return tag.attribute("mode") or (choices[0] if choices else None)


def role_name(tag: Tag | None, role: str) -> str:
    """A link's role as a person reads it; its id where the codebook does not know it.

    Args:
        tag: of the annotation that the link comes from; None if the codebook has none.
        role: its id.
    """
    known = tag.role(role) if tag is not None else None
    return known.name if known is not None else role


def value_name(attribute: Attribute | None, value: Any) -> str:
    """A value as a person reads it; empty for an unset one.

    Args:
        attribute: that it is of; None if the codebook has none.
        value: as the sidecar holds it; None for unset.
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return shortened(", ".join(value_name(attribute, one) for one in value[:LONGEST_SHOWN]))
    if attribute is not None and attribute.kind.lists_values:
        listed = attribute.value(value)
        return listed.name if listed is not None else shortened(str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shortened(str(value))

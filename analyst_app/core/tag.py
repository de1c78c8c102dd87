"""A tag of a codebook with its attributes, their values, and the roles of its links. Values read from data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES, AttributeType
from analyst_app.core.rejection import Reason

EdgeRule = Literal["clause", "quotation", "reported", "name", "word", "paragraph", "none"]
Part = Literal["claim", "quotation", "actor", "cue", "skip"]
"""A part that a tag can play; the program knows of quotations, speakers and skipped text by this and by no tag's id."""


class Value(NamedTuple):
    """One value of a choice."""

    id: str
    name: str
    digit: int | None
    """Key that sets it; stands in the codebook, never renumbered."""
    definition: str


class Attribute(NamedTuple):
    """A typed value that an annotation of a tag may carry."""

    id: str
    name: str
    type: str
    """Name of its type, as the codebook writes it."""
    values: tuple[Value, ...]
    """Of a choice."""
    digit: int | None
    """Key that toggles a flag."""
    automatic: bool
    """True if the app fills it in when it makes the annotation."""
    definition: str
    several: bool = False
    """True if an annotation may have several of the choice's values at once: a JSON list of their ids."""
    required: bool = False
    """True if an annotation without it is not finished."""
    when: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    """It is asked for only if each of these attributes, by id, has one of these values."""

    @property
    def kind(self) -> AttributeType:
        """Its type's row in ``ATTRIBUTE_TYPES``."""
        return ATTRIBUTE_TYPES[self.type]

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells that exports can write for it; empty where they cannot be counted."""
        return tuple([value.id for value in self.values]) if self.kind.lists_values else self.kind.cells

    def value(self, value_id: Any) -> Value | None:
        """The value of that id among those that the codebook lists; None for an unknown id or another type."""
        return next((value for value in self.values if value.id == value_id), None) if self.kind.lists_values else None

    def takes(self, value: Any) -> bool:
        """True for a value that the attribute may have: one of its type, and of a choice one that is listed.

        Where several may be set, it is a list of such values, each once; a
        single one, as it was written before several could be, is taken, too.
        """
        if not self.kind.lists_values:
            return self.kind.holds(value)
        if not (self.several and isinstance(value, list)):
            return self.value(value) is not None
        is_listed = all(isinstance(one, str) and self.value(one) is not None for one in value)
        return bool(value) and is_listed and len(set(value)) == len(value)

    def each(self, held: Any) -> tuple[Any, ...]:
        """The values that are set, one by one; ``held`` is what an annotation has, None for nothing."""
        return () if held is None else tuple(held) if isinstance(held, list) else (held,)

    def toggled(self, held: Any, value: Any) -> Any:
        """The value that an annotation has when one was set anew or, being set, was cleared; None for nothing.

        Args:
            held: what it has now; None for nothing.
            value: one value of the attribute.
        """
        if not (self.several and self.kind.lists_values):
            return None if held == value else value
        others = [one for one in self.each(held) if one != value]
        wanted = others if value in self.each(held) else [*others, value]
        listed = [one.id for one in self.values]
        return sorted(wanted, key=lambda one: listed.index(one) if one in listed else len(listed)) or None

    def applies(self, values: Mapping[str, Any]) -> bool:
        """True if it is asked for, as the other values of an annotation are; they are given by attribute id."""
        return all(any(one in wanted for one in self.each(values.get(other))) for other, wanted in self.when)


class LinkRole(NamedTuple):
    """A role that links from annotations of a tag may have."""

    role: str
    name: str
    to: tuple[str, ...]
    """Ids of the tags at the other end."""


class Tag(NamedTuple):
    """A kind of mark that a span can get, with its meaning, key, colour, attributes and links."""

    id: str
    name: str
    key: str
    """Upper-case letter, or empty."""
    colour: str
    """#rrggbb."""
    helper: bool
    """True if it only serves other tags (cue, skip) and stays out of the counts."""
    retired: bool
    """True if no new annotation gets it; old ones stay."""
    definition: str
    edges: str
    """The rule for where a span begins and ends, in words for people."""
    edge_rule: EdgeRule
    """Name of the rule of ``language.edge_rules`` that is applied."""
    plays: Part | None
    """The part that the codebook says it plays; an unknown one stands in ``Codebook.raw`` only."""
    says_part: bool
    """True if the codebook says of it what it plays, even if that is no part that is known here."""
    examples: tuple[str, ...]
    """Sentences with [the span] in brackets."""
    counterexamples: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    links: tuple[LinkRole, ...]
    reasons: tuple[Reason, ...] = ()
    """Its own reasons for a rejection; empty: those of the codebook."""
    under: str = ""
    """Id of the tag that it stands under, as the file says; ``Codebook.parent_of`` says whether there is one."""
    line: str = ""
    """Name of its line, where that is not the one that goes with its colour."""

    def attribute(self, attribute_id: str) -> Attribute | None:
        """The attribute of that id."""
        return next((a for a in self.attributes if a.id == attribute_id), None)

    def role(self, role: str) -> LinkRole | None:
        """The link role of that id."""
        return next((r for r in self.links if r.role == role), None)

    def missing(self, values: Mapping[str, Any]) -> tuple[Attribute, ...]:
        """The attributes that are required and asked for, and that an annotation with these values has not."""
        return tuple([a for a in self.attributes if a.required and a.id not in values and a.applies(values)])

    def for_digit(self, digit: int) -> tuple[Attribute, Any] | None:
        """The attribute and value that a digit key sets."""
        for attribute in self.attributes:
            if attribute.kind.is_switch and attribute.digit == digit:
                return attribute, True
            for value in attribute.values:
                if value.digit == digit:
                    return attribute, value.id
        return None

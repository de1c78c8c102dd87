"""The codebook: tags, their keys, colours, attributes and links. A value read from data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES
from analyst_app.core.codebook_words import brief, counted_version, odd_values, shown
from analyst_app.core.rejection import Reason, reasons_in, usual_reasons
from analyst_app.core.tag import Attribute as Attribute
from analyst_app.core.tag import EdgeRule as EdgeRule
from analyst_app.core.tag import LinkRole as LinkRole
from analyst_app.core.tag import Part as Part
from analyst_app.core.tag import Tag as Tag
from analyst_app.core.tag import Value as Value
from analyst_app.errors import CodebookInvalid
from analyst_app.wording import tr, whole

MOST_TAGS = 2_000
"""Of one codebook: nobody chooses among more, and the window stays quick up to these."""
RESERVED_KEYS = frozenset("EIJKLMNOPSU")
"""Letters that commands use; no tag may take one."""
REVIEW_KEYS = frozenset("BR")
"""Letters that a review uses; no new tag gets one, and a tag that has one has it in reading only."""
LINE_STYLES = ("solid", "double", "dashed", "dotted", "dash-dot", "long-dash")
"""Lines that a tag can have in the article."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_RULES = get_args(EdgeRule)
PARTS: tuple[Part, ...] = get_args(Part)
_USUAL_RULES: dict[Part, tuple[EdgeRule, ...]] = {
    "claim": ("clause",),
    "quotation": ("quotation", "reported"),
    "actor": ("name",),
    "skip": ("paragraph",),
}
"""The edge rules by which a tag is taken for a part in a codebook that says nothing of parts; a cue has none."""
_USUAL_ID: dict[Part, str] = {"claim": "claim", "quotation": "quote", "actor": "actor", "cue": "cue", "skip": "skip"}
"""The id by which annotations are counted for a part in such a codebook."""


@dataclass(frozen=True)
class Codebook:
    """The tags of a project.

    ``raw`` is what was read, unknown keys included; an editor of codebooks
    changes that and parses it again.
    """

    id: str
    version: int
    name: str
    tags: tuple[Tag, ...]
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    problems: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """Sentences on what is kept but not understood, such as an unknown part that a tag plays."""
    reasons: tuple[Reason, ...] = ()
    """For rejecting an annotation of a tag that lists none of its own."""

    @cached_property
    def _by_id(self) -> dict[str, Tag]:
        return {tag.id: tag for tag in self.tags}

    def tag(self, tag_id: str) -> Tag | None:
        """The tag of that id, or None: unknown tags are shown grey and kept."""
        return self._by_id.get(tag_id)

    def for_key(self, key: str) -> Tag | None:
        """The tag of a letter key."""
        return next((tag for tag in self.tags if tag.key == key.upper()), None)

    def reasons_for(self, tag_id: str) -> tuple[Reason, ...]:
        """The reasons to choose from when an annotation of a tag is rejected; a list is never empty.

        The tag's own go before the codebook's, and these before the usual ones.
        """
        tag = self.tag(tag_id)
        usual = usual_reasons(with_link=tag is not None and bool(tag.links))
        return (tag.reasons if tag is not None else ()) or self.reasons or usual

    @cached_property
    def ruled(self) -> dict[int, frozenset[str]]:
        """By version, the tags that it gave a rule. A rule is the only thing that the version of its own changed."""
        found: dict[int, set[str]] = {}
        for tag in self.raw.get("tags", ()):
            rules = tag.get("rules")
            for rule in rules if isinstance(rules, list) else ():
                version = rule.get("version") if isinstance(rule, dict) else None
                if type(version) is int:
                    found.setdefault(version, set()).add(tag["id"])
        return {version: frozenset(tags) for version, tags in found.items()}

    @cached_property
    def _above(self) -> dict[str, str]:
        """The id of the tag that each stands under; none where it leads nowhere, or round in a ring."""
        said = {tag.id: tag.under for tag in self.tags if tag.under in self._by_id}
        above = {}
        for tag_id in said:
            seen, at = {tag_id}, said[tag_id]
            while at in said and at not in seen:
                seen.add(at)
                at = said[at]
            if at != tag_id:
                above[tag_id] = said[tag_id]
        return above

    @cached_property
    def _below(self) -> dict[str, tuple[Tag, ...]]:
        found: dict[str, list[Tag]] = {}
        for tag in self.tags:
            found.setdefault(self._above.get(tag.id, ""), []).append(tag)
        return {tag_id: tuple(tags) for tag_id, tags in found.items()}

    @property
    def has_groups(self) -> bool:
        """True if a tag stands under another."""
        return bool(self._above)

    def parent_of(self, tag_id: str) -> Tag | None:
        """The tag that a tag stands under, if there is one."""
        return self._by_id.get(self._above.get(tag_id, ""))

    def children(self, tag_id: str) -> tuple[Tag, ...]:
        """The tags that stand directly under a tag, in the codebook's order; of the empty id, those under none."""
        return self._below.get(tag_id, ())

    def group(self, tag_id: str) -> tuple[str, ...]:
        """The ids of a tag and of all that stand under it, at any depth."""
        found, waiting = [], [tag_id]
        while waiting:
            found.append(waiting.pop())
            waiting += [child.id for child in reversed(self.children(found[-1]))]
        return tuple(found)

    def path_of(self, tag_id: str) -> tuple[str, ...]:
        """The names from the top of the groups down to a tag; only its id where there is no such tag."""
        names: list[str] = []
        at: Tag | None = self.tag(tag_id)
        while at is not None:
            names.insert(0, at.name)
            at = self.parent_of(at.id)
        return tuple(names) or (tag_id,)

    @cached_property
    def in_groups(self) -> tuple[Tag, ...]:
        """All tags, each followed by those that stand under it."""
        return tuple([self._by_id[one] for top in self.children("") for one in self.group(top.id)])

    @cached_property
    def says_parts(self) -> bool:
        """True if at least one tag says what it plays; then no tag plays a part that it does not claim."""
        return any(tag.says_part or tag.plays for tag in self.tags)

    @cached_property
    def _tags_by_part(self) -> dict[Part, tuple[Tag, ...]]:
        if self.says_parts:
            return {part: tuple([tag for tag in self.tags if tag.plays == part]) for part in PARTS}
        by_rule = {
            part: tuple([tag for tag in self.tags if tag.edge_rule in rules]) for part, rules in _USUAL_RULES.items()
        }
        return {**by_rule, "cue": tuple([tag for tag in self.tags if tag.id == _USUAL_ID["cue"]])}

    @cached_property
    def _ids_by_part(self) -> dict[Part, frozenset[str]]:
        if self.says_parts:
            return {part: frozenset([tag.id for tag in tags]) for part, tags in self._tags_by_part.items()}
        return {part: frozenset({tag_id}) for part, tag_id in _USUAL_ID.items()}

    def tags_for(self, part: Part) -> tuple[Tag, ...]:
        """The tags that a gesture takes for a part, retired ones included, in the codebook's order.

        In a codebook that says nothing of parts these are the tags with the
        part's edge rule (of a cue, the tag with the id ``cue``).
        """
        return self._tags_by_part[part]

    def first_for(self, part: Part) -> Tag | None:
        """The tag that proposals for a part use: the first that is not retired."""
        return next((tag for tag in self.tags_for(part) if not tag.retired), None)

    def ids_counted_as(self, part: Part) -> frozenset[str]:
        """The tag ids by which annotations are counted, greyed or exported as a part.

        In a codebook that says nothing of parts this is the one usual id of the
        part, such as ``quote``, even if the codebook has no tag of that id.
        """
        return self._ids_by_part[part]

    def has_part(self, part: Part) -> bool:
        """True if a tag plays the part; without a quotation nothing is told of quotations left and of speakers."""
        return bool(self.tags_for(part)) or any(tag.id in self.ids_counted_as(part) for tag in self.tags)

    @classmethod
    def from_data(cls, data: Any, *, where: str = "codebook") -> Codebook:
        """The codebook in parsed JSON.

        Args:
            data: the parsed JSON.
            where: name of the file, for messages.

        Raises:
            CodebookInvalid: it breaks a rule; the message names the file, the item and the fix.
        """
        return _Reader(where).codebook(data)


def example_words(example: Any) -> str:
    """The sentence of an example, which is a text, or an object with its text and its place in an article."""
    return str(example.get("text", "") if isinstance(example, Mapping) else example)


class _Reader:
    """Checks parsed JSON item by item, so that an error can name its item."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[str] = []

    def codebook(self, data: Any) -> Codebook:
        if not isinstance(data, dict):
            raise self.wrong(tr("the file"), tr("is no JSON object; it must begin with {brace}", brace="{"))
        if data.get("format") != "media-codebook":
            raise self.wrong('"format"', tr('must be "media-codebook"'))
        listed = self.list_of(data, "tags", "the codebook")
        if len(listed) > MOST_TAGS:
            raise self.wrong(
                '"tags"',
                tr(
                    "lists {count} tags; at most {most_tags} can be worked with",
                    count=whole(len(listed)),
                    most_tags=whole(MOST_TAGS),
                ),
            )
        tags = tuple(self.tag(item, f"tag {n}") for n, item in enumerate(listed, 1))
        if not tags:
            raise self.wrong('"tags"', tr("is empty; give at least one tag"))
        self.unique((tag.id for tag in tags), "tag id")
        self.unique((tag.key for tag in tags if tag.key and not tag.retired), "tag key")
        known = {tag.id for tag in tags}
        for tag in tags:
            for role in tag.links:
                for end in role.to:
                    if end not in known:
                        raise self.wrong(
                            tr("tag {id}, link {role}", id=tag.id, role=role.role),
                            tr('leads to "{end}", which is no tag here', end=end),
                        )
        version = data.get("version", 1)
        if not isinstance(version, int) or isinstance(version, bool):
            raise self.wrong('"version"', tr("must be a whole number"))
        reasons = tuple(reasons_in(data, "the codebook", self.problems.append))
        found = Codebook(
            self.ident(data, "id", "the codebook"),
            counted_version(version),
            self.words(data, "name", "the codebook"),
            tags,
            data,
            (*self.problems, *odd_values(data)),
            reasons,
        )
        for tag in tags:
            if tag.edge_rule == "reported" and tag not in found.tags_for("quotation"):
                only = 'which is for a tag that plays quotation: write "plays": "quotation", or choose "clause"'
                raise self.wrong(f"tag {tag.id}", tr('has the edge rule "reported", {only}', only=only))
        return found

    def tag(self, item: Any, place: str) -> Tag:
        self.object(item, place)
        tag_id = self.ident(item, "id", place)
        place = f"tag {tag_id}"
        key = self.words(item, "key", place).upper()
        if key and (len(key) != 1 or not "A" <= key <= "Z"):
            raise self.wrong(place, tr('has the key "{key}"; a key is one letter A–Z', key=key))
        if key in RESERVED_KEYS:
            raise self.wrong(
                place, tr("has the key {key}, which a command uses; choose none of E I J K L M N O P S U", key=key)
            )
        colour = self.words(item, "colour", place) or "#6b7280"
        if not _COLOUR.fullmatch(colour):
            raise self.wrong(place, tr('has the colour "{colour}"; write it as #rrggbb', colour=colour))
        attributes = tuple(self.attribute(a, place) for a in self.list_of(item, "attributes", place))
        self.unique((attribute.id for attribute in attributes), f"attribute id of {place}")
        digits = [a.digit for a in attributes] + [v.digit for a in attributes for v in a.values]
        self.unique((digit for digit in digits if digit is not None), f"digit of {place}")
        rule = item.get("edge_rule", "none")
        if rule not in _RULES:
            raise self.wrong(
                place, tr('has the edge rule "{rule}"; choose one of {rules}', rule=rule, rules=", ".join(_RULES))
            )
        return Tag(
            id=tag_id,
            name=self.words(item, "name", place) or tag_id,
            key=key,
            colour=colour,
            helper=self.flag(item, "helper", place),
            retired=self.flag(item, "retired", place),
            definition=self.words(item, "definition", place),
            edges=self.words(item, "edges", place),
            edge_rule=rule,
            plays=self.part(item, place),
            says_part=item.get("plays") not in (None, ""),
            examples=self.sentences(item, "examples", place),
            counterexamples=self.sentences(item, "counterexamples", place),
            attributes=attributes,
            links=tuple(self.role(r, place) for r in self.list_of(item, "links", place)),
            reasons=tuple(reasons_in(item, place, self.problems.append)),
            under=under if isinstance(under := item.get("under"), str) else "",
            line=self.line(item, place),
        )

    def line(self, item: Mapping[str, Any], place: str) -> str:
        found = item.get("line", "")
        if found in ("", *LINE_STYLES):
            return str(found)
        self.kept(place, "line", f"one of {', '.join(LINE_STYLES)}")
        return ""

    def kept(self, place: str, key: str, wanted: str) -> None:
        """Say of a value that is not understood that it stays and does nothing."""
        self.problems.append(f'{place} has "{key}" that is none of what it can be; it is kept: write {wanted}')

    def part(self, item: Mapping[str, Any], place: str) -> Part | None:
        found = item.get("plays")
        if found in (None, ""):
            return None
        if isinstance(found, str) and found in PARTS:
            return found
        self.problems.append(
            f"{place} plays {brief(repr(found))}, which is none of {', '.join(PARTS)}; "
            "it is kept, and the tag plays no part"
        )
        return None

    def attribute(self, item: Any, owner: str) -> Attribute:
        self.object(item, f"an attribute of {owner}")
        attribute_id = self.ident(item, "id", f"an attribute of {owner}")
        place = f"{owner}, attribute {attribute_id}"
        kind = item.get("type", "text")
        if kind not in tuple(ATTRIBUTE_TYPES):
            raise self.wrong(
                place,
                tr(
                    'has the type "{kind}"; choose one of {attribute_types}',
                    kind=kind,
                    attribute_types=", ".join(ATTRIBUTE_TYPES),
                ),
            )
        values = tuple(self.value(v, place) for v in self.list_of(item, "values", place))
        if ATTRIBUTE_TYPES[kind].lists_values and not values:
            raise self.wrong(place, tr("is a {kind} without values; list them", kind=kind))
        self.unique((value.id for value in values), f"value of {place}")
        return Attribute(
            id=attribute_id,
            name=self.words(item, "name", place) or attribute_id,
            type=kind,
            values=values,
            digit=self.digit(item, place),
            automatic=self.flag(item, "automatic", place),
            definition=self.words(item, "definition", place),
            several=self.switch(item, "several", place),
            required=self.switch(item, "required", place),
            when=self.condition(item, place),
        )

    def switch(self, item: Mapping[str, Any], key: str, place: str) -> bool:
        if not isinstance(found := item.get(key, False), bool):
            self.kept(place, key, "true or false")
        return found is True

    def condition(self, item: Mapping[str, Any], place: str) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        found = item.get("when") or {}
        if isinstance(found, dict) and all(isinstance(values, list) and values for values in found.values()):
            return tuple([(other, tuple(values)) for other, values in found.items()])
        self.kept(place, "when", '{"id of an attribute": ["id of a value"]}')
        return ()

    def value(self, item: Any, owner: str) -> Value:
        self.object(item, f"a value of {owner}")
        value_id = self.ident(item, "id", f"a value of {owner}")
        place = f"{owner}, value {value_id}"
        return Value(
            value_id,
            self.words(item, "name", place) or value_id,
            self.digit(item, place),
            self.words(item, "definition", place),
        )

    def role(self, item: Any, owner: str) -> LinkRole:
        self.object(item, f"a link of {owner}")
        role = self.ident(item, "role", f"a link of {owner}")
        ends = self.list_of(item, "to", f"{owner}, link {role}")
        return LinkRole(role, self.words(item, "name", owner) or role, tuple(map(str, ends)))

    def wrong(self, place: str, problem: str) -> CodebookInvalid:
        return CodebookInvalid(f"{self.where}: {brief(place)} {brief(problem)}.")

    def object(self, item: Any, place: str) -> None:
        if not isinstance(item, dict):
            raise self.wrong(place, tr("must be an object in { }"))

    def list_of(self, item: Mapping[str, Any], key: str, place: str) -> list[Any]:
        value = item.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(place, tr('has "{key}" that is no list; put it in [ ]', key=key))
        return value

    def words(self, item: Mapping[str, Any], key: str, place: str) -> str:
        value = item.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(place, tr('has "{key}" that is no text; put it in quotation marks', key=key))
        return shown(value, key)

    def sentences(self, item: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        return tuple([shown(example_words(one), key) for one in self.list_of(item, key, place)])

    def ident(self, item: Mapping[str, Any], key: str, place: str) -> str:
        value = item.get(key)
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.wrong(
                place, tr('needs "{key}": small letters, digits, - and _ (found {value})', key=key, value=repr(value))
            )
        return value

    def flag(self, item: Mapping[str, Any], key: str, place: str) -> bool:
        value = item.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(place, tr('has "{key}" that is neither true nor false', key=key))
        return value

    def digit(self, item: Mapping[str, Any], place: str) -> int | None:
        value = item.get("digit")
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 9:
            raise self.wrong(place, tr("has the digit {value}; choose one of 1 to 9 (0 clears all)", value=repr(value)))
        return value

    def unique(self, values: Iterable[Any], what: str) -> None:
        seen: set[Any] = set()
        for value in values:
            if value in seen:
                raise self.wrong(f'{what} "{value}"', tr("stands twice; give each its own"))
            seen.add(value)

"""A decision as a value, and as the record that a gold layer keeps of it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Pairs, pairs

Verdict = Literal["take", "both", "reject", "own", "discuss", "answer"]
"""One side · both · none · one corrected by the reviewer · no decision yet, only a comment · none either: words of a
reader of a report, which stand in no gold layer (``review.returned.answered``)."""

ReviewState = Literal["agreed", "open", "changed", "contested", "settled"]
"""Review state of a difference.

agreed: there is nothing to decide · open: it is not decided · changed: what
it is about has changed since the decision · contested: a colleague objected
to the decision · settled: it is decided.
"""

WAITING: frozenset[ReviewState] = frozenset(("open", "changed", "contested"))
"""The states of differences that wait for a decision."""

REASONS_ASKED_SINCE = "0.2"
"""Version since which a reason is stored only if a person gave it; earlier ones stored the last one again."""

NAMESPACE = uuid.UUID("9b0c2f0e-6a3d-5a53-9d4e-5a1f3f0f8c11")
"""The namespace of ids that are derived from what they are about (RFC 9562, version 5)."""
_NAMESPACE = NAMESPACE.bytes
_VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""The digit that carries the variant of a UUID, by the digit that stood there."""


GONE = ""
"""The digest of an annotation that its layer no longer had when it was judged."""


_KEYS = frozenset(
    [
        "by",
        "verdict",
        "origins",
        "taken",
        "gold",
        "results",
        "text_sha256",
        "round",
        "reason",
        "comment",
        "reason_given",
        "resolved",
        "turn",
        "along",
        "absent",
    ]
)
"""The keys of a decision's record that this version knows."""


class Origin(NamedTuple):
    """An annotation of a layer as it was when it was judged."""

    ref: str
    """Its name in gold, ``layer:id``."""
    digest: str
    """Digest of its content, note included; ``GONE`` if the layer no longer had it."""
    tag: str
    """Id of its tag."""
    start: int
    """First code point of its span."""
    end: int
    """First code point after its span."""
    note: str = ""
    """Digest of its note; empty if it had none."""
    links: tuple[tuple[str, str], ...] = ()
    """Role and id of the target of each link that began there, sorted."""

    @property
    def layer(self) -> str:
        """Id of its layer."""
        return self.ref.partition(":")[0]

    @property
    def annotation_id(self) -> str:
        """Its id in that layer."""
        return self.ref.partition(":")[2]

    @property
    def is_gone(self) -> bool:
        """True if its layer did not have it when it was judged."""
        return self.digest == GONE


@dataclass(frozen=True)
class Decision:
    """A reviewer's decision on one difference, or a discussion of it."""

    id: str
    """Id that is derived from the origins, so that deciding again replaces the decision."""
    by: str
    """Name of the reviewer."""
    verdict: Verdict
    origins: tuple[Origin, ...]
    """The annotations that were judged."""
    taken: tuple[str, ...] = ()
    """Ids of the layers whose reading went into gold."""
    gold: tuple[str, ...] = ()
    """Ids of the gold annotations that came of it."""
    results: tuple[str, ...] = ()
    """Digests of the content of these annotations, notes left out."""
    reason: str = ""
    """The reason for rejecting: an id of the codebook's list or a person's own words; empty if none was given."""
    is_reason_given: bool = False
    """True if it is known that a person gave the reason for just this (see ``is_reason_doubtful``)."""
    comment: str = ""
    """The reviewer's words beside it."""
    text_sha256: str = ""
    """Hash of the text that the offsets of the origins count in."""
    resolved: bool = False
    """True if the reviewer called its thread resolved, when last saying so."""
    turn: int = 0
    """The turn at which the reviewer said that, counted along the thread (``review.threads``)."""
    when: str = ""
    """Time of the decision, UTC."""
    round: int = 1
    """Number of times it was decided; a reply names the round that it answers."""
    along: str = ""
    """Id of the decision that took these annotations along, as its own need them, or dropped them; empty: none did."""
    absent: tuple[str, ...] = ()
    """Ids of the compared layers that had nothing there, where it brought gold what others had."""
    extra: Pairs = ()
    """Keys of its record that this version does not know; they stay while the decision does."""

    def with_words_of(self, said: Decision | None) -> Decision:
        """Return it with what was said beside another one: deciding anew does not end what is talked about.

        Args:
            said: the decision or discussion that it replaces, if any.
        """
        if said is None:
            return self
        return replace(self, comment=self.comment or said.comment, resolved=said.resolved, turn=said.turn)

    @property
    def is_settling(self) -> bool:
        """True if it decides something; a discussion does not."""
        return self.verdict not in ("discuss", "answer")

    @property
    def is_of_reader(self) -> bool:
        """True if it is what a reader of a report says."""
        return self.verdict == "answer"

    @property
    def is_addition(self) -> bool:
        """True if it brought gold what the reader had not, and that would be hers by accepting it."""
        if len(self.origins) != 1 or not self.origins[0].is_gone:
            return False
        origin = self.origins[0]
        return any(followed_id(origin.layer, gold_id) == origin.annotation_id for gold_id in self.gold)

    def is_told(self, layer: str) -> bool:
        """Return True if a colleague is to hear of it: it is about a tag of hers, or about one that she has not.

        Args:
            layer: id of her layer.
        """
        return layer in self.absent or any(origin.layer == layer for origin in self.origins)

    @property
    def is_of_gone(self) -> bool:
        """True if the layers had none of the annotations any more when it was decided."""
        return all(origin.is_gone for origin in self.origins)

    @property
    def is_reason_doubtful(self) -> bool:
        """True if its reason may be one that nobody gave.

        Versions before ``REASONS_ASKED_SINCE`` stored the reason of the last rejection with every decision for the
        side that had nothing, with all that were settled alike with it, be they takes, and with the removal of what
        only gold had. Such a decision judged annotations that at most one layer had, and does not say that it was
        asked for.
        """
        layers = {origin.layer for origin in self.origins if origin.digest != GONE}
        is_one_sided = self.verdict in ("take", "reject") and bool(self.origins) and len(layers) <= 1
        return bool(self.reason) and is_one_sided and not self.is_reason_given

    def to_entry(self) -> Entry:
        """Return the record for the gold layer."""
        body: dict[str, Any] = {
            "by": self.by,
            "verdict": self.verdict,
            "origins": [_origin_body(origin) for origin in self.origins],
            "taken": list(self.taken),
            "gold": list(self.gold),
            "results": list(self.results),
            "text_sha256": self.text_sha256,
            "round": self.round,
        }
        body |= {key: value for key, value in (("reason", self.reason), ("comment", self.comment)) if value}
        if self.reason and self.is_reason_given:
            body["reason_given"] = True
        if self.resolved:
            body["resolved"] = True
        if self.turn:
            body["turn"] = self.turn
        if self.along:
            body["along"] = self.along
        if self.absent:
            body["absent"] = list(self.absent)
        return Entry(self.id, "decisions", pairs({**dict(self.extra), **body}), self.when, self.when)

    @classmethod
    def from_entry(cls, entry: Entry) -> Decision | None:
        """Return the decision of a record, or None if this version does not understand it."""
        body = dict(entry.body)
        try:
            origins = tuple(map(_origin_from, body["origins"]))
            made = cls(
                id=entry.id,
                by=str(body.get("by", "")),
                verdict=body["verdict"],
                origins=origins,
                taken=_words(body.get("taken")),
                gold=_words(body.get("gold")),
                results=_words(body.get("results")),
                reason=str(body.get("reason", "")),
                is_reason_given=body.get("reason_given") is True,
                comment=str(body.get("comment", "")),
                text_sha256=str(body.get("text_sha256", "")),
                resolved=body.get("resolved") is True,
                turn=int(body.get("turn", 0)),
                when=entry.created,
                round=int(body.get("round", 1)),
                along=str(body.get("along", "")),
                absent=_words(body.get("absent")),
                extra=tuple((key, value) for key, value in entry.body if key not in _KEYS),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        is_known = made.verdict in ("take", "both", "reject", "own", "discuss")
        return made if is_known and all(map(_is_origin, origins)) else None


class Ruling(NamedTuple):
    """A reviewer's ruling on a difference, from which a decision is made."""

    verdict: Verdict
    taken: tuple[str, ...] = ()
    """Ids of the layers whose reading, or whose links with ``own``, are taken."""
    reason: str = ""
    """The reason for rejecting that a person gave for just this; empty if none was given."""
    comment: str = ""
    """Words beside the decision."""
    own: tuple[Annotation, ...] = ()
    """With verdict ``own``: the annotations that gold gets; an id matters only if gold has it already."""
    keeps_links: bool = False
    """True if the links that gold has at them stay as they are."""
    along: str = ""
    """Id of the decision that takes or drops these along; empty if they are judged for themselves."""
    links: tuple[tuple[str, str], ...] | None = None
    """With verdict ``own``: role and target of each link that gold gets, in place of those of any layer.
    A target is the name of a layer's annotation, or of gold's own with no layer before it. None: as the layers say."""


def _words(value: Any) -> tuple[str, ...]:
    """Return the strings of a parsed list; empty for anything else."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


_ORIGIN = ("ref", "digest", "tag", "start", "end")


def _origin_body(origin: Origin) -> dict[str, Any]:
    body: dict[str, Any] = dict(zip(_ORIGIN, origin[:5], strict=True))
    if origin.note:
        body["note"] = origin.note
    if origin.links:
        body["links"] = [list(link) for link in origin.links]
    return body


def _origin_from(item: dict[str, Any]) -> Origin:
    ref, digest, tag, start, end = (item[key] for key in _ORIGIN)
    links = tuple((role, to_id) for role, to_id in item.get("links", ()))
    return Origin(ref, digest, tag, start, end, item.get("note", ""), links)


def _is_origin(origin: Origin) -> bool:
    ref, digest, _, start, end, note, links = origin
    words = (ref, digest, note, *(word for link in links for word in link))
    return all(isinstance(word, str) for word in words) and type(start) is type(end) is int


def decisions_in(entries: Iterable[Entry]) -> list[Decision]:
    """Return the decisions and discussions among the records of a gold layer, in their order."""
    found = (Decision.from_entry(entry) for entry in entries if entry.section == "decisions")
    return [one for one in found if one is not None]


def ref_of(layer: str, annotation_id: str) -> str:
    """Return the name that gold has for an annotation of a layer: ``layer:id``.

    Args:
        layer: id of the layer.
        annotation_id: id of the annotation in the layer.
    """
    return f"{layer}:{annotation_id}"


def origins_of(annotation: Annotation) -> tuple[str, ...]:
    """Return the names, ``layer:id``, of the annotations that a gold annotation was made of."""
    for key, value in annotation.extra:
        if key == "origins" and isinstance(value, list):
            return tuple([ref for ref in value if isinstance(ref, str)])
    return ()


def decision_id(refs: Iterable[str]) -> str:
    """Return the id of the decision about the annotations with these names."""
    return derived_id("decision", *sorted(refs))


def derived_id(*parts: str) -> str:
    """Return an id that follows from its parts, so that two machines give the same: a UUID of version 5 (RFC 9562)."""
    # uuid.uuid5 gives the same, and takes five times as long.
    digits = hashlib.sha1(_NAMESPACE + "\n".join(parts).encode(), usedforsecurity=False).hexdigest()
    variant = _VARIANTS[digits[16]]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def reading_digest(annotation: Annotation, text: str, links: Iterable[tuple[str, str]]) -> str:
    """Return a digest of the content of an annotation, wherever its words stand and whoever wrote it.

    The note is left out.

    Args:
        annotation: the annotation.
        text: text of the article.
        links: role and words of the target of each link that begins there.
    """
    words = text[annotation.start : annotation.end]
    return _digest([annotation.tag, words, dict(annotation.attributes), sorted(links)])


def judged_digest(annotation: Annotation, text: str) -> str:
    """Return a digest of the content that a decision judges: tag, words, attributes and note, without links.

    Args:
        annotation: the annotation.
        text: text of the article.
    """
    words = text[annotation.start : annotation.end]
    return _digest([annotation.tag, words, dict(annotation.attributes), annotation.note])


def note_digest(note: str) -> str:
    """Return a digest of a note; empty if there is none."""
    return _digest([note]) if note else ""


def followed_id(layer: str, gold_id: str) -> str:
    """Return the id that a record of gold gets in a layer that follows it and had no record of its own.

    Args:
        layer: id of the layer.
        gold_id: id of the record in gold.
    """
    return derived_id("followed", layer, gold_id)


def _digest(value: list[Any]) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]

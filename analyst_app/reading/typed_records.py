"""The records that the API gives: plain frozen values, in the words of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from analyst_app.core.annotation import ASSIST, Link, Pairs
from analyst_app.core.annotation import Annotation as StoredAnnotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_gold, is_program
from analyst_app.core.span import Span
from analyst_app.core.waiting import exact_in
from analyst_app.corpus.sourcing.verified_sources import VERIFIED
from analyst_app.errors import UsageError
from analyst_app.language.known_people import ACTOR
from analyst_app.reading.arguments import kind_of, name_of
from analyst_app.reading.article_rows import LayerRows
from analyst_app.reading.as_read import AsRead
from analyst_app.reading.compared_layers import nearest_words
from analyst_app.review.decisions import Decision, decisions_in, origins_of
from analyst_app.session.codebook_use import KEY as CODEBOOK
from analyst_app.storage.lines.typed_lines import AnnotationLine
from analyst_app.wording import tr

_KNOWN = (ACTOR, ASSIST, VERIFIED, CODEBOOK, "origins")
"""The keys of an annotation that are fields here."""
_NONE: AsRead[str, Any] = AsRead()


@dataclass(frozen=True, slots=True)
class Annotation:
    """A tagged span of an article.

    >>> import analyst_app as aa
    >>> one = aa.Annotation("quote", 24, 52, exact="“taxes fell by 12% in 2024,”", values={"mode": "direct"})
    >>> one.tag, one.end - one.start, one.values["mode"]
    ('quote', 28, 'direct')
    """

    tag: str
    """Id of its tag in the codebook."""
    start: int
    """First code point inside, as Python's ``len`` counts them."""
    end: int
    """First code point after."""
    exact: str = ""
    """The words that it covers: ``article.text[start:end]``."""
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Values by attribute id; an attribute that is not set is not there."""
    note: str = ""
    id: str = ""
    """UUID; empty on one that was never written."""
    actor: str = ""
    """Id of the person in ``corpus.people`` that it means; empty: nobody has said."""
    assist: Mapping[str, Any] | None = field(default=None, hash=False)
    """That it began as a suggestion: by what (``by``), how sure (``score``), whether a person changed it (``edited``);
    None: it did not."""
    verified: Mapping[str, Any] | None = field(default=None, hash=False)
    """The verdict that a person stored on a quote that was held against its source; None: there is none."""
    codebook_version: int | None = None
    """Version of the codebook that it was made under; None: nobody knows."""
    created: str = ""
    """UTC, ISO 8601."""
    modified: str = ""
    """UTC, ISO 8601."""
    origins: tuple[str, ...] = ()
    """Of gold: the annotations that it was made of, as ``layer:id``."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Keys that this version of the app does not know."""

    @property
    def span(self) -> Span:
        """Start and end, code points, half-open."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is kept in a layer without a certain place in the text."""

    why: str
    """``orphan`` (its words are gone), ``unconfirmed`` (moved, to be confirmed), ``end_missing`` (a link without an
    end), ``reading`` (a merge's second reading) or ``invalid``."""
    exact: str
    """The words that it covered; empty if it had none."""
    record: Any = field(hash=False)
    """The record as the file has it."""


@dataclass(frozen=True)
class Layer:
    """One annotator's annotations on one article."""

    id: str
    article: str
    """Id of the article."""
    annotator: str
    """The person who read: of a second reading (``alice-r2``) the id of her own layer, of any other its own id."""
    status: str
    """``in_progress`` or ``done``."""
    note: str = ""
    codebook_version: int | None = None
    """Version of the codebook under which its first annotation was made."""
    annotations: tuple[Annotation, ...] = ()
    """In reading order."""
    links: tuple[Link, ...] = ()
    """Typed arrows between annotations: ``role``, ``from_id``, ``to_id``."""
    decisions: tuple[Decision, ...] = ()
    """Of gold: the rulings of the reviewer, with their reasons."""
    waiting: tuple[Waiting, ...] = ()
    """The records that have no certain place in the text; open the article in the window to place them."""
    _codebook: ClassVar[Codebook | None] = None
    """Of one that was read: the codebook, by whose tags and roles a name that is none is told."""

    @property
    def is_gold(self) -> bool:
        """True of a reviewer's result."""
        return is_gold(self.id)

    @property
    def is_program(self) -> bool:
        """True of a layer ``model-…``: a program made it."""
        return is_program(self.id)

    @property
    def is_done(self) -> bool:
        """True if its annotator marked the article as done."""
        return self.status == "done"

    @cached_property
    def by_id(self) -> Mapping[str, Annotation]:
        """The annotations by id."""
        return AsRead({one.id: one for one in self.annotations})

    def with_tag(self, *tags: str) -> tuple[Annotation, ...]:
        """The annotations with one of these tags, in reading order.

        Raises:
            UsageError: one is no tag of the codebook; the nearest is named.
        """
        for tag in tags:
            self._refuse_unknown_tag(name_of(tag, "tags"))
        return tuple([one for one in self.annotations if one.tag in tags])

    def linked(self, annotation: Annotation, role: str = "") -> tuple[Annotation, ...]:
        """The annotations that the links of one lead to, such as a quote's speakers.

        Args:
            annotation: of this layer.
            role: of the links; empty: any.

        Raises:
            UsageError: it is no role of the codebook; the nearest is named.
        """
        _refuse_other(annotation)
        self._refuse_unknown_role(name_of(role, "role"))
        ends = self._ends.get(annotation.id, ())
        return tuple([self.by_id[one.to_id] for one in ends if role in ("", one.role) and one.to_id in self.by_id])

    def _refuse_unknown_tag(self, tag: str) -> None:
        if self._codebook is None or self._codebook.tag(tag) is not None:
            return
        known = dict.fromkeys([*(one.id for one in self._codebook.tags), *(one.tag for one in self.annotations)])
        if tag not in known:
            raise UsageError(tr("There is no tag {tag} here; {told}.", tag=tag, told=nearest_words(tag, [*known])))

    def _refuse_unknown_role(self, role: str) -> None:
        if not role or self._codebook is None or any(tag.role(role) is not None for tag in self._codebook.tags):
            return
        roles = [one.role for tag in self._codebook.tags for one in tag.links]
        known = dict.fromkeys([*roles, *(one.role for one in self.links)])
        if role not in known:
            raise UsageError(tr("There is no link {role} here; {told}.", role=role, told=nearest_words(role, [*known])))

    @cached_property
    def _ends(self) -> Mapping[str, list[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.from_id, []).append(link)
        return found


def _refuse_other(given: object) -> None:
    """Refuse what is no annotation."""
    if not isinstance(given, Annotation):
        raise UsageError(tr("annotation must be an annotation of the layer, not {kind}.", kind=kind_of(given)))


def layer_of(layer_id: str, article: str, rows: LayerRows, text: str, codebook: Codebook | None = None) -> Layer:
    """A layer as a value of its own.

    Args:
        layer_id: its id.
        article: id of the article.
        rows: as they were read.
        text: of the article.
        codebook: of the corpus; None: any tag and any role may be asked for.
    """
    version = dict(rows.codebook).get("version")
    begun = version if type(version) is int else None
    links = [
        one if isinstance(one, Link) else Link(one.id, one.role, one.from_id, one.to_id, one.created, one.modified)
        for one in rows.links
    ]
    made = Layer(
        layer_id,
        article,
        rows.reader or layer_id,
        rows.status,
        rows.note,
        begun,
        tuple([annotation_of(one, text, begun) for one in rows.annotations]),
        tuple(links),
        tuple(decisions_in(rows.entries)),
        tuple([Waiting(one.why, exact_in(one), one.record) for one in rows.unplaced]),
    )
    vars(made)["_codebook"] = codebook
    return made


def annotation_of(row: AnnotationLine | StoredAnnotation, text: str, begun: int | None) -> Annotation:
    """An annotation as a value of its own.

    Args:
        row: as it was read.
        text: of the article.
        begun: version of the codebook under which the layer was begun; None: it does not say.
    """
    values = AsRead(row.attributes)
    where = (row.tag, row.start, row.end, text[row.start : row.end], values, row.note, row.id)
    if not row.extra:
        return Annotation(*where, extra=_NONE, codebook_version=begun, created=row.created, modified=row.modified)
    said = dict(row.extra)
    actor, version = said.get(ACTOR), said.get(CODEBOOK)
    return Annotation(
        *where,
        actor=actor if isinstance(actor, str) else "",
        assist=_mapping(said.get(ASSIST)),
        verified=_mapping(said.get(VERIFIED)),
        codebook_version=version if type(version) is int else begun,
        created=row.created,
        modified=row.modified,
        origins=origins_of(row) if isinstance(row, StoredAnnotation) else (),
        extra=unknown_keys(row.extra),
    )


def unknown_keys(extra: Pairs) -> Mapping[str, Any]:
    """The keys of an annotation that no field of the API holds.

    Args:
        extra: all that it says beside what each annotation says.
    """
    return AsRead({key: value for key, value in extra if key not in _KNOWN})


def _mapping(value: object) -> Mapping[str, Any] | None:
    return AsRead(value) if isinstance(value, dict) else None

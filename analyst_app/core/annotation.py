"""The records of a layer: frozen values, compared by content.

None of them carries ``rev``: it is given on writing (see ``docs/format.md``),
so that undo restores content exactly. Text is not kept either: ``exact``,
``prefix`` and ``suffix`` are slices of the Document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import compress, count, islice
from operator import ge
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from analyst_app.core.span import Span

if TYPE_CHECKING:
    from datetime import datetime

Pairs = tuple[tuple[str, Any], ...]
"""A small mapping as sorted key-value pairs: cheap, comparable, shareable."""

Section = Literal["decisions", "replies", "dismissed"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The lists of a layer beside its annotations and links, as they follow one another in its file."""
Why = Literal["orphan", "unconfirmed", "end_missing", "reading", "invalid"]
Status = Literal["in_progress", "done"]
Unit = Literal["month", "week"]
"""The unit of a period."""


class Annotation(NamedTuple):
    """A tagged span of an article."""

    id: str
    """UUID, for ever."""
    tag: str
    """Id of a tag of the codebook (or of one that it does not know)."""
    start: int
    """First code point inside."""
    end: int
    """First code point after."""
    attributes: Pairs = ()
    """Values by attribute id, sorted by id; unset ones are absent."""
    note: str = ""
    """Plain text."""
    created: str = ""
    """UTC, ISO 8601 with seconds and Z."""
    modified: str = ""
    """Time at which it was last written with other content; no part of the content."""
    extra: Pairs = ()
    """Unknown keys, sorted; kept through load and save."""

    @property
    def span(self) -> Span:
        """Code points, half-open."""
        return Span(self.start, self.end)

    def attribute(self, attribute_id: str) -> Any:
        """The value of an attribute, or None if it is unset."""
        return dict(self.attributes).get(attribute_id)


class Link(NamedTuple):
    """A typed arrow between two annotations."""

    id: str
    role: str
    """Id of a link role, for example ``speaker``."""
    from_id: str
    """Annotation at the tail (the quote)."""
    to_id: str
    """Annotation at the head (the actor)."""
    created: str = ""
    modified: str = ""
    extra: Pairs = ()


class LayerFacts(NamedTuple):
    """Status and note of the whole layer; there is always exactly one."""

    status: str = "in_progress"
    note: str = ""
    extra: Pairs = ()

    @property
    def id(self) -> str:
        """Fixed: a layer has one."""
        return "layer"


class Unplaced(NamedTuple):
    """Something kept that has no certain place in the text."""

    id: str
    """Digest of its content (storage gives it); no part of the file."""
    why: str
    """orphan, unconfirmed, end_missing, reading or invalid."""
    text_sha256: str
    """The text it was made on."""
    record: Any
    """The record as it was parsed; treat as frozen."""
    extra: Pairs = ()


class Entry(NamedTuple):
    """A record beside the annotations: a decision or a reply of review, or a place where nothing is to be proposed."""

    id: str
    section: Section
    """The list of the sidecar that holds it."""
    body: Pairs = ()
    """All keys but id, rev, created, modified, sorted."""
    created: str = ""
    modified: str = ""

    @property
    def place(self) -> tuple[Span, str] | None:
        """The span of a dismissed place, code points, and the words that stood there; None if it says none."""
        if self.section != "dismissed":
            return None
        body = dict(self.body)
        start, end, exact = body.get("start"), body.get("end"), body.get("exact")
        if type(start) is not int or type(end) is not int or not isinstance(exact, str) or not 0 <= start < end:
            return None
        return Span(start, end), exact


_ASSIST_WORDS = r"(?P<by>rules|learnt)/(?P<version>[^/\s]*)/(?P<score>-|\d(?:\.\d+)?)/(?P<state>kept|edited)"
"""Compiled, as those below, when such a value is read: the window needs it later than its modules, or never."""
ASSIST = "assist"
"""The key of an annotation that began as a suggestion: by what, its score, and whether it was edited later."""


def edited(old: Annotation, new: Annotation) -> Annotation:
    """A new version of an annotation; one that began as a suggestion says from now on that a person has changed it.

    Args:
        old: as it was.
        new: with another span, tag or value; another note is no correction.
    """
    began_as = dict(new.extra).get(ASSIST)
    is_same = (old.tag, old.span, old.attributes) == (new.tag, new.span, new.attributes)
    if is_same or not isinstance(began_as, dict) or began_as.get("edited") is True:
        return new
    return new._replace(extra=pairs({**dict(new.extra), ASSIST: {**began_as, "edited": True}}))


def assist_words(assist: Mapping[str, Any]) -> str:
    """One value that says the same, for formats that have room for values only: ``rules/0.2.0/0.93/kept``.

    It says by what it was made, of which version, its score (``-`` if none is known), and ``edited`` if a person has
    changed it since.

    Args:
        assist: with ``by``, ``version``, ``edited`` and, if it is known, ``score``.
    """
    score = assist.get("score")
    version = re.sub(r"[/\s]", "_", str(assist.get("version", "")))
    state = "edited" if assist.get("edited") is True else "kept"
    return f"{assist['by']}/{version}/{'-' if score is None else f'{score:.10g}'}/{state}"


def assist_in(words: object) -> dict[str, Any] | None:
    """The ``assist`` in such a value; None if it is no such value.

    Args:
        words: as ``assist_words`` gives it.
    """
    found = re.fullmatch(_ASSIST_WORDS, words) if isinstance(words, str) else None
    if found is None:
        return None
    score = {} if found["score"] == "-" else {"score": float(found["score"])}
    return {"by": found["by"], "version": found["version"], **score, "edited": found["state"] == "edited"}


_VERIFIED_PARTS = ("verdict", "source", "text_sha256", "place", "by", "at", "quote_sha256")
_VERIFIED_WORDS = (
    r"(?P<verdict>[a-z_]+)/(?P<source>[^/\s]+)/(?P<text_sha256>[0-9a-f]{64})/(?:(?P<start>\d+)-(?P<end>\d+))?"
    r"/(?P<by>[^/\s]*)/(?P<at>[^/\s]*)/(?P<quote_sha256>[0-9a-f]{64}|)"
)
_ACTOR_WORDS = r"actor/(\S+)"


def actor_words(actor: str) -> str:
    """A value that says whom a mention means, for formats that have room for values only: ``actor/ID``.

    Args:
        actor: the id in the team's list of people.
    """
    return f"actor/{actor}"


def actor_in(words: object) -> str:
    """The id in such a value; empty if it is no such value.

    Args:
        words: as ``actor_words`` gives it.
    """
    found = re.fullmatch(_ACTOR_WORDS, words) if isinstance(words, str) else None
    return found[1] if found is not None else ""


def codebook_words(version: int) -> str:
    """A value that says under which version of the codebook an annotation was made: ``codebook/3``.

    Args:
        version: later than that under which its layer was begun.
    """
    return f"codebook/{version}"


def codebook_in(words: object) -> int | None:
    """The version in such a value; None if it is no such value.

    Args:
        words: as ``codebook_words`` gives it.
    """
    found = re.fullmatch(r"codebook/([1-9]\d{0,8})", words) if isinstance(words, str) else None
    return int(found[1]) if found is not None else None


def verified_words(verified: Mapping[str, Any]) -> str:
    """A value that says a stored verdict: ``verbatim/SOURCE/HASH/120-168/alice/TIME/HASH OF THE QUOTE``.

    The source's words are left out: its hash and the place say which they are.

    Args:
        verified: as an annotation has it.
    """
    place = f"{verified['start']}-{verified['end']}" if "start" in verified and "end" in verified else ""
    return "/".join(str({**verified, "place": place}.get(key, "")) for key in _VERIFIED_PARTS)


def verified_in(words: object) -> dict[str, Any] | None:
    """The verdict in such a value, without the source's words; None if it is no such value.

    Args:
        words: as ``verified_words`` gives it.
    """
    found = re.fullmatch(_VERIFIED_WORDS, words) if isinstance(words, str) else None
    if found is None:
        return None
    place = {"start": int(found["start"]), "end": int(found["end"])} if found["start"] else {}
    return {key: one for key, one in found.groupdict().items() if one and key not in ("start", "end")} | place


Record = Annotation | Link | LayerFacts | Unplaced | Entry


def sort_key(annotation: Annotation) -> tuple[int, int, str, str]:
    """Reading order: by start, longest first, then tag and id."""
    return (annotation.start, -annotation.end, annotation.tag, annotation.id)


def in_reading_order(annotations: list[Annotation]) -> list[Annotation]:
    """Annotations sorted by ``sort_key``; a loaded layer is, and is found to be without a call for each of them.

    Args:
        annotations: in any order; the list itself is given back if they are sorted.
    """
    starts = [one[2] for one in annotations]
    doubtful = compress(count(), map(ge, starts, islice(starts, 1, None)))  # rows whose next does not start later
    are_sorted = all(sort_key(annotations[row]) <= sort_key(annotations[row + 1]) for row in doubtful)
    return annotations if are_sorted else sorted(annotations, key=sort_key)


def same_content(one: Record, other: Record) -> bool:
    """True for two records that are equal in all but ``modified``.

    Args:
        one: a record.
        other: a record of any kind.
    """
    if isinstance(one, Annotation | Link | Entry) and type(one) is type(other):
        return one._replace(modified="") == other._replace(modified="")
    return type(one) is type(other) and one == other


def pairs(mapping: Mapping[str, Any]) -> Pairs:
    """A mapping as sorted pairs."""
    return tuple(sorted(mapping.items()))


def new_id() -> str:
    """A fresh UUID, version 4."""
    import uuid  # not before the first paint

    return str(uuid.uuid4())


def utc_now() -> str:
    """The time as sidecars write it: UTC, whole seconds."""
    from datetime import UTC, datetime  # not before the first paint

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class LastChange(NamedTuple):
    """The last change of some annotations."""

    moment: datetime | None = None
    """UTC; None: none of them has a time that can be read."""
    unreadable: int = 0
    """Number of annotations whose time cannot be read; the others count all the same."""


def moment_of(time: str) -> datetime | None:
    """Return the moment that a time names, in UTC; None if it names none.

    Args:
        time: as ISO 8601 writes it, such as ``2026-11-22T09:00:00Z`` or ``2026-11-22T23:00:00+14:00``; without an
            offset it is UTC, and a day alone is its beginning.
    """
    from datetime import UTC, datetime  # not before the first paint

    try:
        found = datetime.fromisoformat(time)
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the first hour of the year 1 has no moment farther east
        return None


def last_change(annotations: Iterable[Annotation]) -> LastChange:
    """Return when the last of some annotations was changed, or made where nothing says that it was changed.

    Args:
        annotations: those without any time take no part.
    """
    times = [one[7] or one[6] for one in annotations]
    moments = {time: moment_of(time) for time in {*times} - {""}}
    readable = [moment for moment in moments.values() if moment is not None]
    unreadable = 0
    if len(readable) < len(moments):
        unreadable = sum(time != "" and moments[time] is None for time in times)
    return LastChange(max(readable, default=None), unreadable)


def period_of(moment: datetime, unit: Unit) -> str:
    """Return the month (``2026-11``) or week (``2026-W48``) of a moment, as ISO 8601 writes it.

    Args:
        moment: UTC.
        unit: month or week.
    """
    year, week, _ = moment.isocalendar()
    return f"{moment.year:04}-{moment.month:02}" if unit == "month" else f"{year:04}-W{week:02}"


def week_of(time: str) -> str:
    """Return the week of a time, in UTC (``2026-W48``); empty if it is no time.

    Args:
        time: as for ``moment_of``.
    """
    moment = moment_of(time)
    return period_of(moment, "week") if moment is not None else ""

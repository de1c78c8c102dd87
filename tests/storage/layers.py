"""Random layers with everything a sidecar can hold, and ways to make them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, pairs
from analyst_app.core.document import Document
from analyst_app.storage import sidecar, sidecar_reader
from analyst_app.storage.codec import annotation_item, unplaced
from analyst_app.storage.layer import Layer, order, with_ends
from analyst_app.storage.layer_file import LayerFile

EXAMPLES = Path(__file__).parent / "examples"
TEXT = "🔥 Mayor Lena Ortiz said “taxes fell by 12% in 2024,” adding crime fell too. Critics disputed that on Monday.\n"
TIMES = ("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z", "2026-11-23T09:00:00Z")

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=5)
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=5,
)
unknown = st.one_of(
    st.just({}), st.dictionaries(st.text(max_size=4).map(lambda key: f"x{key}"), values, max_size=2)
).map(pairs)
_SHA256 = "0123456789abcdef" * 4
optional = st.fixed_dictionaries(
    {},
    optional={
        "actor": st.one_of(st.sampled_from(["p1", "p2"]), values),
        "assist": st.one_of(
            st.just({"by": "rules", "version": "0.2.0", "score": 0.93, "edited": False}),
            st.just({"by": "learnt", "version": "1", "edited": True, "x": [1.0]}),
            values,
        ),
        "codebook": st.one_of(st.integers(0, 3), values),
        "verified": st.one_of(
            st.just({"verdict": "verbatim", "source": "s1", "text_sha256": _SHA256, "by": "alice", "at": TIMES[0]}),
            values,
        ),
    },
).map(pairs)
"""The keys that an annotation may have by the format, mostly with sensible values."""
attributes = st.dictionaries(st.sampled_from(["mode", "kind", "häufig"]), values, max_size=2).map(pairs)


def document(text: str = TEXT, name: str = "a1.txt") -> Document:
    return Document.from_bytes(text.encode(), name=name)


def empty(text: str = TEXT) -> Layer:
    return sidecar.new_layer(document(text), "alice", (("id", "media"), ("version", 1)))


def encoded(layer: Layer) -> bytes:
    return b"".join(sidecar.encode(layer))


def decoded(data: bytes, text: str | None = TEXT) -> LayerFile:
    return sidecar_reader.parse_sidecar(
        data, name="a1.txt.alice.annotations.json", document=None if text is None else document(text)
    )


def annotation(record_id: str = "a1", tag: str = "claim", start: int = 2, end: int = 7, **more: Any) -> Annotation:
    return Annotation(record_id, tag, start, end, created=TIMES[0], modified=TIMES[0], **more)


@st.composite
def annotations(draw: st.DrawFn, record_id: str, text: str = TEXT) -> Annotation:
    start = draw(st.integers(0, len(text) - 1))
    return Annotation(
        record_id,
        draw(st.sampled_from(["claim", "quote", "actor"])),
        start,
        draw(st.integers(start + 1, len(text))),
        draw(attributes),
        draw(st.sampled_from(["", "see\np. 3 “x”", "\u2028\x00\x7f"])),
        draw(st.sampled_from(TIMES)),
        draw(st.sampled_from(TIMES)),
        pairs({**dict(draw(unknown)), **dict(draw(optional))}),
    )


@st.composite
def layers(draw: st.DrawFn, text: str = TEXT) -> Layer:
    """A layer that could have been written by the app."""
    layer = empty(text)
    ids = [f"a{n}" for n in range(draw(st.integers(0, 6)))]
    live = [draw(annotations(record_id, text)) for record_id in ids]
    links = []
    if ids:
        for number in range(draw(st.integers(0, 3))):
            ends = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
            links.append(Link(f"l{number}", "speaker", *ends, TIMES[0], TIMES[1], draw(unknown)))
    waiting = []
    for number in range(draw(st.integers(0, 3))):
        other = draw(annotations(f"u{number}", text))
        why = draw(st.sampled_from(["orphan", "unconfirmed"]))
        waiting.append(unplaced(why, "0" * 64, annotation_item(other, draw(st.integers(1, 3)), text), draw(unknown)))
    if draw(st.booleans()):
        waiting.append(unplaced("invalid", "0" * 64, draw(values)))
    entries = [
        Entry(f"e{number}", draw(st.sampled_from(["decisions", "replies"])), draw(unknown), TIMES[0], TIMES[1])
        for number in range(draw(st.integers(0, 2)))
    ]
    for number in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        place = {"start": start, "end": end, "exact": text[start:end], "kind": "quotation"}
        entries.append(Entry(f"n{number}", "dismissed", pairs(place | dict(draw(unknown)))))
    every = [*ids, *(one.id for one in links), *(entry.id for entry in entries)]
    revs = draw(st.dictionaries(st.sampled_from(every), st.integers(2, 5))) if every else {}
    head = replace(
        layer.head,
        reviewer=draw(st.sampled_from([None, "max"])),
        has_content=draw(st.booleans()),
        source=layer.head.source + draw(unknown),
        codebook=layer.head.codebook + draw(unknown),
        text_extra=draw(unknown),
        extra=draw(unknown),
    )
    return with_ends(
        replace(
            layer,
            head=head,
            annotations=sorted(live, key=order),
            links=sorted(links, key=order),
            unplaced=sorted({item.id: item for item in waiting}.values(), key=order),
            entries=sorted(entries, key=order),
            facts=LayerFacts(draw(st.sampled_from(["in_progress", "done"])), draw(st.text(max_size=3)), draw(unknown)),
            facts_rev=draw(st.integers(1, 3)),
            revs=revs,
            deleted=draw(st.dictionaries(st.sampled_from(["d1", "d2"]), st.integers(2, 4))),
        )
    )

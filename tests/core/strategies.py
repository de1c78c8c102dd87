"""Random layers and random edits, for the algebra."""

from __future__ import annotations

from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, LayerFacts, Link, pairs
from analyst_app.core.span import Span

LENGTH = 200
TAGS = ("claim", "quote", "actor", "cue", "skip")


@st.composite
def spans(draw: st.DrawFn, length: int = LENGTH) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


attributes = st.dictionaries(
    st.sampled_from(["mode", "kind", "hedged"]), st.sampled_from(["direct", True, 3]), max_size=2
).map(pairs)


@st.composite
def annotations(draw: st.DrawFn, annotation_id: str | None = None) -> Annotation:
    span = draw(spans())
    name = annotation_id or f"a{draw(st.integers(0, 30))}"
    note = draw(st.sampled_from(["", "see p. 3"]))
    return Annotation(name, draw(st.sampled_from(TAGS)), span.start, span.end, draw(attributes), note)


@st.composite
def layers(draw: st.DrawFn) -> list[Annotation | Link | LayerFacts]:
    listed = draw(st.lists(annotations(), max_size=25, unique_by=lambda annotation: annotation.id))
    ids = [annotation.id for annotation in listed]
    links = []
    if len(ids) > 1:
        ends = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=8))
        links = [Link(f"l{n}", "speaker", one, other) for n, (one, other) in enumerate(ends)]
    return [*listed, *links, LayerFacts()]

"""Short ways to write layers, and random ones for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link, pairs


def spans(layer: str, *items: tuple) -> Reading:
    """A layer of (tag, start, end[, attributes[, note]]); ids are <layer><number>."""
    return Reading(
        layer,
        [
            Annotation(f"{layer}{n}", tag, start, end, pairs(rest[0]) if rest else (), rest[1] if len(rest) > 1 else "")
            for n, (tag, start, end, *rest) in enumerate(items)
        ],
    )


def linked(reading: Reading, *links: tuple[str, int, int]) -> Reading:
    """The layer with links (role, number of the one, number of the other)."""
    made = [
        Link(f"{reading.layer}-link{n}", role, f"{reading.layer}{one}", f"{reading.layer}{two}")
        for n, (role, one, two) in enumerate(links)
    ]
    return reading._replace(links=made)


TAGS = ("claim", "quote", "actor")
LENGTH = 40


@st.composite
def layers(draw: st.DrawFn, name: str, *, most: int = 9, tags: tuple[str, ...] = TAGS, length: int = LENGTH) -> Reading:
    """A layer of up to ``most`` short annotations on a text of ``length``."""
    items = draw(
        st.lists(
            st.tuples(st.sampled_from(tags), st.integers(0, length - 1), st.integers(1, 12), st.sampled_from("xy-")),
            max_size=most,
        )
    )
    return spans(
        name,
        *((tag, start, min(length, start + size), {} if v == "-" else {"kind": v}) for tag, start, size, v in items),
    )

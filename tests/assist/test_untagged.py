from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.assist.untagged import Untagged
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.language.quotations import all_quotations
from tests.language.reading import LANGUAGE, find

TEXT = "“One ‘in’ here,” she said. “Two.”\n\n“Three goes on.\n\n“Three ends.” Photo: “four”\n"


def annotation(span: Span, tag: str = "quote") -> Annotation:
    return Annotation(f"{tag}{span.start}-{span.end}", tag, *span)


def untagged(*annotations: Annotation) -> Untagged:
    return Untagged(all_quotations(TEXT, LANGUAGE), annotations, quote_tags={"quote"}, skip_tags={"skip"})


def left(found: Untagged) -> list[str]:
    return [span.of(TEXT)[1:4] for span in found.spans]


def test_quotations_are_left_until_their_words_are_tagged() -> None:
    assert left(untagged()) == ["One", "Two", "Thr", "fou"]
    assert untagged().starts == [span.start for span in untagged().spans]
    assert untagged().rows == [0, 1, 2, 3]
    assert left(untagged(annotation(find(TEXT, "One ‘in’ here")))) == ["Two", "Thr", "fou"]
    assert left(untagged(annotation(find(TEXT, "“One")))) == ["One", "Two", "Thr", "fou"]
    assert left(untagged(annotation(find(TEXT, "“Two.”"), "claim"))) == ["One", "Two", "Thr", "fou"]


def test_a_running_quotation_needs_each_of_its_paragraphs() -> None:
    first, second = find(TEXT, "“Three goes on."), find(TEXT, "“Three ends.”")
    assert "Thr" in left(untagged(annotation(first)))
    assert "Thr" not in left(untagged(annotation(first), annotation(second)))
    assert "Thr" not in left(untagged(annotation(Span(first.start, second.end))))


def test_quotations_in_skip_zones_are_not_left() -> None:
    assert "fou" not in left(untagged(annotation(find(TEXT, "Photo: “four”"), "skip")))


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)


@given(steps=st.lists(st.tuples(SPANS, st.sampled_from(["quote", "skip", "claim"])), max_size=12), data=st.data())
def test_following_changes_gives_what_looking_again_gives(steps: list[tuple[Span, str]], data: st.DataObject) -> None:
    store = AnnotationStore(length=len(TEXT))
    found = untagged()
    for span, tag in steps:
        there = store.annotation(annotation(span, tag).id)
        change = Change((there,), ()) if there else Change((), (annotation(span, tag),))
        before = left(found)
        store.apply(change)
        assert found.update(change, store.touching) == (left(found) != before)
        assert left(found) == left(untagged(*store.annotations))
        assert len(found) == len(found.spans)

"""Others' spans on their text: exact, or moved to their words and told, or named as lost."""

from __future__ import annotations

import pytest

from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, ForeignLayer, ForeignSpan, annotated
from analyst_app.importers.annotations.offset_conventions import CODE_POINTS, UTF_16

TEXT = "Kim said no. No one said no. The mayor of Bonn said no.\n"


def read(*spans: ForeignSpan) -> AnnotatedArticle:
    return annotated("a", TEXT, [ForeignLayer("x", list(spans))], fixed=CODE_POINTS)


def places(article: AnnotatedArticle) -> list[tuple[int, int]]:
    return [(one.start, one.end) for annotations, _ in article.layers.values() for one in annotations]


@pytest.mark.parametrize(("start", "end"), [(42, 45), (41, 46), (40, 44), (44, 48)])
def test_a_span_beside_its_words_is_put_there_and_that_is_told(start: int, end: int) -> None:
    one = read(ForeignSpan("1", "place", start, end, "Bonn"))
    assert places(one) == [(TEXT.index("Bonn"), TEXT.index("Bonn") + 4)]
    assert one.losses.counts == {"moved span": 1}
    assert one.losses.total == 0


def test_a_blank_more_is_a_slip_like_any_other() -> None:
    one = read(ForeignSpan("1", "person", 0, 4, "Kim"), ForeignSpan("2", "place", 42, 46, "Bonn"))
    assert places(one) == [(0, 3), (42, 46)]
    assert one.losses.places == {"moved span": ["person 0–4 “Kim” → 0–3"]}


@pytest.mark.parametrize(
    ("span", "kind"),
    [
        (ForeignSpan("1", "x", 18, 21, "no"), "other words"),  # "no" stands before and after it
        (ForeignSpan("1", "x", 0, 3, "Eve"), "other words"),
        (ForeignSpan("1", "x", 50, 90), "unplaced span"),
        (ForeignSpan("1", "x", -4, 3), "unplaced span"),
        (ForeignSpan("1", "x", 5, 3), "unplaced span"),
        (ForeignSpan("1", "x", 4, 4), "empty span"),
    ],
)
def test_a_span_without_a_certain_place_is_named_and_the_others_come_in(span: ForeignSpan, kind: str) -> None:
    one = read(span, ForeignSpan("2", "place", 42, 46, "Bonn"))
    assert places(one) == [(42, 46)]
    assert one.losses.counts == {kind: 1}


def test_offsets_in_utf_16_count_the_letters_of_the_file_and_line_ends_are_made_ours() -> None:
    layer = ForeignLayer("x", [ForeignSpan("1", "word", 4, 7), ForeignSpan("2", "word", 1, 4)])
    one = annotated("a", "😀\r\ntwo", [layer], fixed=UTF_16)
    assert one.text == "😀\ntwo"
    assert places(one) == [(2, 5)]
    assert one.losses.counts == {"unplaced span": 1}, "the second begins inside the first character"

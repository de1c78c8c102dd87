"""The text is cut at the edges of what was marked; nothing of it is lost, and nothing lies on anything else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.export.report.marked_text import LANES, NOT_DRAWN, marked_blocks, marked_spans, numbered
from analyst_app.export.rows import SpanRow

TEXTS = st.text(st.sampled_from("ab \n\u2029😀ل"), min_size=1, max_size=60)


def rows_in(text: str, edges: list[tuple[int, int, str]]) -> list[SpanRow]:
    rows = []
    for number, (one, other, label) in enumerate(edges):
        start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
        if start < end:
            rows.append(SpanRow(f"i{number}", label, start, end, text[start:end], {}, "alice"))
    return numbered(rows)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.sampled_from("qc")), max_size=30))
def test_the_pieces_hold_the_whole_text_and_each_span_is_all_of_its_pieces(
    text: str, edges: list[tuple[int, int, str]]
) -> None:
    rows = rows_in(text, edges)
    spans = marked_spans(rows)
    pieces = [piece for block in marked_blocks(text, spans) for piece in block.pieces]
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert sorted(number for span in spans for number in span.numbers) == list(range(1, len(rows) + 1))
    for span in spans:
        words = "".join(text[piece.start : piece.end] for piece in pieces if span in piece.marks)
        assert words == (text[span.start : span.end] if span.lane != NOT_DRAWN else "")
    for piece in pieces:
        lanes = [mark.lane for mark in piece.marks]
        assert len(set(lanes)) == len(lanes) <= LANES


def test_what_two_marked_alike_is_one_span_with_both_numbers() -> None:
    rows = numbered([SpanRow("a", "q", 0, 3, "one", {}, "alice"), SpanRow("b", "q", 0, 3, "one", {}, "bob")])
    (span,) = marked_spans(rows)
    assert span.numbers == [1, 2]


def test_ten_thousand_spans_in_a_heap_cost_what_ten_thousand_cost() -> None:
    text = "word " * 4_000
    rows = numbered([SpanRow(f"{n}", "q", n, 20_000 - n, "", {}, "alice") for n in range(9_000)])
    spans = marked_spans(rows)
    assert sum(span.lane != NOT_DRAWN for span in spans) == LANES
    assert sum(len(block.pieces) for block in marked_blocks(text, spans)) < 30

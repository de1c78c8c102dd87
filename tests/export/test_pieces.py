"""The parts that formats are made of: cells, overlaps, zones, losses, splits, copies.

Tests of export.cells, export.losses, export.dividing.near_duplicates, export.overlap, export.rows,
export.skip_zones and export.dividing.splits.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, LayerFacts, Link, Unplaced
from analyst_app.errors import ExportRefused, UsageError
from analyst_app.export.cells import csv_row, csv_rows, cut, guarded, plain, unguarded
from analyst_app.export.dividing.near_duplicates import clusters, sketch
from analyst_app.export.dividing.splits import Shares, assign
from analyst_app.export.facts.layer_row import words_of
from analyst_app.export.losses import LossTally
from analyst_app.export.overlap import STRATEGIES, crossing, without_overlaps
from analyst_app.export.rows import SpanRow, add_layer
from analyst_app.export.skip_zones import without_zones
from analyst_app.export.unheld import tell_unplaced, with_told_as_values, without_beside
from tests.export.torture import article


def spans_of(text: str, edges: list[tuple[int, int]]) -> list[SpanRow]:
    made = []
    for number, (one, other) in enumerate(edges):
        start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
        if start < end:
            made.append(SpanRow(str(number), "claim", start, end, text[start:end], {}, "alice"))
    return made


EDGES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=8)


@given(st.text())
def test_guarding_a_cell_can_be_taken_back(cell: str) -> None:
    safe = guarded(cell)
    assert unguarded(safe) == cell
    assert safe[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@given(st.lists(st.text(), min_size=2))
def test_csv_is_read_back_by_pythons_reader(cells: list[str]) -> None:
    kept = [cell.encode("utf-8", "replace").decode() for cell in cells]
    assert csv_rows(csv_row(kept).encode()) == [kept]
    assert csv_rows(csv_row(kept, line_end="\r\n").encode()) == [kept]


def test_a_cell_is_cut_between_characters() -> None:
    assert cut("a" * 40_000) == "a" * 32_767
    assert cut("😀" * 20_000) == "😀" * 16_383


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1", "=1"), (True, "true"), (False, "false"), (0.5, "0.5"), (None, "null"), (["Zoë", 1], '["Zoë", 1]')],
)
def test_a_value_in_a_cell_is_itself_or_json_with_letters_as_they_are(value: object, cell: str) -> None:
    assert plain(value) == cell


@given(EDGES, st.sampled_from([name for name in STRATEGIES if name != "refuse"]))
def test_chosen_spans_never_overlap_and_none_disappears(edges: list[tuple[int, int]], strategy: str) -> None:
    spans = spans_of("x" * 400, edges)
    kept, gone = without_overlaps(spans, strategy, "a")
    assert Counter(row.id for row in (*kept, *gone)) == Counter(row.id for row in spans)
    for one, other in pairwise(kept):
        assert one.end <= other.start
    for row in gone:
        assert any(row.start < one.end and one.start < row.end for one in kept)


def test_overlaps_may_be_refused_and_crossings_are_found() -> None:
    spans = article("crossing.txt").spans
    with pytest.raises(ExportRefused, match="overlap in a"):
        without_overlaps(spans, "refuse", "a")
    assert {row.text for row in crossing(spans)} >= {"beta gamma delta", "gamma delta epsilon"}


def test_cutting_zones_moves_what_follows() -> None:
    losses = LossTally()
    one = without_zones(article("breaks.txt"), losses)
    assert one.text.startswith("\nOne paragraph")
    assert all(one.text[row.start : row.end] == row.text for row in one.spans)
    assert one.zones == []
    assert losses.counts == {}


def test_losses_add_up_in_order_and_name_the_first() -> None:
    one, other = LossTally(), LossTally()
    for number in range(4):
        one.add("note", "a.txt", f"n{number}")
        other.add("note", "b.txt", f"m{number}")
    one.take(other)
    assert one.counts == {"note": 8}
    assert [loss.words for loss in one.examples["note"]] == ["n0", "n1", "n2", "n3", "m0"]
    assert "`n0` in `a.txt`" in one.report("brat")


def test_copies_are_found_though_shortened_and_others_are_not() -> None:
    story = " ".join(f"word{number} of the long wire story" for number in range(120))
    other = " ".join(f"term{number} in quite another report" for number in range(120))
    sketches = [sketch(text) for text in (story, other, "Our paper: " + story[:1500] + " and more", story.upper(), "")]
    assert clusters(sketches) == [0, 1, 0, 0, 4]


def test_a_split_keeps_clusters_together_and_labels_in_balance() -> None:
    labels = [{"claim": 2, "quote": 1} | ({"rare": 1} if number % 10 == 0 else {}) for number in range(200)]
    groups = [number if number % 5 else number - number % 20 for number in range(200)]
    parts = assign(labels, groups, Shares.parse("80/10/10"), seed=3)
    assert parts == assign(labels, groups, Shares.parse("80/10/10"), seed=3)
    assert parts != assign(labels, groups, Shares.parse("80/10/10"), seed=4)
    for group in set(groups):
        assert len({part for part, other in zip(parts, groups, strict=True) if other == group}) == 1
    assert Counter(parts)["train"] in range(155, 166)
    rare = Counter(part for part, held in zip(parts, labels, strict=True) if "rare" in held)
    assert rare["train"] in range(14, 19)


@pytest.mark.parametrize("words_", ["80", "a/b", "80/10/10/1", "0/0", "-1/2", "nan/1"])
def test_what_is_no_split_is_refused(words_: str) -> None:
    with pytest.raises(UsageError, match="80/10/10"):
        Shares.parse(words_)


@pytest.mark.parametrize(
    ("strategy", "kept"),
    [  # one crosses two others; further on one contains another
        ("outermost", ["first", "last", "outer"]),
        ("innermost", ["first", "last", "inner"]),
        ("longest", ["crossing", "outer"]),
        ("one-file-per-tag", ["first", "last", "outer"]),
    ],
)
def test_each_strategy_keeps_what_it_is_named_for(strategy: str, kept: list[str]) -> None:
    text = "x" * 40
    places = {"first": (0, 10), "crossing": (8, 30), "last": (28, 32), "outer": (32, 40), "inner": (34, 36)}
    spans = [SpanRow(name, "claim", start, end, text[start:end], {}, "alice") for name, (start, end) in places.items()]
    found, gone = without_overlaps(spans, strategy, "a.txt")
    assert [row.id for row in found] == kept
    assert sorted(row.id for row in (*found, *gone)) == sorted(places)


@pytest.mark.parametrize(
    ("strategy", "kept"), [("innermost", ["across", "right"]), ("longest", ["left", "middle", "right"])]
)
def test_spans_that_only_touch_are_both_kept(strategy: str, kept: list[str]) -> None:
    places = {"left": (0, 8), "across": (6, 10), "middle": (8, 20), "right": (20, 26)}
    spans = [SpanRow(name, "claim", start, end, "x" * (end - start), {}, "a") for name, (start, end) in places.items()]
    found, gone = without_overlaps(spans, strategy, "a.txt")
    assert [row.id for row in found] == kept
    assert [row.id for row in gone] == [name for name in places if name not in kept]


@pytest.mark.parametrize("seed", range(12))
def test_what_must_stay_together_never_makes_a_part_larger_than_its_share(seed: int) -> None:
    # 40 copies of one story, 12 of another, 48 articles of their own.
    groups = [0] * 40 + [1] * 12 + list(range(2, 50))
    parts = assign([{}] * 100, groups, Shares.parse("80/10/10"), seed=seed)
    assert Counter(parts) == {"train": 80, "validation": 10, "test": 10}
    assert set(parts[:52]) == {"train"}


@pytest.mark.parametrize("seed", range(12))
def test_a_rare_label_is_dealt_out_by_the_shares_too(seed: int) -> None:
    labels = [{"claim": 5} | ({"rare": 1} if number < 10 else {}) for number in range(100)]
    parts = assign(labels, range(100), Shares.parse("80/10/10"), seed=seed)
    assert Counter(parts[:10]) == {"train": 8, "validation": 1, "test": 1}
    assert Counter(parts) == {"train": 80, "validation": 10, "test": 10}


@pytest.mark.parametrize("seed", range(12))
def test_a_rare_label_is_dealt_out_by_the_shares_where_most_articles_have_none(seed: int) -> None:
    parts = assign([{"rare": 1}] * 10 + [{}] * 90, range(100), Shares.parse("80/10/10"), seed=seed)
    assert Counter(parts[:10]) == {"train": 8, "validation": 1, "test": 1}
    assert Counter(parts) == {"train": 80, "validation": 10, "test": 10}


def test_a_part_without_a_share_is_none() -> None:
    assert Shares.parse("80/0/20").names == ("train", "test")
    assert Shares.parse("3/1").parts == (("train", 0.75), ("test", 0.25))


def test_notices_are_told_last_and_are_no_losses() -> None:
    losses = LossTally()
    losses.add("re-anchored", "a.txt", "alice", 9)
    losses.add("note", "a.txt", "see `p. 3`")
    losses.add("attribute", "a.txt", "kind = x", 2)
    assert losses.total == 3
    assert [line.partition(",")[0] for line in losses.sentences()] == [
        "2 attributes of spans",
        "1 note of an annotator",
        "9 old places of annotations found again in a text that changed since (they are in at their new places)",
    ]
    assert "- `see 'p. 3'` in `a.txt`" in losses.report("brat"), "no words can end the code that they stand in"


def test_what_has_no_place_in_any_row_is_named_and_whose_a_thing_is_is_not() -> None:
    made = article("untagged.txt", ())
    one, other = (Annotation(name, "claim", n, n + 3, extra=(("origins", ["alice:1"]),)) for n, name in enumerate("ba"))
    links = [Link("1", "speaker", "b", "a"), Link("2", "about", "a", "b", extra=(("odd", 1),))]
    waits = Unplaced("u", "orphan", "0" * 64, {"id": "u", "exact": "gone words"})
    add_layer(made, "max", annotations=[other, one], links=links, facts=LayerFacts(), unplaced=[waits])
    assert [row.id for row in made.spans] == ["b", "a"]
    assert [row.id for row in made.relations] == ["2", "1"]
    losses = LossTally()
    tell_unplaced(made, losses)
    without_beside(with_told_as_values(made, losses), losses)
    assert losses.counts == {"unknown key": 1, "unplaced: orphan": 1, "origin": 2}
    assert [loss.words for loss in losses.examples["unplaced: orphan"]] == ["gone words"]
    assert losses.total == 2


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"id": "1", "exact": "x" * 90, "role": "speaker"}, "x" * 80),
        ({"id": "1", "exact": "", "role": "speaker"}, "speaker"),
        ({"id": "1"}, "1"),
        ({"odd": 1}, "{'odd': 1}"),
        ("y" * 90, "y" * 80),
    ],
)
def test_a_record_without_a_place_is_told_by_its_first_eighty_letters_its_role_or_its_id(
    record: object, told: str
) -> None:
    assert words_of(record) == told


def test_readings_that_are_told_apart_stay_in_their_split_and_keep_what_was_cut() -> None:
    made = article("nested.txt", ("alice", "bob"), split="dev")
    made.cut = [(0, 4)]
    apart = made.apart()
    assert [[row.annotator for row in one.layers] for one in apart] == [["alice"], ["bob"]]
    for one in apart:
        assert (one.split, one.cut) == ("dev", [(0, 4)])
        assert {row.annotator for row in (*one.spans, *one.relations)} == {one.layers[0].annotator}


def test_a_label_that_a_small_part_lacks_brings_it_nothing_that_it_has_no_room_for() -> None:
    # The first 20 articles, one story, have nearly all that is rare; the next 15, another, the rest of it.
    labels = [{"rare": 2}] * 20 + [{"rare": 1}] * 4 + [{"claim": 1}] * 76
    parts = assign(labels, [0] * 20 + [1] * 15 + list(range(2, 67)), Shares.parse("80/10/10"), seed=1)
    assert set(parts[:35]) == {"train"}
    assert Counter(parts) == {"train": 80, "validation": 10, "test": 10}

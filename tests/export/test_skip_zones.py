"""The text of zones is left out; the rest moves up, and what lay in a zone is told."""

from __future__ import annotations

import pytest

from analyst_app.core.annotation import Annotation, LayerFacts, Link
from analyst_app.export.facts.source_row import SourceRow
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, add_layer
from analyst_app.export.skip_zones import without_zones
from tests.export.torture import article


def read(text: str, *spans: tuple[str, str], links: tuple[tuple[int, int], ...] = ()) -> ExportArticle:
    """An article with spans (tag and words), and links between those by their numbers."""
    made = ExportArticle("a.txt", text, [], [], [], SourceRow(), [])
    places = [(tag, text.index(words), len(words)) for tag, words in spans]
    records = [Annotation(str(n), tag, start, start + size) for n, (tag, start, size) in enumerate(places)]
    between = [Link(f"link {head}", "speaker", str(head), str(tail)) for head, tail in links]
    add_layer(made, "alice", annotations=records, links=between, facts=LayerFacts())
    return made


def test_an_article_without_zones_stays_the_same() -> None:
    losses = LossTally()
    one = article("emoji.txt")
    assert without_zones(one, losses) is one
    assert losses.counts == {}


@pytest.mark.parametrize(
    ("text", "zones", "left", "cut"),
    [
        ("Photo\nWords.", ["Photo"], "Words.", [(0, 6)]),
        ("One.\nPhoto\nTwo.", ["Photo"], "One.\nTwo.", [(5, 11)]),
        ("One. Photo\nTwo.", ["Photo"], "One. \nTwo.", [(5, 10)]),
        ("One.\nPhoto by me.", ["Photo"], "One.\n by me.", [(5, 10)]),
        ("abcdefgh", ["bcd", "cdef"], "agh", [(1, 6)]),
        ("abcdefgh", ["bcdef", "cd"], "agh", [(1, 6)]),
        ("abcdefgh", ["bc", "de"], "afgh", [(1, 5)]),
        ("abcdefgh", ["ef", "bc"], "adgh", [(1, 3), (4, 6)]),
        ("abc", ["abc"], "", [(0, 3)]),
    ],
)
def test_zones_go_with_one_line_end_if_they_are_whole_lines(
    text: str, zones: list[str], left: str, cut: list[tuple[int, int]]
) -> None:
    one = without_zones(read(text, *(("skip", words) for words in zones)), LossTally())
    assert (one.text, one.cut, one.zones) == (left, cut, [])


def test_spans_move_are_clipped_or_lost_and_so_are_relations() -> None:
    text = "alpha [beta] gamma {delta} omega"
    spans = [
        ("skip", "[beta] "),
        ("skip", "{delta} "),
        ("claim", "alpha"),
        ("actor", "beta"),
        ("quote", "beta] gam"),
        ("claim", "gamma"),
        ("quote", "mma {del"),
        ("actor", "omega"),
        ("frame", "alpha [beta] gamma {delta} omega"),
    ]
    losses = LossTally()
    one = without_zones(read(text, *spans, links=((2, 7), (2, 3), (3, 5), (4, 6))), losses)
    assert one.text == "alpha gamma omega"
    assert {(row.label, row.start, row.end, row.text) for row in one.spans} == {
        ("claim", 0, 5, "alpha"),
        ("quote", 6, 9, "gam"),
        ("claim", 6, 11, "gamma"),
        ("quote", 8, 11, "mma"),
        ("actor", 12, 17, "omega"),
        ("frame", 0, 17, "alpha gamma omega"),
    }
    assert {(row.head, row.tail) for row in one.relations} == {("2", "7"), ("4", "6")}
    assert losses.counts == {"span in a zone": 1, "clipped span": 3, "relation": 2}
    assert losses.examples["span in a zone"][0].words == "actor: beta"
    assert {loss.words for loss in losses.examples["relation"]} == {"speaker of 2", "speaker of 3"}
    assert losses.examples["clipped span"][1].words == "quote: beta] gam"


def test_a_relation_needs_both_ends_of_the_same_annotator() -> None:
    one = read("alpha [beta] gamma", ("skip", "[beta] "), ("actor", "beta"), ("claim", "gamma"), links=((2, 1),))
    records = [Annotation("1", "actor", 0, 5), Annotation("2", "claim", 13, 18)]
    add_layer(one, "bob", annotations=records, links=[Link("b", "speaker", "2", "1")], facts=LayerFacts())
    losses = LossTally()
    assert [row.annotator for row in without_zones(one, losses).relations] == ["bob"]
    assert losses.counts == {"span in a zone": 1, "relation": 1}


@pytest.mark.parametrize(
    ("words", "left"),
    [("Photo\nAlpha", "Alpha"), ("kappa.\n\nPhoto", "kappa."), ("\n\nPhoto", None), (" Alpha", " Alpha")],
)
def test_a_span_that_is_clipped_has_no_white_space_at_its_ends(words: str, left: str | None) -> None:
    """As no annotation has; one that is not clipped stays as it is, and one of white space alone lay in the zone."""
    losses = LossTally()
    text = "Beta kappa.\n\nPhoto\nAlpha. Alpha"
    one = without_zones(read(text, ("skip", "Photo"), ("claim", words)), losses)
    assert [row.text for row in one.spans] == ([] if left is None else [left])
    assert [one.text[row.start : row.end] for row in one.spans] == ([] if left is None else [left])
    assert losses.counts == ({} if words == left else {"span in a zone" if left is None else "clipped span": 1})

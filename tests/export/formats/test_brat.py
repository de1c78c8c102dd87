"""brat's standoff lines and its configuration, after the pages of brat 1.3 on both."""

from __future__ import annotations

import json

from analyst_app.core.annotation import Annotation, LayerFacts, Link, pairs
from analyst_app.export.facts.source_row import SourceRow
from analyst_app.export.formats.brat import configuration, encode, read
from analyst_app.export.rows import ExportArticle, add_layer
from tests.export import torture
from tests.export.torture import options

TEXT = "Ada said\nthat rain\u2028\u2028falls. "


def article(
    *spans: tuple[str, int, int, dict[str, object], str], links: tuple[tuple[int, str, int], ...] = ()
) -> ExportArticle:
    made = ExportArticle("a.txt", TEXT, [], [], [], SourceRow(), [])
    records = [
        Annotation(str(n), tag, start, end, pairs(held), note) for n, (tag, start, end, held, note) in enumerate(spans)
    ]
    between = [Link(f"l{n}", role, str(head), str(tail)) for n, (head, role, tail) in enumerate(links)]
    add_layer(made, "alice", annotations=records, links=between, facts=LayerFacts())
    return made


def test_a_span_over_line_breaks_is_written_in_parts_with_a_space_between_them() -> None:
    piece = encode(article(("claim", 4, 26, {}, "")), options())
    assert piece.files["a.ann"].decode() == "T1\tclaim 4 8;9 18;20 26\tsaid that rain falls.\n"
    assert piece.files["a.txt"].decode() == TEXT
    assert read(piece.files, options()) == [("T1", 4, 26, "claim", "said that rain falls.")]
    assert piece.losses.counts == {}


def test_breaks_at_an_edge_are_left_out_and_told_and_a_span_of_breaks_alone_is_lost() -> None:
    piece = encode(article(("claim", 8, 19, {}, ""), ("quote", 18, 20, {}, ""), ("cue", 20, 25, {}, "")), options())
    assert piece.files["a.ann"].decode() == "T1\tclaim 9 18\tthat rain\nT2\tcue 20 25\tfalls\n"
    assert [loss.words for loss in piece.losses.examples["edge white space"]] == [
        "claim: '\\nthat rain\\u2028'",
        "quote: '\\u2028\\u2028'",
    ]


def test_attributes_notes_and_relations_have_lines_of_their_own() -> None:
    held = {"a_flag": True, "b_kind": "x", "c_words": "two words", "d_off": False, "e odd": "y"}
    one = article(
        ("claim", 0, 3, held, "see\tp. 3"), ("odd tag", 4, 8, {}, ""), ("actor", 9, 13, {}, "n"),
        links=((0, "speaker", 2), (0, "about", 1), (2, "odd role", 0)),
    )  # fmt: skip
    piece = encode(one, options())
    assert piece.files["a.ann"].decode().splitlines() == [
        "T1\tclaim 0 3\tAda",
        "T2\tactor 9 13\tthat",
        "A1\ta_flag T1",
        "A2\tb_kind T1 x",
        "#1\tAnnotatorNotes T1\tsee p. 3",
        "#2\tc_words T1\ttwo words",
        "#3\td_off T1\tfalse",
        "#4\tAnnotatorNotes T2\tn",
        "R1\tspeaker Arg1:T1 Arg2:T2",
    ]
    assert piece.losses.counts == {"odd label": 1, "line break": 1, "attribute": 1, "relation": 2}
    kept = piece.kept() if callable(piece.kept) else piece.kept
    assert sorted(map(str, read(piece.files, options()))) == sorted(map(str, kept))


def test_the_configuration_has_brats_four_sections_and_lets_spans_overlap() -> None:
    sections: dict[str, list[str]] = {}
    for line in filter(None, configuration(options()).decode().splitlines()):
        if line.startswith("["):
            sections[line] = []
        else:
            sections[list(sections)[-1]].append(line)
    assert list(sections) == ["[entities]", "[relations]", "[events]", "[attributes]"]
    assert {"claim", "quote", "actor", "cue", "skip", "frame"} <= set(sections["[entities]"])
    assert sections["[relations]"][0] == "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    assert any(line.startswith("speaker\tArg1:<ENTITY>, Arg2:") and "actor" in line for line in sections["[relations]"])
    attributes = dict(line.split("\t") for line in sections["[attributes]"])
    assert attributes["check_worthy"] == "Arg:claim"
    assert attributes["number"] == "Arg:frame"
    assert attributes["mode"] == "Arg:quote, Value:direct|mixed|indirect|term"
    assert attributes["odd-key"] == "Arg:frame"


def test_the_facts_and_what_is_said_of_the_reading_stand_beside() -> None:
    piece = encode(torture.article("nested.txt"), options())
    said = json.loads(piece.files["nested.txt.source.json"])
    assert (said["format"], said["outlet"], said["author"]) == ("media-source", "The Herald", "=A. Writer")
    assert said["analyst"]["layers"] == [
        {"annotator": "alice", "status": "done", "note": "a layer note", "codebook": "", "codebook_version": 0}
    ]
    assert not piece.losses.counts


def test_a_value_says_of_which_type_it_was() -> None:
    one = article(("claim", 0, 3, {"a": "2024", "b": 2024, "c": "true", "d": ["x", 1], "e": "two\nlines"}, ""))
    lines = encode(one, options()).files["a.ann"].decode().splitlines()[1:]
    assert [line.split("\t")[-1] for line in lines] == ['"2024"', "2024", '"true"', '["x", 1]', '"two\\nlines"']

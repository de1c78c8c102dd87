"""brat: code points of the text with LF, events with all that is said of them, every reader apart.

Tests of importers.annotations.brat_lines, too. The shapes are those of brat's page on its standoff format.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from tests.importers.annotations import readings


def read(folder: Path, text: str | bytes, *lines: str) -> AnnotatedArticle:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return readings.read(folder, "a.ann", "".join(f"{line}\n" for line in lines))


LINES = (
    "T1\tactor 15 18\tKim",
    "T2\tclaim 24 26\tno",
    "T3\tclaim 40 42\tno",
    "T4\tactor 44 47\tKim",
    "T5\tclaim 54 56\tno",
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_line_end_counts_one_whatever_it_is(tmp_path: Path, end: str) -> None:
    text = "Line one here.\nKim said no. No one said no.\nKim left. no\n".replace("\n", end)
    one = read(tmp_path, text.encode(), *LINES)
    assert readings.spans(one) == Counter({("actor", "Kim"): 2, ("claim", "no"): 3})
    assert one.losses.counts == {}
    assert "\r" not in one.text


def test_a_byte_order_mark_counts_as_in_brat_and_emoji_count_one(tmp_path: Path) -> None:
    one = read(tmp_path, "\ufeff😀 Kim\n", "T1\tactor 3 6\tKim")
    assert readings.spans(one) == Counter([("actor", "Kim")])
    assert one.losses.counts == {}


def test_one_short_end_is_one_span_that_is_told(tmp_path: Path) -> None:
    text = 'Mayor Lena Ortiz met Ada Brandt. "We lost," said Ortiz.\n'
    one = read(tmp_path, text, "T1\tP 6 16\tLena Ortiz", "T2\tP 21 31\tAda Brandt", 'T3\tQ 33 42\t"We lost,"')
    assert readings.spans(one) == Counter([("P", "Lena Ortiz"), ("P", "Ada Brandt"), ("Q", '"We lost,"')])
    assert one.losses.counts == {"moved span": 1}
    assert one.losses.places["moved span"][0].startswith("Q 33–42")
    assert not any("agree" in note for note in one.notes)


def test_events_keep_arguments_attributes_and_notes_and_what_is_said_of_a_relation_is_named(tmp_path: Path) -> None:
    one = read(
        tmp_path, "Kim did not say it.\n",
        "T1\tactor 0 3\tKim", "T2\tSay 12 15\tsay", "E1\tSay:T2 Speaker:T1", "A1\tNegation E1",
        "A2\tSure E1 high", "#1\tAnnotatorNotes E1\tan event note", "R1\tx Arg1:T1 Arg2:T2",
        "#2\tAnnotatorNotes R1\ta relation note", "A3\tSure R1 low",
    )  # fmt: skip
    assert readings.attributes(one, "say") == {"Negation": True, "Sure": "high"}
    [said] = [a.note for a in one.layers["imported"][0] if a.tag == "Say"]
    assert said == "an event note"
    assert readings.links(one) == [("Kim", "x", "say"), ("say", "Speaker", "Kim")]
    assert one.losses.places == {
        "attribute of no span": ["line 8: x T1 → T2: a relation note", "line 9: x T1 → T2: Sure = low"]
    }


def test_two_events_of_one_trigger_keep_their_own_arguments(tmp_path: Path) -> None:
    """As in BioNLP, where one word triggers several events."""
    one = read(
        tmp_path, "Kim and Eve left.\n",
        "T1\tactor 0 3\tKim", "T2\tactor 8 11\tEve", "T3\tGo 12 16\tleft", "E1\tGo:T3 Who:T1", "E2\tGo:T3 Who:T2",
        "E3\tCause:T3 Theme:E2", "A1\tNegation E2",
    )  # fmt: skip
    found, held = one.layers["imported"]
    assert readings.spans(one)["Go", "left"] == 2
    ends = {link.from_id: link.to_id for link in held if link.role == "Who"}
    assert len(ends) == 2, "each from its own event"
    negated = next(a.id for a in found if a.attribute("Negation"))
    assert next(a for a in found if a.id == ends[negated]).start == 8
    assert next(link.to_id for link in held if link.role == "Theme") == negated


def test_several_values_are_a_list_and_typed_notes_are_attributes(tmp_path: Path) -> None:
    one = read(
        tmp_path, "Kim left.\n", "T1\tactor 0 3\tKim", "A1\tTopic T1 tax", "A2\tTopic T1 jobs",
        "#1\tsource T1\tp. 3, n. 2",
        "#2\tAnnotationError T1\tno such type", "N1\tReference T1 Wikipedia:534366\tKim",
    )  # fmt: skip
    assert readings.attributes(one, "Kim") == {"Topic": ["tax", "jobs"], "source": "p. 3, n. 2"}
    [[actor], _] = one.layers["imported"]
    assert actor.note == "AnnotationError: no such type\nWikipedia:534366 Kim"


def test_parts_that_white_space_parts_are_one_and_others_are_linked(tmp_path: Path) -> None:
    one = read(
        tmp_path, "taxes fell\nby half, and rose\n",
        "T1\tclaim 0 10;11 18\ttaxes fell by half", "T2\tclaim 0 5;24 28\ttaxes rose", "T3\tclaim 6 13\tfell by",
    )  # fmt: skip
    assert readings.spans(one) == Counter(
        [("claim", "taxes fell\nby half"), ("claim", "taxes"), ("claim", "rose"), ("claim", "fell\nby")]
    )
    assert readings.links(one) == [("rose", "continues", "taxes")]
    assert one.losses.counts == {"joined parts": 1, "linked parts": 1}
    assert one.losses.total == 0


def test_equivalences_and_relations_with_ends_of_other_names(tmp_path: Path) -> None:
    one = read(
        tmp_path, "Kim, K. and he\n", "T1\ta 0 3\tKim", "T2\ta 5 7\tK.", "T3\ta 12 14\the", "*\tEquiv T1 T2 T3",
        "R1\tCoref Anaphor:T3 Antecedent:T1", "R2\tx Arg2:T1 Arg1:T2",
    )  # fmt: skip
    assert readings.links(one) == [
        ("K.", "x", "Kim"), ("Kim", "Equiv", "K."), ("Kim", "Equiv", "he"), ("he", "Coref", "Kim"),
    ]  # fmt: skip
    assert "Coref Anaphor → Antecedent" in one.notes[0]


@pytest.mark.parametrize(
    "bad", ["R1\tSays Arg1:T1", "T2\tClaim 6 x\tdenied", "A1\tSure", "T1\tOther 0 5\tAlice", "??", "E1\t", "R1\t"]
)
def test_a_line_that_brat_does_not_write_so_is_named_and_stops_no_other(tmp_path: Path, bad: str) -> None:
    one = read(tmp_path, "Alice denied the claim.\n", "T1\tClaim 6 12\tdenied", bad, "T9\tActor 0 5\tAlice")
    assert readings.spans(one) == Counter([("Claim", "denied"), ("Actor", "Alice")])
    assert one.losses.places == {"unreadable item": [f"line 2: {bad}"]} or one.losses.counts == {"unreadable item": 1}


def test_an_event_without_its_trigger_and_words_that_are_elsewhere_are_named(tmp_path: Path) -> None:
    one = read(tmp_path, "Alice denied.\n", "T1\tA 0 5\tAlice", "T2\tB 6 12\tagreed", "E1\tC:T8 Who:T1")
    assert readings.spans(one) == Counter([("A", "Alice")])
    assert one.losses.counts == {"other words": 1, "relation end": 2}


def test_folders_of_one_text_are_its_readers(tmp_path: Path) -> None:
    one = read(tmp_path / "ada", "Kim left.\n", "T1\tactor 0 3\tKim")
    assert list(one.layers) == ["imported"], "nobody else has read it"
    two = read(tmp_path / "bob", "Kim left.\n", "T1\tactor 0 3\tKim")
    assert list(two.layers) == ["bob"]
    assert list(read_annotated(tmp_path / "ada" / "a.ann").articles[0].layers) == ["ada"]
    other = read(tmp_path / "corpus two", "Another text.\n", "T1\tactor 0 7\tAnother")
    assert list(other.layers) == ["imported"], "the same name, another text"


def test_a_file_without_its_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tactor 0 3\tKim\n")
    assert kind_of(tmp_path / "a.ann") == "brat"
    with pytest.raises(ImportFailed, match=r"a\.ann: its text, a\.txt, does not lie beside it"):
        read_annotated(tmp_path / "a.ann")
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    with pytest.raises(ImportFailed, match=r"a\.txt is no UTF-8"):
        read_annotated(tmp_path / "a.ann")


def test_a_no_that_this_app_wrote_as_a_line_of_its_own_comes_back_as_no_and_words_as_words(tmp_path: Path) -> None:
    one = read(tmp_path, "Kim left\n", "T1\tactor 0 3\tKim", "#1\thedged T1\tfalse", "#2\tname T1\tfalse alarm")
    [(spans, _)] = one.layers.values()
    assert dict(spans[0].attributes) == {"hedged": False, "name": "false alarm"}

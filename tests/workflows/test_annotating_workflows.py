"""Annotating as a person does it: the real program, real keys, the file on disk.

Tests of ui.furnishing.annotate_parts.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from analyst_app import resources
from analyst_app.core.span import Span
from analyst_app.ui.panels.inspector import Inspector
from tests.workflows.person import Person, at_the_window, saved, write

NONE = Qt.KeyboardModifier.NoModifier
DEPOT = (
    "Union and council at odds\n\n"
    "The union’s chair, Ada Brandt, has said “we will not leave the depot until every last locker is empty”. "
    "The council disputed that on Monday.\n"
)


def test_the_first_tag_in_a_fresh_home_is_on_disk(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("Ada Brandt")
        person.keys("A")
        assert person.tagged == [("actor", "Ada Brandt")]
        assert person.view.selection is None
        assert person.bridge.current is not None
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert [one["exact"] for one in saved(article)["annotations"]] == ["Ada Brandt"]


def test_finding_and_tagging_takes_no_mouse(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("Ctrl+F")
        person.type("ada brandt")
        assert person.view.selection is None
        person.keys("Enter Esc")
        assert person.focus is person.view
        person.keys("A")
        assert person.tagged == [("actor", "Ada Brandt")]

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_quote_with_its_speaker_takes_four_keys(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: "U 1 left" in person.label("counts"))
        person.keys("U Q L Enter")
        assert person.tagged == [
            ("actor", "Ada Brandt"),
            ("cue", "said"),
            ("quote", "“we will not leave the depot until every last locker is empty”"),
        ]
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert sorted(link["role"] for link in saved(article)["links"]) == ["cue", "speaker"]


def test_q_then_c_on_the_same_words_gives_two_annotations(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("The council disputed that on Monday")
        person.keys("Q Escape")  # while the quote is current, a drag from its first letter moves its edge
        person.select("The council disputed that on Monday")
        person.keys("C")
        words = "The council disputed that on Monday"
        assert person.tagged == [("claim", words), ("quote", words)]

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_quotation_over_paragraphs_split_by_a_cue_becomes_joined_quotes(tmp_path: Path) -> None:
    article = write(
        tmp_path,
        "speech.txt",
        "“The first paragraph of it goes on,” Ada Brandt said on Monday, “and it does not end here.\n\n"
        "“The second one goes on too.\n\n“The third one ends it.” Nobody laughed.\n",
    )
    parts = [
        "“The first paragraph of it goes on,”",
        "“and it does not end here.",
        "“The second one goes on too.",
        "“The third one ends it.”",
    ]

    def script(person: Person) -> None:
        person.wait_open("speech.txt")
        end = person.find(" Nobody")
        person.view.select(Span(0, end))
        person.keys("Q")
        assert [words for _, words in person.tagged] == parts
        person.keys("L Enter")
        person.keys("Ctrl+Z Ctrl+Z")
        assert person.tagged == []
        person.keys("Ctrl+Y Ctrl+Y")
        assert [words for tag, words in person.tagged if tag == "quote"] == parts
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    data = saved(article)
    roles = sorted(link["role"] for link in data["links"])
    assert roles == ["continues", "continues", "continues", "cue", "speaker"]


def test_edge_moving_keeps_id_attributes_links_and_note(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)
    before: dict[str, object] = {}

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("the depot until every last locker is empty")
        person.keys("Q 2 L Enter M")
        person.type("check this")
        person.keys("Esc")
        quote = next(one for one in person.annotations if one.tag == "quote")
        before.update(id=quote.id, attributes=dict(quote.attributes), note=quote.note)
        person.keys("[ Ctrl+Left Ctrl+Left Ctrl+Left Enter")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    data = saved(article)
    quote = next(one for one in data["annotations"] if one["tag"] == "quote")
    assert quote["exact"] == "will not leave the depot until every last locker is empty"
    assert {key: quote[key] for key in before} == before
    assert before["note"] == "check this"
    assert sorted(link["role"] for link in data["links"] if link["from"] == quote["id"]) == ["cue", "speaker"]


def test_overlapping_annotations_are_cycled_and_each_can_be_changed(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.caret("every last locker")
        person.keys("Q")
        person.caret("every last locker")
        person.keys("C")
        person.caret("last locker")
        first = person.bridge.current.tag
        person.keys("O")
        second = person.bridge.current.tag
        assert {first, second} == {"claim", "quote"}
        person.keys("O")
        assert person.bridge.current.tag == first
        person.keys("O 3")
        changed = next(one for one in person.annotations if one.tag == second)
        value = changed.attribute("mode") if second == "quote" else changed.attribute("kind")
        assert value == ("indirect" if second == "quote" else "prediction")

    at_the_window(article, "--annotator", "alice", script=script)


def test_undo_works_after_another_article_was_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", DEPOT)
    write(tmp_path, "b.txt", "Omar Hall stayed at home.\n")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.select("Ada Brandt")
        person.keys("A")
        person.keys("Ctrl+PgDown")
        person.wait_open("b.txt")
        person.select("Omar Hall")
        person.keys("A Ctrl+Z")
        assert person.tagged == []
        person.keys("Ctrl+PgUp")
        person.wait_open("a.txt")
        assert person.tagged == [("actor", "Ada Brandt")]
        person.keys("Ctrl+Z")
        assert person.tagged == []
        person.keys("Ctrl+Shift+Z")
        assert person.tagged == [("actor", "Ada Brandt")]
        person.wait_saved()

    at_the_window(tmp_path / "a.txt", tmp_path / "b.txt", "--annotator", "alice", script=script)
    assert [one["exact"] for one in saved(tmp_path / "a.txt")["annotations"]] == ["Ada Brandt"]


def test_deleting_a_tagged_speaker_and_undoing_brings_both_back(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: "U 1 left" in person.label("counts"))
        person.keys("U Q L Enter")
        person.caret("Ada Brandt")
        person.keys("Delete")
        assert "actor" not in dict(person.tagged)
        person.keys("Ctrl+Z")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert sorted(link["role"] for link in saved(article)["links"]) == ["cue", "speaker"]


@pytest.mark.parametrize(
    ("layout", "a_key", "digit"),
    [
        ("de", (ord("A"), "a"), (Qt.Key.Key_1.value, "1", NONE)),
        # French: A is where English has Q, and it is the letter that counts; digits need Shift there.
        ("fr", (ord("A"), "a"), (Qt.Key.Key_Ampersand.value, "&", NONE)),
        ("ar", (0x634, "ش"), (Qt.Key.Key_1.value, "1", NONE)),
        ("ru", (0x424, "ф"), (Qt.Key.Key_1.value, "1", NONE)),
    ],
)
def test_keys_work_on_other_layouts(
    tmp_path: Path, layout: str, a_key: tuple[int, str], digit: tuple[int, str, Qt.KeyboardModifier]
) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)
    place_of_a = 24 if layout == "fr" else 38

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("Ada Brandt")
        person.press(*a_key, place_of_a)
        assert person.tagged == [("actor", "Ada Brandt")]
        code, text, held = digit
        person.press(code, text, 10, held)
        assert person.annotations[0].attribute("kind") == "person"

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_tag_of_the_folders_own_codebook_has_its_key_its_values_and_its_place_everywhere(tmp_path: Path) -> None:
    book = resources.built_in_codebook()
    book["tags"].append(
        {
            "id": "frame",
            "name": "Frame",
            "key": "F",
            "colour": "#7c3aed",
            "definition": "A way of seeing it.",
            "edge_rule": "none",
            "attributes": [
                {
                    "id": "slant",
                    "name": "Slant",
                    "type": "choice",
                    "values": [{"id": "war", "name": "war", "digit": 1}],
                },
                {"id": "weight", "name": "Weight", "type": "number"},
            ],
        }
    )
    write(tmp_path, "codebook.json", json.dumps(book))
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("at odds")
        assert person.window.findChild(QWidget, "pill_tag_frame") is not None
        assert person.window.findChild(QWidget, "button_tag_frame") is not None
        person.keys("F 1")
        assert person.tagged == [("frame", "at odds")]
        assert person.label("inspector_title") == "Frame"
        weight = person.part(Inspector).findChild(QWidget, "value_weight")
        assert weight is not None
        weight.setFocus()
        person.type("2.5")
        person.keys("Enter")
        assert person.focus is person.view
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    (one,) = saved(article)["annotations"]
    assert one["attributes"] == {"slant": "war", "weight": 2.5}

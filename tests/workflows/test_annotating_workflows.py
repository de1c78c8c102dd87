"""Annotating as a person does it: the real program, real keys, the file on disk."""

from __future__ import annotations

from pathlib import Path

from tests.workflows.person import Person, at_the_window, saved, write

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
        assert person.window.bridge.current is not None
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
        person.keys("Q")
        person.select("The council disputed that on Monday")
        person.keys("C")
        words = "The council disputed that on Monday"
        assert person.tagged == [("claim", words), ("quote", words)]

    at_the_window(article, "--annotator", "alice", script=script)

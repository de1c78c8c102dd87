"""What the product page promises, seen from outside: tagging, linking, words in the status bar.

Tests of ui.annotate.untagged_watch and ui.commands.help_commands.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from analyst_app.ui.annotate.untagged_watch import UntaggedWatch
from tests.workflows.person import Person, at_the_window, write

ARTICLE = (
    "Union and council at odds\n\n"
    "The union’s chair, Ada Brandt, has said “we will not leave the depot”.\n\n"
    "“There is no plan to close,” said Mayor Lena Ortiz on Monday.\n"
)


def _act(tmp_path: Path, script: Callable[[Person], object]) -> None:
    article = write(tmp_path, "depot.txt", ARTICLE)

    def opened(person: Person) -> None:
        person.wait_open("depot.txt")
        script(person)

    at_the_window(article, "--annotator", "alice", script=opened)


def test_u_finds_a_quotation_in_the_very_moment_an_article_is_open(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.part(UntaggedWatch)._begin()  # as right after opening, before the worker has answered
        person.keys("U Q L Enter")
        assert ("quote", "“we will not leave the depot”") in person.tagged
        assert ("actor", "Ada Brandt") in person.tagged

    _act(tmp_path, script)


def test_shift_l_removes_the_speaker_without_asking_about_the_verb_that_came_with_it(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.keys("U Q L Enter")
        session = person.bridge.session
        assert session is not None
        assert sorted(link.role for link in session.store.links) == ["cue", "speaker"]
        person.keys("Shift+L")
        assert [link.role for link in session.store.links] == ["cue"]
        person.keys("L Enter")
        assert sorted(link.role for link in session.store.links) == ["cue", "speaker"]

    _act(tmp_path, script)


def test_the_status_bar_says_nothing_of_an_earlier_command(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.keys("U Q L Enter")
        assert person.label("key_hints").startswith("Tagged")
        person.caret("no plan")
        person.keys("C")
        assert "Tagged" not in person.label("key_hints")

    _act(tmp_path, script)


def test_the_help_boxes_do_not_stop_the_window(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        for action_id in ("help.about", "help.folder"):
            person.choose(action_id)
            box = QApplication.activeModalWidget()
            assert box is not None
            assert box.objectName() == "told"
            box.close()

    _act(tmp_path, script)

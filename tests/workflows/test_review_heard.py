"""A review by ear: which difference is gone to, what was decided, and how many are left.

Tests of ui.speech.spoken_acts.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.hearing import Listener
from tests.hearing import listener as listener
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, spans

TEXT = "Ada Brandt said the depot will close in May. The yard stays open, Bo Lind said.\n"


def test_each_decision_tells_what_was_done_what_is_left_and_where_one_is(tmp_path: Path, listener: Listener) -> None:
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    put_layer(article, "alice", spans("alice", ("actor", 0, 10), ("claim", 16, 43), ("actor", 66, 73)))
    put_layer(article, "bob", spans("bob", ("actor", 0, 3), ("claim", 20, 43)))

    def script(person: Person) -> None:
        begin(person)
        QApplication.processEvents()
        assert "Actor, Ada Brandt, Ada, Edges differ" in listener.heard()[-1]
        person.keys("N")
        (said,) = listener.heard()
        assert said.startswith("Claim, the depot will close in May, depot will close in May, Edges differ")
        assert said.endswith("open.")
        person.keys("P")
        assert listener.heard()[-1].startswith("Actor, Ada Brandt, Ada, Edges differ")
        person.keys("1")
        (said,) = listener.heard()
        first, second = said.split(", 2 left. ")
        assert first == "Take A"
        assert second.startswith("Claim, the depot will close in May")
        person.keys("2")
        (said,) = listener.heard()
        assert said.startswith("Take B, 1 left. Actor, Bo Lind, ")
        person.keys("Ctrl+Z")
        (said,) = listener.heard()
        assert said.startswith("Undone: Take B")
        assert "Claim, the depot will close in May" in said

    at_the_window(article, "--annotator", "carol", script=script)

"""Opening: what a person sees first, by every route."""

from __future__ import annotations

from pathlib import Path

from tests.workflows.person import Person, at_the_window, write

DEPOT = "Union and council at odds\n\nAda Brandt has said “we will not leave the depot”.\n"


def test_an_article_is_shown_with_the_focus_in_the_text(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        assert person.view.text == DEPOT
        assert person.focus is person.view
        assert "depot.txt" in person.window.windowTitle()
        assert person.label("mode_chip") == "READ"

    at_the_window(article, "--annotator", "alice", script=script)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["depot.txt"]

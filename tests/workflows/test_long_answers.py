"""What a colleague writes about a report is read to its end, however long it is, and whatever its words are.

Tests of ui.review.returned.returned_card, ui.review.returned.returned_mode and ui.widgets.plain_label, too.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QScrollArea

from analyst_app.cli import main
from analyst_app.core.document import text_sha256
from tests.corpus.answering.reported import QUOTE, TEXT, Reported, reported
from tests.workflows.person import Person, at_the_window


def answered(folder: Path, words: str) -> Reported:
    """A folder in which Nora Vik's answer to the quote was taken in."""
    found = reported(folder / "corpus")
    answer = {"layer": "alice", "annotation": QUOTE, "exact": "“the depot will close by May”", "answer": "comment"}
    file = folder / "answers.json"
    article = {"name": "depot.txt", "text_sha256": text_sha256(TEXT), "answers": [answer | {"words": words}]}
    held = {"format": "media-reading-answers", "version": 1, "who": "Nora Vik", "articles": [article]}
    file.write_text(json.dumps(held), "utf-8")
    assert main(["import", str(file), "--to", str(found.folder)]) == 0
    return found


def area(person: Person) -> QScrollArea:
    found = person.window.findChild(QScrollArea, "returned_words")
    assert found is not None
    return found


def test_an_answer_of_many_lines_is_read_to_its_end_with_the_space_bar(tmp_path: Path) -> None:
    """Whatever was written is there, line by line; Space shows the next lines, Shift+Space those before."""
    lines = [f"Sentence {number} says something about the quotation." for number in range(1, 60)]
    found = answered(tmp_path, "\n".join(lines))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        assert person.label("returned_said").splitlines() == [f"Nora Vik: {lines[0]}", *lines[1:], "Thread open"]
        bar = area(person).verticalScrollBar()
        person.wait(lambda: bar.maximum() > 0, "laid out")
        person.keys("Space")
        first = bar.value()
        assert 0 < first <= area(person).viewport().height()
        person.keys(" ".join(["Space"] * 40))
        assert bar.value() == bar.maximum()
        person.keys("Shift+Space")
        assert bar.value() < bar.maximum()
        person.keys("Esc")

    at_the_window(found.folder, "--annotator", "alice", script=script)


def test_a_word_longer_than_a_line_goes_on_in_the_next(tmp_path: Path) -> None:
    found = answered(tmp_path, f"<b>See</b> {'w' * 300} and this.")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        assert person.label("returned_said").replace("\u200b", "").splitlines()[0].endswith(f"{'w' * 300} and this.")
        body = area(person).widget()
        assert body is not None
        person.wait(lambda: body.width() > 0)
        assert body.minimumSizeHint().width() <= area(person).viewport().width()
        person.keys("Esc")

    at_the_window(found.folder, "--annotator", "alice", script=script)

"""Who reads what, by keys in the real program: a lead assigns, a reader finds her own articles.

Tests of ui.assigning.assign_dialog, ui.assigning.assignment_keeper, ui.assigning.minute_counter,
ui.assigning.team_window,
ui.furnishing.assigning_parts and corpus.assigning.begun_work, too.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from analyst_app.corpus.assigning.drawing import Terms, draw
from analyst_app.ui.assigning.assign_dialog import AssignDialog
from analyst_app.ui.assigning.minute_counter import MinuteCounter
from analyst_app.ui.assigning.team_window import TeamWindow
from analyst_app.ui.charts.chart_view import ChartView
from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
from analyst_app.ui.corpus.search_panel import SearchPanel
from analyst_app.ui.panels.article_list import ArticleList
from tests.corpus.corpora import annotate, write_article
from tests.workflows.person import Person, at_the_window

TEXT = "Ada Brandt spoke. The harbour master stayed.\n"


def corpus(folder: Path, number: int = 6) -> Path:
    for one in range(number):
        write_article(folder, f"a{one}.txt", TEXT)
    return folder


def records(folder: Path) -> list[dict[str, Any]]:
    path = folder / "assign.json"
    return json.loads(path.read_text("utf-8"))["assignments"] if path.exists() else []


def titles(person: Person) -> list[str]:
    return [article.name for article in person.part(ArticleList).model.shown]


def dialog_of(person: Person) -> AssignDialog:
    person.choose("corpus.assign")
    person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(AssignDialog)))
    return next(one for one in person.window.findChildren(AssignDialog) if one.isVisible())


def test_a_lead_assigns_sees_it_in_words_first_and_takes_it_back(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    annotate(folder / "a3.txt", "cem", ("actor", "Ada Brandt"))
    layer = next(folder.glob("*.cem.*"))
    before = hashlib.sha256(layer.read_bytes()).hexdigest()

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        dialog = dialog_of(person)
        assert dialog.people.text() == "cem"
        dialog.people.setFocus()
        person.keys("Ctrl+A", dialog.people)
        person.type("ada, ben, cem")
        dialog.each.setValue(2)
        person.wait(lambda: "6 articles, each read by 2 of 3." in dialog.preview.text())
        assert "ada gets 4, ben gets 4, cem gets 4." in dialog.preview.text()
        assert "1 article that is begun stays with whom it has" in dialog.preview.text()
        assert records(folder) == []
        person.keys("Enter", dialog.people)
        person.wait(lambda: len(records(folder)) == 6)
        assert "cem" in next(one["who"] for one in records(folder) if one["article"] == "a3.txt")
        person.wait(lambda: dialog.said.text() == "6 articles are assigned.")
        person.wait(lambda: len(titles(person)) == 4)
        person.wait(lambda: dialog.go.isEnabled())
        button = dialog.findChild(QPushButton, "assign_back")
        assert isinstance(button, QPushButton)
        person.click_widget(button)
        person.wait(lambda: records(folder) == [])
        person.wait(lambda: len(titles(person)) == 6)
        dialog.reject()

    at_the_window(folder, "--annotator", "ada", script=script)
    assert hashlib.sha256(layer.read_bytes()).hexdigest() == before


def test_the_seed_is_kept_with_what_it_drew_and_used_again_for_new_articles(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 6)

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        dialog = dialog_of(person)
        dialog.people.setText("ada, ben, cem")
        dialog.each.setValue(2)
        dialog.seed.setText("autumn")
        person.wait(lambda: dialog.go.isEnabled())
        person.click_widget(dialog.go)
        person.wait(lambda: len(records(folder)) == 6)
        assert {one["seed"] for one in records(folder)} == {"autumn"}
        dialog.reject()
        write_article(folder, "b0.txt", TEXT)
        again = dialog_of(person)
        assert (again.seed.text(), again.each.value()) == ("autumn", 2)
        assert again.people.text() == "ada, ben, cem"
        person.wait(lambda: again.go.isEnabled())
        person.click_widget(again.go)
        person.wait(lambda: len(records(folder)) == 7)
        assert {one["seed"] for one in records(folder)} == {"autumn"}
        again.reject()

    at_the_window(folder, "--annotator", "ada", script=script)
    drawn = draw([f"a{n}.txt" for n in range(6)], Terms(("ada", "ben", "cem"), 2, "autumn"),
                 before={}, begun={}, today="2026-11-30")  # fmt: skip
    found = {one["article"]: one["who"] for one in records(folder)}
    assert len(found.pop("b0.txt")) == 2
    assert found == {one.article: list(one.who) for one in drawn.assignments}, "who has them keeps them"


def test_a_reader_is_led_through_her_own_articles_and_told_when_all_are_done(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 4)
    lines = [
        {"id": name, "article": f"{name}.txt", "who": ["ada"], "calibrates": name == "a1"} for name in ("a1", "a3")
    ]
    data = {"format": "media-assignments", "version": 1, "assignments": lines}
    (folder / "assign.json").write_text(json.dumps(data), "utf-8")
    before = (folder / "assign.json").read_bytes()

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        strip = person.part(ArticleList).own
        person.wait(lambda: titles(person) == ["a1.txt", "a3.txt"])
        assert strip.text() == "Yours: 2 to read. Show all 4"
        assert "calibr" not in strip.text()
        for name in ("a1.txt", "a3.txt"):
            person.keys("Ctrl+PgDown")
            person.wait_open(name)
            person.keys("Ctrl+Enter")
            person.wait_saved()
        person.wait(lambda: strip.text() == "All of yours are done. Show all 4")
        person.click_widget(strip)
        person.wait(lambda: len(titles(person)) == 4)

    at_the_window(folder, "--annotator", "ada", script=script)
    assert (folder / "assign.json").read_bytes() == before


def test_a_broken_file_is_told_in_one_sentence_and_the_folder_works(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 2)
    (folder / "assign.json").write_bytes(b'{"format": "media-assignments", "assignments": [{"id"')
    before = (folder / "assign.json").read_bytes()

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        person.wait(lambda: person.bars.words("assign"))
        assert "assign.json is damaged" in person.bars.words("assign")
        assert titles(person) == ["a0.txt", "a1.txt"]
        person.keys("Ctrl+PgDown")
        person.wait_open("a1.txt")
        assert "assign.json is damaged" in person.bars.words("assign")
        dialog = dialog_of(person)
        dialog.people.setText("ada")
        dialog.each.setValue(1)
        person.wait(lambda: dialog.go.isEnabled())
        person.click_widget(dialog.go)
        person.wait(lambda: "was not saved" in dialog.said.text())
        dialog.reject()

    at_the_window(folder, "--annotator", "ada", script=script)
    assert (folder / "assign.json").read_bytes() == before


def test_a_file_that_leads_out_of_the_folder_is_neither_read_nor_written(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 2)
    outside = tmp_path / "outside.json"
    record = {"id": "x", "article": "a1.txt", "who": ["ada"]}
    outside.write_text(json.dumps({"format": "media-assignments", "version": 1, "assignments": [record]}), "utf-8")
    before = outside.read_bytes()
    (folder / "assign.json").symlink_to(outside)

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        person.wait(lambda: "assign.json" in person.bars.words("assign"))
        assert titles(person) == ["a0.txt", "a1.txt"]
        person.choose("corpus.assign")
        person.wait(lambda: person.is_idle)
        assert not any(one.isVisible() for one in person.window.findChildren(AssignDialog))

    at_the_window(folder, "--annotator", "ada", script=script)
    assert outside.read_bytes() == before


def test_the_lead_sees_how_far_the_team_is_and_a_number_leads_to_its_passages(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 2)
    for layer in ("ada", "ben"):
        annotate(folder / "a0.txt", layer, ("claim", "Ada Brandt spoke"), status="done")

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        person.choose("corpus.team")
        person.wait(lambda: person.window.findChild(TeamWindow) is not None)
        window = person.part(TeamWindow)
        assert window.said.text() == "2 people, 2 readings done."
        assert [window.tabs.tabText(tab) for tab in range(window.tabs.count())] == [
            "By person", "Done by week", "Agreement by week",
        ]  # fmt: skip
        page = window.tabs.currentWidget()
        chart = page.findChild(ChartView) if page is not None else None
        assert chart is not None
        person.wait(lambda: chart.place_of(chart.chart.values[0]) is not None, "the picture")
        chart.setFocus()
        person.keys("Enter", chart)
        person.wait(lambda: person.window.findChild(SearchPanel) is not None)
        panel = person.part(SearchPanel)
        person.wait(lambda: panel.isVisible() and [hit.text for hit in panel.model.hits] == ["Ada Brandt spoke"])

    at_the_window(folder, "--annotator", "max", script=script)


class Clock:
    """A clock that a person turns on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_minutes_are_counted_only_if_she_asks_for_it_and_only_while_she_acts(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 2)
    today = datetime.now(UTC).astimezone().date().isoformat()

    def stored(name: str, layer: str = "ada") -> dict[str, float] | None:
        found = json.loads((folder / f"{name}.{layer}.annotations.json").read_text("utf-8")).get("activity")
        assert found is None or set(found) == {today}, "midnight has come"
        return found

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        clock = person.part(MinuteCounter).clock = Clock()
        person.caret("Ada")
        clock.seconds += 60
        person.keys("A")
        person.wait_saved()
        assert stored("a0.txt") is None, "off, as it is at first"
        preferences = person.part(PreferenceKeeper)
        preferences.take(preferences.preferences._replace(counts_minutes=True))
        person.caret("spoke")
        clock.seconds += 60
        person.caret("harbour")
        clock.seconds += 1_000  # at lunch
        person.caret("master")
        clock.seconds += 90
        person.keys("C")
        person.wait_saved()
        assert stored("a0.txt") == {today: 2.5}
        person.keys("Ctrl+PgDown")
        person.wait_open("a1.txt")
        clock.seconds += 100
        person.caret("Ada")
        clock.seconds += 30
        person.keys("A")
        person.wait_saved()
        assert stored("a1.txt") == {today: 2.1}, "from opening it on"
        person.choose("corpus.team")
        person.wait(lambda: person.window.findChild(TeamWindow) is not None)
        window = person.part(TeamWindow)
        titles = [window.tabs.tabText(tab) for tab in range(window.tabs.count())]
        assert titles == ["By person", "Minutes by week"]
        window.tabs.setCurrentIndex(1)
        chart = window.tabs.currentWidget().findChild(ChartView)
        person.wait(lambda: chart.place_of(chart.chart.values[0]) is not None, "the picture")
        assert chart.chart.values[0].words.endswith(": 5 ada")
        chart.setFocus()
        person.keys("Enter", chart)
        person.wait(lambda: person.window.findChild(SearchPanel) is not None)
        panel = person.part(SearchPanel)
        person.wait(lambda: panel.isVisible() and {hit.text for hit in panel.model.hits} >= {"Ada Brandt"})

    at_the_window(folder, "--annotator", "ada", script=script)


def test_who_has_nothing_to_show_is_told_what_to_do(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 1)

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        person.choose("corpus.team")
        person.wait(lambda: person.window.findChild(TeamWindow) is not None)
        window = person.part(TeamWindow)
        assert window.said.text().startswith("Nobody has begun an article")
        window.reject()

    at_the_window(folder, "--annotator", "max", script=script)


def test_enter_in_the_field_of_a_number_assigns(tmp_path: Path) -> None:
    """Qt says that the number has changed at each Enter: what was drawn was drawn once more, and nothing assigned."""
    folder = corpus(tmp_path / "corpus", 4)

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        person.choose("corpus.assign")
        person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(AssignDialog)), "the dialog")
        dialog = person.part(AssignDialog)
        dialog.people.setText("ada, ben")
        dialog.each.setValue(1)
        person.wait(lambda: "ada gets 2, ben gets 2" in dialog.preview.text(), "the shares")
        person.keys("Return", dialog.each)
        person.wait((folder / "assign.json").exists, "written")
        dialog.close()

    at_the_window(folder, "--annotator", "ada", script=script)


def test_enter_right_after_the_last_letter_assigns_and_undo_in_the_field_takes_it_back(tmp_path: Path) -> None:
    """What was typed a moment ago is drawn first; the field still holds the keyboard, and undo means the assignment."""
    folder = corpus(tmp_path / "corpus", 4)

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        dialog = dialog_of(person)
        dialog.people.setText("ada, ben")
        dialog.until.setFocus()
        person.keys("Ctrl+A", dialog.until)
        QTest.keyClicks(dialog.until, "2999-12-04")
        person.keys("Enter", dialog.until)
        person.wait(lambda: len(records(folder)) == 4, "written")
        assert {one["until"] for one in records(folder)} == {"2999-12-04"}
        person.wait(lambda: dialog.said.text() == "4 articles are assigned.")
        person.wait(lambda: dialog.go.isEnabled())
        person.keys("Ctrl+Z", dialog.until)
        person.wait(lambda: records(folder) == [], "taken back")
        assert dialog.until.text() == "2999-12-04"
        person.type("x")
        person.keys("Ctrl+Z", dialog.until)
        assert dialog.until.text() == "2999-12-04", "what is typed is undone first"
        person.keys("Enter Ctrl+A", dialog.until)
        person.type("2020-01-01")
        person.wait(lambda: "2020-01-01 is past: whatever is not done would be late at once." in dialog.preview.text())
        dialog.reject()

    at_the_window(folder, "--annotator", "ada", script=script)


def test_enter_on_what_cannot_be_drawn_assigns_nothing_later(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 2)

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        dialog = dialog_of(person)
        dialog.people.setText("ada, ben")
        dialog.until.setFocus()
        person.type("2999-12-4")
        person.keys("Enter", dialog.until)
        person.wait(lambda: "is no day" in dialog.preview.text())
        person.keys("Ctrl+A", dialog.until)
        person.type("2999-12-04")
        person.wait(lambda: dialog.go.isEnabled())
        assert records(folder) == []
        dialog.reject()

    at_the_window(folder, "--annotator", "ada", script=script)

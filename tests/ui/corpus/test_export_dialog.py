"""The dialog: shows what would be written, says the command, writes, cancels.

Tests of export.preview, ui.corpus.export_job, ui.corpus.export_choices, ui.corpus.export_credits,
ui.corpus.export_withholding, ui.corpus.export_outlook and
ui.corpus.export_plan.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea

from analyst_app.cli import main
from analyst_app.commands import export_command
from analyst_app.export import preview
from analyst_app.export.engine import Cancelled
from analyst_app.export.exporting import ExportRequest
from analyst_app.export.preview import annotation_count
from analyst_app.ui.corpus.export_choices import ExportChoices
from analyst_app.ui.corpus.export_dialog import ExportDialog
from analyst_app.ui.files.opening import OpeningTerms
from tests.export.exports import need
from tests.export.torture import TEXTS, write_corpus, write_sidecar


@pytest.fixture
def dialog(qtbot, open_text, tmp_path: Path) -> ExportDialog:
    person = open_text("An article.\n")
    terms = OpeningTerms("alice", None, tmp_path / "state", keep_text=True)
    made = ExportDialog(write_corpus(tmp_path / "corpus"), terms, person.tasks, person.window)
    made.show()
    qtbot.waitUntil(lambda: made.layer.count() > 0)
    return made


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.formats.setCurrentIndex(dialog.formats.findData(name))


def test_the_first_rows_and_the_losses_are_shown(qtbot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: '"spans":[' in dialog.choices.rows.toPlainText())
    assert dialog.outlook.losses.toPlainText() == "Nothing is lost."
    choose(dialog, "conll")
    qtbot.waitUntil(lambda: "-DOCSTART-" in dialog.choices.rows.toPlainText())
    assert "relations between spans" in dialog.outlook.losses.toPlainText()
    assert "one file a tag" in dialog.purpose.text()
    assert dialog.outlook.answer.text().endswith("will be written. It cannot hold:")


def test_the_command_line_asks_for_the_same(qtbot, dialog: ExportDialog) -> None:
    choose(dialog, "brat")
    dialog.choices.has_split.setChecked(True)
    dialog.choices.boxes["with_zones"].setChecked(True)
    dialog.choices.boxes["with_agreement"].setChecked(True)
    credits = dialog.choices.credits
    credits.title.setText(" Quotes of a harbour ")
    credits.authors.setText("Brandt, Ada; Harbour Institute;")
    credits.licence.setEditText("CC-BY-4.0")
    credits.cite.setChecked(True)
    import argparse

    parser = argparse.ArgumentParser()
    export_command.configure(parser)
    words = shlex.split(dialog.choices.command.text())
    assert words[:2] == ["analyst-app", "export"]
    assert export_command.request_of(parser.parse_args(words[2:])) == dialog.request


def asked_by(words: str) -> ExportRequest:
    """The request that a command line makes."""
    parser = argparse.ArgumentParser()
    export_command.configure(parser)
    return export_command.request_of(parser.parse_args(shlex.split(words)[2:]))


def test_without_texts_it_is_chosen_how_much_is_told_all_the_same(qtbot, dialog: ExportDialog) -> None:
    dialog.more.click()
    box, length = dialog.choices.boxes["with_text"], dialog.choices.withholding.quote_length
    facts, names = dialog.choices.withholding.kept.values()
    assert not any(field.isEnabled() for field in (length, facts, names))
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert all(field.isEnabled() for field in (length, facts, names))
    length.setFocus()
    length.selectAll()
    qtbot.keyClicks(length, "0")
    names.setFocus()
    qtbot.keyClick(names, Qt.Key.Key_Space)
    words = dialog.choices.command.text()
    assert words.endswith("--keep names --quote-length 0 --no-text")
    assert asked_by(words) == dialog.request
    # Of the third article the names are told, white space and all, and nothing else of any.
    qtbot.waitUntil(lambda: '"quote":" beta"' in dialog.choices.rows.toPlainText())
    assert not [word for word in ("goes on", "gamma", ".txt.", "breaks") if word in dialog.choices.rows.toPlainText()]
    said = dialog.outlook.losses.toPlainText()
    assert "names of articles' files, for which numbers stand, for example “not shown”" in said
    choose(dialog, "brat")
    assert not length.isEnabled()
    assert asked_by(dialog.choices.command.text()) == dialog.request


@pytest.mark.parametrize("form", ["report", "conll"])
def test_what_cannot_be_written_without_texts_is_not_written_with_them(
    qtbot, dialog: ExportDialog, tmp_path: Path, form: str
) -> None:
    """Texts were to be left out: a format that cannot leave them out is refused until the wish is taken back."""
    dialog.output.setText(str(tmp_path / "out"))
    dialog.more.click()
    box = dialog.choices.boxes["with_text"]
    box.setChecked(True)
    choose(dialog, form)
    qtbot.waitUntil(lambda: f"{form} is made of the articles' own words" in dialog.outlook.answer.text())
    dialog.go.click()
    qtbot.waitUntil(dialog.go.isEnabled)
    assert f"{form} is made of the articles' own words" in dialog.outlook.answer.text()
    assert not (tmp_path / "out").exists()
    assert box.isEnabled()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isEnabled(), "nothing to wish for here"
    qtbot.waitUntil(lambda: "will be written" in dialog.outlook.answer.text())


def test_parts_by_date_take_the_place_of_parts_by_chance(qtbot, dialog: ExportDialog) -> None:
    dialog.more.click()
    days = dialog.choices.days
    assert not days.isEnabled()
    dialog.choices.has_split.setChecked(True)
    days.setFocus()
    qtbot.keyClicks(days, "2024-06-01")
    assert not dialog.choices.split.isEnabled()
    assert asked_by(dialog.choices.command.text()) == dialog.request
    assert "--split-date 2024-06-01" in dialog.choices.command.text()
    qtbot.waitUntil(lambda: "train: " in dialog.outlook.losses.toPlainText())
    assert "articles whose dates do not tell their part" in dialog.outlook.losses.toPlainText()
    qtbot.keyClicks(days, "x")
    qtbot.waitUntil(lambda: "says no days" in dialog.outlook.answer.text())
    days.clear()
    assert dialog.choices.split.isEnabled()


def test_of_articles_that_no_part_takes_in_it_is_not_said_that_they_will_be_written(
    qtbot, dialog: ExportDialog
) -> None:
    """Two articles have a date, of May and of June 2024; all others are left out of a split by date."""
    qtbot.waitUntil(lambda: "annotations will be written" in dialog.outlook.answer.text())
    dialog.choices.has_split.setChecked(True)
    dialog.choices.days.setText("2024-06-01")
    qtbot.waitUntil(lambda: dialog.outlook.answer.text().startswith("2 articles will be written."), timeout=10_000)
    qtbot.wait(400)
    assert dialog.outlook.answer.text().startswith("2 articles will be written.")


def test_outlet_and_person_are_kept_together_at_once(qtbot, dialog: ExportDialog) -> None:
    dialog.choices.has_split.setChecked(True)
    dialog.choices.group.setCurrentIndex(dialog.choices.group.count() - 1)
    assert dialog.request.group_by == "outlet,actor"
    assert asked_by(dialog.choices.command.text()) == dialog.request


def test_rows_of_tokens_are_a_choice_of_the_folder_for_hugging_face_alone(qtbot, dialog: ExportDialog) -> None:
    dialog.more.click()
    box = dialog.choices.boxes["with_tokens"]
    box.setChecked(True)
    assert not box.isVisible()
    assert dialog.request.with_tokens
    choose(dialog, "huggingface")
    assert box.isVisible()
    assert not dialog.request.with_tokens
    assert "--no-tokens" in dialog.choices.command.text()


def test_citing_what_has_no_authors_is_refused_in_words(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.output.setText(str(tmp_path / "out"))
    dialog.choices.credits.title.setText("Quotes of a harbour")
    dialog.choices.credits.cite.setChecked(True)
    refused = "A file to cite a dataset by needs its title and its authors."
    qtbot.waitUntil(lambda: dialog.outlook.answer.text() == refused)  # before anything is written
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.outlook.answer.text() == refused)
    dialog.choices.credits.authors.setText("Brandt, Ada")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "were written" in dialog.outlook.answer.text())
    assert 'family-names: "Brandt"' in (tmp_path / "out" / "CITATION.cff").read_text("utf-8")


def test_tab_goes_down_the_form_as_it_stands(dialog: ExportDialog) -> None:
    """What belongs to a box comes after it, the command before the rows, and the buttons of the dialog last."""
    dialog.more.setChecked(True)
    passed, field = [], dialog.choices.overlap
    while field is not dialog.go:
        passed.append(field.objectName().removeprefix("export_"))
        field = field.nextInFocusChain()
    form = "overlap has_split split seed group split_date with_text quote_length keep_facts keep_names with_tokens"
    form += " with_zones with_pseudonyms with_agreement skips_damaged is_strict title authors licence cite cluster"
    form += " command copy rows"
    assert [name for name in passed if name in form.split()] == form.split()


def test_a_page_shows_no_rows(qtbot, dialog: ExportDialog) -> None:
    dialog.more.setChecked(True)
    qtbot.waitUntil(lambda: dialog.choices.rows_title.text().startswith("The first rows of data.jsonl"))
    choose(dialog, "report")
    qtbot.waitUntil(lambda: dialog.choices.rows_title.text() == "Files of this kind have no rows.")
    assert not dialog.choices.rows.isVisible()
    choose(dialog, "parquet")
    qtbot.waitUntil(lambda: dialog.choices.rows_title.text().startswith("The first rows, in letters ("))
    assert dialog.choices.rows.toPlainText().startswith("document,id,label")


def test_it_writes_and_says_so(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog, "csv")
    dialog.output.setText(str(tmp_path / "out"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "were written" in dialog.outlook.answer.text())
    assert f"{len(TEXTS)} articles" in dialog.outlook.answer.text()
    assert (tmp_path / "out" / "spans.csv").exists()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "exists already" in dialog.outlook.answer.text())
    assert dialog.outlook.answer.text().endswith("choose another place, or replace it.")
    assert dialog.outlook.earlier.text().endswith(str(tmp_path / "out")), "what was written stays in sight"


def test_no_layer_is_offered_whose_file_is_a_dead_link(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "emoji.txt.gone.annotations.json").symlink_to(tmp_path / "nowhere.json")
    write_sidecar(tmp_path / "corpus" / "emoji.txt", "zoe", "emoji.txt")
    dialog.articles.currentIndexChanged.emit(0)
    qtbot.waitUntil(lambda: dialog.layer.findData("zoe") >= 0)
    assert dialog.layer.findData("gone") < 0


@pytest.mark.parametrize("words", ["", "  ", "out", "./out", "~nobody-of-that-name/out"])
def test_nothing_is_written_where_no_whole_place_is_given(qtbot, dialog: ExportDialog, words: str) -> None:
    qtbot.waitUntil(lambda: "annotations" in dialog.outlook.answer.text())
    dialog.output.setText(words)
    assert not dialog.go.isEnabled()
    assert dialog.outlook.answer.text() == "Say where to: the whole path of a place, or Browse…"
    dialog.layer.setCurrentIndex(0)
    dialog.choices.boxes["with_zones"].toggle()
    assert not dialog.go.isEnabled()


def test_a_place_at_home_is_one(qtbot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    dialog.output.setText(" ~/out ")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "were written" in dialog.outlook.answer.text())
    assert str(tmp_path / "out") in dialog.outlook.answer.text()
    assert (tmp_path / "out").is_dir()


def test_its_card_is_that_of_the_command(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_sidecar(corpus / "emoji.txt", "bob", "emoji.txt")
    dialog.output.setText(str(tmp_path / "out"))
    dialog.layer.addItem("all", "all")
    dialog.layer.setCurrentIndex(dialog.layer.findData("all"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "were written" in dialog.outlook.answer.text())
    cards = [(tmp_path / "out" / "README.md").read_text("utf-8")]
    assert "## Agreement between annotators" in cards[0]
    command = ["export", str(corpus), "--layer", "all", "--overwrite", "--output", str(tmp_path / "out")]
    assert main(command) == 0
    cards.append((tmp_path / "out" / "README.md").read_text("utf-8"))
    assert cards[0].replace(" --overwrite", "") == cards[1].replace(" --overwrite", "")


def test_cancelling_writes_nothing(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.output.setText(str(tmp_path / "out"))
    qtbot.waitUntil(lambda: bool(dialog.choices.rows.toPlainText()))
    dialog.go.click()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    assert not (tmp_path / "out").exists() or "were written" in dialog.outlook.answer.text()


def test_a_wrong_split_is_said_in_words(qtbot, dialog: ExportDialog) -> None:
    dialog.choices.has_split.setChecked(True)
    dialog.choices.split.setText("many")
    qtbot.waitUntil(lambda: "80/10/10" in dialog.outlook.answer.text())


def test_the_balance_of_a_split_is_shown(qtbot, dialog: ExportDialog) -> None:
    dialog.choices.has_split.setChecked(True)
    qtbot.waitUntil(lambda: "train: " in dialog.outlook.losses.toPlainText())


def test_formats_are_chosen_by_words_and_no_option_is_named(qtbot, dialog: ExportDialog) -> None:
    words = [dialog.formats.itemText(row) for row in range(dialog.formats.count())]
    assert words[0] == "For Python and most tools (JSON Lines)"
    assert all(" " in one and "--" not in one for one in words)
    for row in range(dialog.formats.count()):
        dialog.formats.setCurrentIndex(row)
        assert "--" not in dialog.purpose.text()


def test_it_is_told_what_will_be_written(qtbot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: "annotations" in dialog.outlook.answer.text())
    assert (
        dialog.outlook.answer.text() == f"{len(TEXTS)} articles with {annotations(dialog)} annotations will be written."
    )


def test_a_damaged_layer_is_told_before_and_nothing_is_promised(qtbot, open_text, tmp_path: Path) -> None:
    person, corpus = open_text("An article.\n"), write_corpus(tmp_path / "corpus")
    (corpus / "emoji.txt.alice.annotations.json").write_text("{", "utf-8")
    terms = OpeningTerms("alice", None, tmp_path / "state", keep_text=True)
    dialog = ExportDialog(corpus, terms, person.tasks, person.window)
    dialog.show()
    dialog.output.setText(str(tmp_path / "out"))
    qtbot.waitUntil(lambda: dialog.outlook.answer.text().startswith("Nothing will be written: 1 file is damaged."))
    assert "emoji.txt" in dialog.outlook.losses.toPlainText()
    dialog.choices.boxes["skips_damaged"].setChecked(True)
    sentence = f"{len(TEXTS) - 1} articles with "
    qtbot.waitUntil(lambda: dialog.outlook.answer.text().startswith(sentence))
    assert dialog.outlook.answer.text().endswith(" will be written.")
    assert dialog.outlook.losses.toPlainText().startswith("left out: ")
    told = dialog.outlook.answer.text()
    dialog.go.click()
    qtbot.waitUntil(lambda: "were written" in dialog.outlook.answer.text())
    assert dialog.outlook.answer.text().startswith(told.removesuffix(" will be written.")), "as it was said"


def annotations(dialog: ExportDialog) -> int:
    files = Path(dialog.request.corpus).rglob("*.alice.annotations.json")
    return sum(len(json.loads(file.read_text("utf-8"))["annotations"]) for file in files)


def test_a_corpus_of_several_layers_offers_them_and_asks_nothing_in_vain(qtbot, open_text, tmp_path: Path) -> None:
    person, corpus = open_text("An article.\n"), write_corpus(tmp_path / "corpus")
    write_sidecar(corpus / "emoji.txt", "bob", "emoji.txt")
    terms = OpeningTerms("bob", None, tmp_path / "state", keep_text=True)
    dialog = ExportDialog(corpus, terms, person.tasks, person.window, corpus / "emoji.txt")
    dialog.show()
    qtbot.waitUntil(lambda: "1 article with" in dialog.outlook.answer.text())
    assert dialog.layer.currentText() == "bob (1 article)", "her own"
    dialog.articles.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.layer.itemText(0) == "alice (1 article)")
    assert dialog.articles.currentText() == "only the open one: emoji.txt"
    assert dialog.request.corpus == corpus / "emoji.txt"


def test_it_fits_a_small_screen_without_scrolling_sideways(qtbot, dialog: ExportDialog) -> None:
    dialog.more.click()
    dialog.resize(640, 360)
    page = dialog.findChild(QScrollArea, "dialog_page")
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert page.horizontalScrollBar().maximum() == 0
    assert dialog.rect().contains(dialog.go.geometry().translated(dialog.go.parentWidget().mapTo(dialog, QPoint())))


def test_annotations_of_a_very_large_article_are_counted_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = ExportRequest(write_corpus(tmp_path / "corpus"), layer="alice")
    told: list[tuple[int, int]] = []
    here = annotation_count(request, lambda: False, lambda done, total: told.append((done, total)))
    assert told == [(done, len(TEXTS)) for done in range(len(TEXTS))]
    monkeypatch.setattr(preview, "LARGE", 1)
    told.clear()
    assert annotation_count(request, lambda: False, lambda *_: told.append((0, 0))) == here
    assert told == [], "by a process of its own"
    with pytest.raises(Cancelled):
        annotation_count(request, lambda: True, lambda *_: None)


def test_export_again_leads_to_the_one_that_is_open_and_not_to_a_second(open_text, tmp_path: Path) -> None:
    person = open_text("An article.\n")

    def shown() -> list[ExportDialog]:
        return [one for one in person.window.findChildren(ExportDialog) if one.isVisible()]

    person.choose("file.export")
    person.wait(shown, "the export")
    first = shown()[0]
    first.output.setText(str(tmp_path / "somewhere"))
    person.choose("file.export")
    person.wait(lambda: person.is_idle)
    assert shown() == [first]
    assert first.output.text() == str(tmp_path / "somewhere")


def test_a_cluster_that_does_not_answer_is_said_and_nothing_is_written(qtbot, dialog: ExportDialog) -> None:
    need("distributed")
    dialog.more.click()
    dialog.choices.cluster.setText("nonsense")
    assert dialog.request.command().endswith("--engine dask --scheduler nonsense")
    dialog.go.click()
    said = "No Dask scheduler answers at nonsense; check the address."
    qtbot.waitUntil(lambda: dialog.outlook.answer.text() == said, timeout=20_000)
    assert not Path(dialog.output.text()).exists()


def test_no_cluster_is_offered_where_dask_is_not_installed(open_text, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    choices = ExportChoices(open_text("A text.\n").window)
    assert not choices.cluster.isVisibleTo(choices)
    assert choices.command.isVisibleTo(choices)

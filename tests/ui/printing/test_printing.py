"""The open reading on paper and as a page: by keys, with what is not saved yet, without a printer.

Tests of ui.printing.paper_blocks, ui.printing.paper_pages, ui.printing.paper_file, ui.printing.print_dialog,
ui.printing.page_area,
ui.printing.print_commands, ui.printing.reading_saving, ui.widgets.saved_file and export.report.open_reading.
"""

from __future__ import annotations

import shutil
import zipfile
from functools import partial
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from analyst_app.core.document import Document
from analyst_app.export.report.open_reading import printed
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle, source_row
from analyst_app.session.session import Session
from analyst_app.ui.printing.paper_blocks import paper_blocks
from analyst_app.ui.printing.paper_file import as_pdf
from analyst_app.ui.printing.paper_pages import PaperPages
from analyst_app.ui.printing.print_dialog import PrintDialog
from analyst_app.ui.printing.reading_saving import families, opened_in
from analyst_app.ui.widgets.long_work import LongWork
from tests.export.report.readings import CODEBOOK, deep, reading
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Depot to close\n\nAda Brandt said “we stay 🔥 here”.\nقالت ليلى حداد إن «المرفأ سيُغلق في مايو».\n"


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def answered(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "") -> list[str]:
    """The file dialog answers with a name, and a kind of file; the list gets the names that are offered."""
    offered: list[str] = []

    def answer(
        parent: QWidget, title: str, usual: str, kinds: str, chosen: str, options: QFileDialog.Option
    ) -> tuple[str, str]:
        assert options == QFileDialog.Option.DontConfirmOverwrite
        offered.append(usual)
        named = next((one for one in kinds.split(";;") if kind and kind in one), chosen)
        return "" if path == Path() else str(path), named

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def dialog_of(person: Person) -> PrintDialog:
    person.wait(lambda: person.window.findChild(PrintDialog) is not None)
    dialog = person.window.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    person.wait(lambda: dialog.number.isEnabled())
    return dialog


def test_ctrl_p_shows_the_pages_and_says_that_there_is_no_printer(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: False)
    person = open_text(TEXT)
    person.keys("Ctrl+P")
    dialog = dialog_of(person)
    assert dialog.words.text().startswith("1 page. No printer is set up on this machine: save the pages as PDF")
    assert not dialog.print.isEnabled()
    assert dialog.pdf.hasFocus()
    assert dialog.page.accessibleName() == "Page 1 of 1"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_pdf_has_the_words_with_an_annotation_that_was_made_a_moment_ago(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: False)
    person = open_text(TEXT)
    person.select("Ada Brandt")
    person.keys("A")
    answered(monkeypatch, tmp_path / "reading")
    person.keys("Ctrl+P")
    dialog = dialog_of(person)
    QTest.keyClick(dialog.pdf, Qt.Key.Key_Space)
    person.wait(lambda: (tmp_path / "reading.pdf").exists())
    said = words_of(tmp_path / "reading.pdf")
    assert "Depot to close" in said
    assert "Actor" in said
    assert "1 of 1" in said


def test_a_page_is_saved_from_the_menu_and_holds_the_text(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = open_text(TEXT)
    person.select("Ada Brandt")
    person.keys("A")
    answered(monkeypatch, tmp_path / "mine.html")
    person.choose("file.save_reading")
    person.wait(lambda: (tmp_path / "mine.html").exists())
    person.wait(lambda: person.label("key_hints") == "Saved: mine.html")
    page = lxml.html.document_fromstring((tmp_path / "mine.html").read_bytes().decode())
    assert "".join(one.text_content() for one in page.find_class("t")) == TEXT
    assert [one.get("data-tag") for one in page.xpath("//li[@data-annotation]")] == ["actor"]


def test_a_document_is_saved_with_a_comment_for_each_annotation(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = open_text(TEXT)
    person.select("Ada Brandt")
    person.keys("A")
    answered(monkeypatch, tmp_path / "mine", "docx")
    person.choose("file.save_reading")
    person.wait(lambda: (tmp_path / "mine.docx").exists())
    person.wait(lambda: person.is_idle)
    with zipfile.ZipFile(tmp_path / "mine.docx") as parts:
        assert parts.read("word/comments.xml").count(b"<w:comment ") == 1
        assert "Ada Brandt" in parts.read("word/document.xml").decode()


def test_pages_go_to_a_printer_one_after_the_other(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: True)

    def choose(asked: QPrintDialog) -> int:
        asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)  # a printer that every machine has
        asked.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    person = open_text(TEXT + "A line that says nothing new.\n\n" * 60)
    person.keys("Ctrl+P")
    dialog = dialog_of(person)
    count = dialog.number.maximum()
    assert count > 1
    QTest.keyClick(dialog.print, Qt.Key.Key_Space)
    person.wait(lambda: person.label("key_hints") == "Sent to the printer.")
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        assert len(document) == count


def test_a_file_that_cannot_be_written_is_told_and_what_was_there_stays(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = open_text(TEXT)
    (tmp_path / "target.html").write_text("mine", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(tmp_path / "target.html")
    answered(monkeypatch, tmp_path / "link.html")
    monkeypatch.setattr("analyst_app.ui.widgets.saved_file.ask", lambda *_, **__: "Replace it")
    person.choose("file.save_reading")
    person.wait(lambda: "link.html was not saved" in person.bars.words("saving"))
    assert (tmp_path / "target.html").read_text("utf-8") == "mine"


def painted(pages: PaperPages, number: int = 0) -> QImage:
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    pages.paint(painter, number)
    painter.end()
    return image


def test_tints_lie_on_the_page_and_every_page_holds_something(qapp: object) -> None:
    article = reading("alice", "bob")
    article.text = article.text + "\n".join(f"Paragraph {number} says nothing new." for number in range(120))
    pages = PaperPages(PrintedReading(article, CODEBOOK), families())
    assert pages.count >= 3
    for number in range(pages.count):
        image = painted(pages, number)
        colours = {image.pixelColor(x, y).name() for x in range(0, 595, 3) for y in range(0, 842, 3)}
        assert len(colours) > 3
    first = painted(pages)
    tints = {first.pixelColor(x, y).name() for x in range(100, 560) for y in range(40, 400)}
    assert {"#d9dff4", "#d7e8da"} <= tints  # quote and actor, as the designer computed them


def test_a_megabyte_is_laid_out_page_by_page_and_can_be_stopped(qapp: object) -> None:
    article = reading()
    article.text = ("A sentence of some length that goes on. " * 12 + "\n") * 300
    article.spans.clear()
    article.zones.clear()
    article.relations.clear()
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 100:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        PaperPages(PrintedReading(article, CODEBOOK), families(), progress=stop)
    assert told == [(0, told[0][1]), (50, told[0][1]), (100, told[0][1])]


def test_arabic_words_on_paper_keep_their_order_to_themselves() -> None:
    """A date after an Arabic outlet reads 2026-03-06: the outlet stands in marks that isolate it (UAX #9)."""
    facts = {"title": "The port", "outlet": "صحيفة الميناء", "date": "2026-03-06", "desk": "الجزر"}
    words = [one.words for one in paper_blocks(PrintedReading(reading(facts=facts), CODEBOOK))]
    assert "\u2068صحيفة الميناء\u2069 · 2026-03-06" in words
    assert "desk: \u2068الجزر\u2069" in words


def test_an_arabic_article_on_paper_begins_at_the_right(qapp: object) -> None:
    text = "خلاف حول العبارة\n\nقالت مرتا كويل.\n"
    image = painted(PaperPages(PrintedReading(reading_of(text), CODEBOOK), families()))
    right = [
        x for x in range(300, 595) for y in range(50, 130) if image.pixelColor(x, y).lightness() < 128
    ]  # above the foot there are only these lines, far shorter than the page is wide
    assert max(right) > 595 - 52 - 12


def reading_of(text: str) -> ExportArticle:
    return ExportArticle(
        "a.txt", text, [], [], [], source_row(Document.from_bytes(text.encode(), name="a.txt"), {}), []
    )


def test_people_on_paper_have_the_numbers_of_mentions_and_of_quotes_apart(qapp: object) -> None:
    """Ada Brandt is mentioned by annotation 1 and speaks in annotation 3, the quote; Omar Reyes is only mentioned."""
    blocks = list(paper_blocks(PrintedReading(reading(), CODEBOOK)))
    after = [one.words for one in blocks[[one.words for one in blocks].index("People") + 1 :]]
    assert after[0] == "Ada Brandt · person · 1 mention: 1 · 1 quote: 3"
    assert after[1] == "Omar Reyes · 1 mention: 4"


def test_what_has_no_letter_on_paper_is_counted_beside_its_line(qapp: object, tmp_path: Path) -> None:
    """Of twelve claims on one line the last five have letters, one for bob's as well; the seven others are counted."""
    data = as_pdf(PaperPages(PrintedReading(deep(), CODEBOOK), families()), LongWork("", ""))
    (tmp_path / "deep.pdf").write_bytes(data)
    assert "+7" in words_of(tmp_path / "deep.pdf")


@pytest.mark.parametrize("typed", ["odd.txt", "odd.txt.html"])
def test_before_a_file_is_replaced_one_is_asked_about_that_very_file(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str
) -> None:
    """Typed is the name of an article, and the page is called by it and .html: that file is asked about, no other."""
    person = open_text(TEXT)
    (tmp_path / "odd.txt").write_text("An article.", encoding="utf-8")
    target = tmp_path / "odd.txt.html"
    target.write_text("precious", encoding="utf-8")
    answered(monkeypatch, tmp_path / typed, "html")
    asked: list[str] = []

    def press(key: Qt.Key) -> None:
        box = person.window.findChild(QMessageBox, "question")
        if box is not None:
            asked.append(box.text())
            QTest.keyClick(box, key)

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTimer.singleShot(0, partial(press, key))
        person.choose("file.save_reading")
        assert target.read_text("utf-8") == "precious"
    QTimer.singleShot(0, lambda: person.window.findChild(QMessageBox, "question").buttons()[0].click())
    person.choose("file.save_reading")
    person.wait(lambda: target.read_text("utf-8") != "precious")
    assert asked == ["odd.txt.html is there already. Replace it?"] * 2
    assert (tmp_path / "odd.txt").read_text("utf-8") == "An article."


def test_what_goes_to_others_is_not_put_among_the_files_of_the_app(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An unpacked packet lies in a folder that nobody looks into: its reading is offered at home."""
    person = open_text(TEXT)
    article = person.bridge.session.path
    offered = answered(monkeypatch, Path())
    monkeypatch.setattr("analyst_app.ui.widgets.saved_file.data_folder", lambda: article.parent)
    person.choose("file.save_reading")
    monkeypatch.setattr("analyst_app.ui.widgets.saved_file.data_folder", lambda: tmp_path / "data")
    person.choose("file.save_reading")
    assert offered == [str(Path.home() / f"{article.stem}.html"), str(article.with_suffix(".html"))]


def test_a_folder_that_takes_no_files_is_told_as_such(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("this system has no /proc")
    person = open_text(TEXT)
    answered(monkeypatch, Path("/proc/x.html"))
    person.choose("file.save_reading")
    person.wait(lambda: person.bars.words("saving") == "x.html was not saved: its folder takes no new files.")


def test_whoever_quits_while_a_pdf_is_made_gets_it_first(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = open_text(TEXT + "A line that says nothing new.\n\n" * 2000)
    answered(monkeypatch, tmp_path / "big.pdf", "pdf")
    person.choose("file.save_reading")
    closed: list[bool] = []
    person.window.finished.connect(lambda: closed.append((tmp_path / "big.pdf").exists()))
    person.window.close()
    assert person.bars.words("leaving") == "A file is still being written. The window closes once it is there."
    assert not closed
    person.wait(lambda: bool(closed))
    assert closed == [True]


def test_whoever_quits_while_a_pdf_cannot_be_made_reads_why(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = open_text(TEXT)
    answered(monkeypatch, tmp_path / "nowhere" / "big.pdf", "pdf")
    person.choose("file.save_reading")
    person.window.close()
    person.wait(lambda: "its folder is not there" in person.bars.words("saving"))
    assert person.bars.words("leaving") == ""
    assert person.window.isVisible()


def test_page_keys_turn_the_pages_of_the_preview(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: False)
    person = open_text(TEXT + "A line that says nothing new.\n\n" * 60)
    person.keys("Ctrl+P")
    dialog = dialog_of(person)
    QTest.keyClick(dialog.pdf, Qt.Key.Key_PageDown)
    assert dialog.number.value() == 2
    assert dialog.page.accessibleName().startswith("Page 2 of")
    QTest.keyClick(dialog.pdf, Qt.Key.Key_PageUp)
    assert dialog.number.value() == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_page_of_the_preview_is_made_larger_and_read_to_its_end(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    """+ makes the page larger, page down goes on in it and then to the next one, 0 makes it fit again."""
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: False)
    person = open_text(TEXT + "A line that says nothing new.\n\n" * 60)
    person.keys("Ctrl+P")
    dialog = dialog_of(person)
    fits = dialog.page.width()
    for key, modifier in ((Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier),) * 2 + (
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.keyClick(dialog.pdf, key, modifier)
    person.wait(lambda: dialog.page.width() >= 2 * fits - 40)
    bar = dialog.area.verticalScrollBar()
    QTest.keyClick(dialog.pdf, Qt.Key.Key_PageDown)
    assert (dialog.number.value(), bar.value() > 0) == (1, True)
    for _ in range(5):
        QTest.keyClick(dialog.pdf, Qt.Key.Key_PageDown)
        if dialog.number.value() == 2:
            break
    assert (dialog.number.value(), bar.value()) == (2, 0)
    QTest.keyClick(dialog.pdf, Qt.Key.Key_PageUp)
    assert (dialog.number.value(), bar.value()) == (1, bar.maximum())
    QTest.keyClick(dialog.pdf, Qt.Key.Key_0)
    person.wait(lambda: dialog.page.width() <= fits + 40 and bar.maximum() == 0)
    QTest.keyClick(dialog.pdf, Qt.Key.Key_End)
    assert dialog.number.value() == dialog.number.maximum() > 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_return_after_the_number_of_a_page_shows_it_and_presses_no_button(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: False)
    person = open_text(TEXT + "A line that says nothing new.\n\n" * 60)
    offered = answered(monkeypatch, Path())
    person.keys("Ctrl+P")
    dialog = dialog_of(person)
    dialog.number.setFocus()
    dialog.number.selectAll()
    QTest.keyClicks(dialog.number, "2")
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    assert dialog.page.accessibleName().startswith("Page 2 of")
    assert dialog.isVisible()
    assert offered == []
    QTest.keyClick(dialog.number, Qt.Key.Key_PageUp)
    assert dialog.number.value() == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_of_gold_it_is_printed_who_decided(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "data" / "home-0.1.0" / "corpus", tmp_path / "corpus")
    path = tmp_path / "corpus" / "depot.txt"
    session = Session.load(
        path, Session.read_article(path), layer_id="gold-max", codebook=CODEBOOK, state=tmp_path / "state"
    )
    words = [one.words for one in paper_blocks(printed(opened_in(session, None)))]
    assert any(one.startswith("gold-max · ") and one.endswith("decided by max") for one in words)
    assert "Decisions" in words
    session.close()

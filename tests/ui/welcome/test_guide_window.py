"""The guide in the program: ui.welcome.guide_window, ui.welcome.guide_text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from analyst_app import resources
from analyst_app.ui.welcome.guide_window import GuideWindow
from tests.ui.conftest import OpenText

ROOT = Path(__file__).parent.parent.parent.parent


def guide(open_text: OpenText) -> GuideWindow:
    person = open_text("One thing.\n")
    person.choose("help.guide")
    return person.part(GuideWindow)


def test_the_help_menu_shows_the_guide_with_its_pictures_beside_the_work(open_text: OpenText) -> None:
    window = guide(open_text)
    assert window.isVisible()
    assert not window.isModal()
    words = window.text.toPlainText()
    assert words.startswith("The guide")
    assert "\ufffc" in words  # a picture stands there
    picture = window.text.loadResource(2, QUrl("window-light.png"))
    assert picture is not None
    assert 0 < picture.width() / picture.devicePixelRatio() <= window.text.viewport().width()


def test_links_lead_to_headings_and_pages_and_back(open_text: OpenText) -> None:
    window = guide(open_text)
    window.text.anchorClicked.emit(QUrl("#saving"))
    assert window.text.textCursor().block().text() == "Saving"
    assert window.text.verticalScrollBar().value() > 0
    window.text.anchorClicked.emit(QUrl("merging.md"))
    assert window.text.page == "merging.md"
    back = window.findChild(QPushButton, "guide_back")
    assert back is not None
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert window.text.page == "guide.md"
    assert not back.isVisible()


def test_no_web_page_and_no_other_file_is_opened(open_text: OpenText, tmp_path: Path) -> None:
    window = guide(open_text)
    window.text.anchorClicked.emit(QUrl("https://example.org/x"))
    assert window.said.text() == "The program opens no web pages. The address is https://example.org/x"
    (tmp_path / "other.md").write_text("no", "utf-8")
    for link in ("../README.md", str(tmp_path / "other.md"), f"file://{tmp_path}/other.md", "missing.md"):
        window.text.anchorClicked.emit(QUrl(link))
        assert window.text.page == "guide.md"
    for name in ("../resources/icons/app.svg", str(tmp_path / "a.png"), "https://example.org/a.png", "missing.png"):
        assert window.text.loadResource(2, QUrl(name)) is None


def test_ctrl_f_finds_words_and_says_where_there_are_none(open_text: OpenText) -> None:
    window = guide(open_text)
    window.activateWindow()
    QTest.keyClick(window.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.words, "undo")
    assert window.text.textCursor().selectedText().lower() == "undo"
    first = window.text.textCursor().position()
    QTest.keyClick(window.words, Qt.Key.Key_Return)
    assert window.text.textCursor().position() > first
    QTest.keyClicks(window.words, "xyzzy")
    assert window.said.text() == "“undoxyzzy” is not on this page."


def test_every_link_of_the_guide_leads_to_a_page_that_is_shipped() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        assert resources.guide(page.name) == page.read_bytes()

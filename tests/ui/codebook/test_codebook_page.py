"""The codebook's page: its list of tags, its own undo, what saving would change, and the way back.

Tests of ``ui.codebook.codebook_page``, ``ui.codebook.codebook_draft``, ``ui.codebook.tag_list``,
``ui.codebook.page_head``, ``ui.codebook.page_columns``, ``ui.codebook.tag_preview``, ``ui.frame.page_frame``,
``ui.commands.page_mode``, ``ui.frame.paper``, ``ui.codebook.tag_order``, ``ui.codebook.key_words`` and
``ui.codebook.key_capture``.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton, QWidget

from analyst_app.core.codebook import Codebook
from analyst_app.ui.widgets.segments import Segments
from analyst_app.ui.widgets.theme import theme
from tests.ui.codebook.test_tag_form import FRAME, Editor
from tests.ui.codebook.test_tag_form import editor as editor

NO_KEYS = Qt.KeyboardModifier.NoModifier


def order(editor: Editor) -> list[str]:
    return [tag["id"] for tag in editor.page.draft.raw["tags"]]


def test_tags_are_listed_with_their_uses_and_helpers_last(editor: Editor) -> None:
    assert editor.page.tags.ids() == ["claim", "quote", "actor", "frame", "cue", "skip"]
    spoken = editor.page.tags.item(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Frame, key F, 0"
    editor.choose("codebook_under", "quote")
    assert editor.page.tags.ids() == ["claim", "quote", "frame", "actor", "cue", "skip"]
    spoken = editor.page.tags.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Frame, key F, 0, under Quote"


def test_alt_up_and_down_move_a_tag_among_its_like(editor: Editor) -> None:
    before = order(editor)
    QTest.keyClick(editor.page.tags, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(editor) == ["claim", "quote", "frame", "actor", "cue", "skip"]
    assert editor.page.tag_id == "frame"
    QTest.keyClick(editor.page.tags, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one for one in order(editor) if one not in ("cue", "skip")] == ["claim", "quote", "actor", "frame"]
    editor.page.tags.moved.emit("frame", "claim")
    assert order(editor)[0] == "frame"
    for _ in range(3):
        editor.page.undo()
    assert order(editor) == before


def test_words_that_are_typed_are_one_step_of_undo_whichever_field_has_the_keyboard(editor: Editor) -> None:
    editor.type("codebook_name", "Angle")
    editor.choose("codebook_under", "claim")
    name: QLineEdit = editor.find(QLineEdit, "codebook_name")
    name.setFocus()
    QTest.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.tag == FRAME | {"name": "Angle"}
    QTest.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.tag == FRAME
    assert name.text() == "Frame"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(name, Qt.Key.Key_Z, both)
    assert editor.tag == FRAME | {"name": "Angle"}
    editor.page.head.discard.click()
    assert editor.tag == FRAME
    assert not editor.page.is_dirty


def test_the_head_says_which_codebook_it_is_and_what_saving_makes(editor: Editor) -> None:
    assert editor.page.head.save.text() == "Save as version 2"
    assert not editor.page.head.save.isEnabled()
    editor.type("codebook_name", "Angle")
    assert editor.page.head.save.isEnabled()
    changes = editor.page.findChild(QLabel, "codebook_changes")
    assert changes is not None
    assert changes.text().splitlines()[0] == "~ Angle: name; 0 annotations keep it"


def test_escape_leads_back_to_the_article_and_tab_stays_on_the_page(editor: Editor) -> None:
    page, person = editor.page, editor.person
    assert person.label("mode_chip") == "EDIT"
    assert "Esc back to the article" in person.label("key_hints")
    page.tags.setFocus()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page.isAncestorOf(focus)
    QTest.keyClick(page.tags, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert person.label("mode_chip") == "READ"
    assert person.view.hasFocus()


def test_a_command_of_the_article_leads_there_and_the_changes_wait(editor: Editor) -> None:
    editor.type("codebook_name", "Angle")
    editor.person.choose("go.next")
    assert not editor.page.isVisible()
    editor.person.choose("corpus.codebook")
    assert editor.page.isVisible()
    assert editor.tag["name"] == "Angle"


def test_the_preview_checks_the_contrast_on_both_papers(editor: Editor) -> None:
    words = editor.page.preview.checks.text().splitlines()
    assert words[0] == "✓ Text on tint 11.8 : 1 light, 11.4 : 1 dark"  # look.md, rose
    assert words[1].startswith("✓ Told apart from ")
    editor.type("codebook_colour", "#b45309")
    editor.choose("codebook_line", "solid")
    QTest.keyClick(editor.page.form.key, Qt.Key.Key_Backspace)
    assert editor.page.preview.checks.text().splitlines()[1] == "✓ Told apart from Claim by letter"


def test_a_narrow_page_has_the_preview_under_the_form(editor: Editor) -> None:
    page, person = editor.page, editor.person
    parts = (page.head.save, page.form.merge, page.form.colours.swatches, page.form.attributes.cards[0])
    person.window.resize(640, 400)
    person.wait(lambda: page.width() == 640 and page.preview.mapTo(page, QPoint()).x() < 640, "it is under the form")
    person.wait(lambda: all(part.mapTo(page, part.rect().topRight()).x() < 640 for part in parts), "all is seen")
    person.window.resize(1440, 900)
    person.wait(lambda: page.preview.mapTo(page, QPoint()).x() >= page.width() - 372 > 640, "it is beside it again")


def test_the_ring_of_the_focus_is_seen_on_the_page_after_its_window_was_laid_out_anew(editor: Editor) -> None:
    page, window = editor.page, editor.person.window
    field: QLineEdit = editor.find(QLineEdit, "codebook_name")
    field.setFocus()
    window.resize(window.width() + 40, window.height() + 40)
    QApplication.postEvent(window, QEvent(QEvent.Type.LayoutRequest))
    QTest.qWait(20)
    left = field.mapTo(window, QPoint(0, field.height() // 2))
    seen = window.grab().toImage().pixel(left.x() - 4, left.y())  # look.md: two pixels, two outside of a control
    assert seen == theme("light").colour("focus").rgb()
    page.raise_()
    QTest.qWait(20)
    assert window.grab().toImage().pixel(left.x() - 4, left.y()) == seen


def test_the_chips_of_the_list_wear_the_theme_that_is_chosen_while_the_page_is_open(editor: Editor) -> None:
    tags, look = editor.page.tags, Codebook.from_data(editor.page.draft.raw)
    for name in ("dark", "high_contrast", "light"):
        editor.person.choose(f"view.theme_{name}")
        QTest.qWait(20)
        tint = theme(name).tag_looks(look)["quote"].tint
        seen = tags.viewport().grab().toImage()
        row = tags.visualItemRect(tags.item(1))
        colours = {seen.pixel(x, row.center().y()) for x in range(row.left(), row.right())}
        assert tint.rgb() in colours, name


def test_the_list_has_one_ring_round_the_row(editor: Editor) -> None:
    editor.page.tags.setFocus()
    QTest.qWait(20)
    ring = editor.person.window.findChild(QWidget, "focus_frame")
    assert ring is None or not ring.isVisible()


def test_a_line_shows_where_a_tag_will_stand(editor: Editor) -> None:
    tags = editor.page.tags
    data = tags.model().mimeData([tags.model().index(3, 0)])
    accent = theme("light").colour("accent").rgb()
    middle = tags.viewport().width() // 2

    def is_lined(y: int) -> bool:
        seen = tags.viewport().grab().toImage()
        return any(seen.pixel(middle, at) == accent for at in range(max(0, y - 3), y + 4))

    first, last = tags.visualItemRect(tags.item(0)), tags.visualItemRect(tags.item(tags.count() - 1))
    under = (first.bottom() + tags.visualItemRect(tags.item(1)).top()) // 2
    for place, seen_at in ((first.center() + QPoint(0, 2), under), (last.center() + QPoint(0, 2), last.bottom())):
        move = QDragMoveEvent(place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
        tags.dragMoveEvent(move)
        assert is_lined(seen_at)
    tags.dragLeaveEvent(QDragLeaveEvent())
    assert not is_lined(last.bottom())


def test_the_preview_asks_for_an_attribute_only_when_the_other_has_the_value(editor: Editor) -> None:
    editor.rule("loaded", "Asked for only if", "Scope", "national")
    scope, loaded = editor.page.preview.findChildren(Segments)[-2:]
    assert (scope.accessibleName(), loaded.accessibleName()) == ("Scope", "Loaded")
    assert not loaded.isVisibleTo(editor.page.preview)
    for button, is_asked in (("local", False), ("national", True), ("national", False)):
        next(one for one in scope.findChildren(QRadioButton) if one.text().endswith(button)).click()
        assert loaded.isVisibleTo(editor.page.preview) is is_asked

"""The keyboard on the codebook's page: it stays where it is when cards are built anew, and Tab goes down the page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from analyst_app.ui.frame.page_focus import in_order, takes_tab
from tests.ui.codebook.test_tag_form import Editor
from tests.ui.codebook.test_tag_form import editor as editor


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def go_to(editor: Editor, name: str) -> QWidget:
    found: QWidget = editor.find(QWidget, name)
    found.setFocus()
    return found


@pytest.mark.parametrize("rule", ["Several values at once", "Required"])
def test_a_rule_that_is_chosen_leaves_the_keyboard_at_its_button(editor: Editor, rule: str) -> None:
    editor.page.tags.choose("quote")
    name = f"attribute_{editor.tag['attributes'][0]['id']}_more"
    before = go_to(editor, name)
    examples = list(editor.tag["examples"])
    editor.rule(editor.tag["attributes"][0]["id"], rule)
    assert (focus().objectName(), focus() is before) == (name, False)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        QTest.keyClick(focus(), key, Qt.KeyboardModifier.ControlModifier)
        assert focus().objectName() == name
        assert focus().isVisible()
    assert editor.tag["examples"] == examples


def test_a_type_that_is_chosen_leaves_it_in_the_card_of_the_same_attribute(editor: Editor) -> None:
    card = editor.find(QWidget, "attribute_loaded")
    card.findChild(QWidget, "type_text").setFocus()
    card.type.chosen.emit("text")
    assert focus().objectName() == "type_text"
    assert editor.find(QWidget, "attribute_loaded").isAncestorOf(focus())


def test_a_value_that_is_moved_takes_it_along(editor: Editor) -> None:
    handle = go_to(editor, "handle_of_national")
    QTest.keyClick(handle, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.tag["attributes"][0]["values"][0]["id"] == "national"
    assert focus().objectName() == "handle_of_national"


@pytest.mark.parametrize("name", ["attribute_scope_0_remove", "link_0_remove", "codebook_examples_0_remove"])
def test_what_removes_does_not_keep_it(editor: Editor, name: str) -> None:
    if name.startswith("codebook"):
        editor.page.tags.choose("quote")
    QTest.keyClick(go_to(editor, name), Qt.Key.Key_Space)
    if name.startswith("attribute"):
        assert editor.find(QWidget, "attribute_scope").isAncestorOf(focus())
    else:
        assert focus() is editor.page.tags
    assert editor.page.is_dirty
    after = dict(editor.tag)
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert editor.tag == after


def test_tab_goes_down_the_page_and_back_after_cards_were_built_anew(editor: Editor) -> None:
    page = editor.page
    editor.rule("scope", "Required")
    QTest.qWait(20)
    page.head.back.setFocus()
    gone = [focus()]
    while QTest.keyClick(focus(), Qt.Key.Key_Tab) or focus() is not page.head.back:
        gone.append(focus())
    stops = [one for one in page.findChildren(QWidget) if takes_tab(one) and one.window() is page.window()]
    assert set(gone) == set(stops), "nothing is left out"
    form = [one for one in gone if page.form.isAncestorOf(one)]
    heights = [one.mapTo(page.form, QPoint(0, one.height() // 2)).y() for one in form]
    assert all(upper - lower < 20 for upper, lower in pairwise(heights)), heights
    first, last = gone.index(form[0]), gone.index(form[-1])
    assert gone[first : last + 1] == form, "the form at one stretch"
    assert gone.index(page.tags) < first
    assert all(not page.preview.isAncestorOf(one) for one in gone[:last])
    back = [focus()]
    while QTest.keyClick(focus(), Qt.Key.Key_Backtab) or focus() is not page.head.back:
        back.append(focus())
    assert back[1:] == gone[:0:-1]


def test_what_tab_comes_to_is_scrolled_into_view(editor: Editor) -> None:
    page = editor.page
    go_to(editor, "codebook_examples_0_remove" if editor.tag.get("examples") else "codebook_name")
    for _ in range(len([one for one in in_order(page) if takes_tab(one)])):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        if page.form.isAncestorOf(focus()):
            assert not focus().visibleRegion().isEmpty(), focus().objectName()
            assert focus().visibleRegion().boundingRect().height() == focus().height(), focus().objectName()


def test_the_mouse_moves_nothing_under_itself(editor: Editor) -> None:
    page = editor.page
    page.resize(page.width(), 400)
    QApplication.processEvents()
    bar = next(at.verticalScrollBar() for at in _areas(page.form))
    more = editor.find(QToolButton, "attribute_loaded_more")
    before = bar.value()
    more.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    assert bar.value() == before
    more.clearFocus()
    more.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert bar.value() > before


def _areas(widget: QWidget) -> list[QWidget]:
    at, found = widget.parentWidget(), []
    while at is not None:
        found += [at] if hasattr(at, "ensureWidgetVisible") else []
        at = at.parentWidget()
    return found

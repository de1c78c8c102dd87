"""Links as pills in rows of their kind, with a button for another one.

Tests of ui.panels.fields.field_row, ui.panels.fields.tag_meaning and ui.panels.fields.tag_head, too.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Link
from analyst_app.ui.panels.fields.field_row import FieldRow
from analyst_app.ui.panels.fields.link_pills import LinkPills, ShownLink
from analyst_app.ui.panels.fields.tag_head import TagHead
from analyst_app.ui.panels.fields.tag_meaning import TagMeaning
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.fixture
def looks(qtbot: QtBot) -> Looks:
    parent = QObject()
    looks = Looks(Theme("light"), parent)
    looks.keep = parent  # type: ignore[attr-defined]  # or Qt deletes the child with it
    return looks


def shown(looks: Looks, label: str, name: str) -> ShownLink:
    link = Link(f"{label} {name}", label.lower(), "quote", name, "2026-01-01T00:00:00Z")
    return ShownLink(link, label, name, f"{label} → {name}", label, name, looks.colours.unknown_look)


def test_links_of_a_kind_share_a_row_and_the_button_ends_its_own(qtbot: QtBot, looks: Looks) -> None:
    rows = LinkPills(looks, has_button=True)
    qtbot.addWidget(rows)
    rows.show_links(
        [shown(looks, "Speaker", "Ada"), shown(looks, "Speaker", "Eva"), shown(looks, "Cue", "said")], "Speaker"
    )
    assert rows.labels == ["Cue", "Speaker"]
    assert [pill.name.text() for pill in rows.pills("Speaker")] == ["Ada", "Eva"]
    flow = rows._rows["Speaker"].flow
    last = flow.itemAt(flow.count() - 1)
    assert last is not None
    assert last.widget() is rows.findChild(QPushButton, "inspector_link")


def test_without_links_there_is_still_the_button(qtbot: QtBot, looks: Looks) -> None:
    rows = LinkPills(looks, has_button=True)
    qtbot.addWidget(rows)
    rows.show_links([], "Speaker")
    assert rows.labels == ["Speaker"]
    told: list[bool] = []
    rows.wanted.connect(lambda: told.append(True))
    button = rows.findChild(QPushButton, "inspector_link")
    assert button is not None
    button.click()
    assert told == [True]
    rows.show_links([])
    assert rows.labels == []


def test_the_button_is_in_the_row_that_offers_a_link(qtbot: QtBot, looks: Looks) -> None:
    rows = LinkPills(looks, has_button=True)
    qtbot.addWidget(rows)
    rows.show()
    for label in ("Speaker", "Holder", "Speaker"):
        rows.show_links([shown(looks, "Cue", "said")], label)
        (button,) = rows.findChildren(QPushButton, "inspector_link")
        assert button.isVisible()
        assert rows._rows[label].row.isAncestorOf(button)


def test_pills_are_kept_from_one_annotation_to_the_next(qtbot: QtBot, looks: Looks) -> None:
    rows = LinkPills(looks)
    qtbot.addWidget(rows)
    rows.show_links([shown(looks, "Cue", "said"), shown(looks, "Cue", "told")])
    first, second = rows.pills("Cue")
    rows.show_links([shown(looks, "Cue", "says")])
    assert rows.pills("Cue") == [first]
    assert first.name.text() == "says"
    told: list[str] = []
    rows.chosen.connect(told.append)
    first.name.click()
    assert told == ["says"]
    rows.show_links([shown(looks, "Cue", "said"), shown(looks, "Cue", "told")])
    assert rows.pills("Cue") == [first, second]


def test_a_label_too_long_for_its_column_is_cut(qtbot: QtBot, looks: Looks) -> None:
    row = FieldRow(looks, "Ausgewählte Verlässlichkeit der Quelle", QPushButton("x"))
    qtbot.addWidget(row)
    row.show()
    QApplication.processEvents()
    assert row.label.width() == 58
    assert row.label.seen.endswith("…")
    row.set_label_width(96)
    assert row.label.width() == 96


def test_a_rule_that_was_unfolded_is_folded_with_the_next_tag(qtbot: QtBot, looks: Looks) -> None:
    meaning = TagMeaning(looks)
    qtbot.addWidget(meaning)
    meaning.set_low(True)
    meaning.show_words("A statement.")
    meaning.full.click()
    assert not meaning.whole.isHidden()
    meaning.show_words("Words of somebody.")
    assert meaning.whole.isHidden()
    meaning.set_low(False)
    assert not meaning.whole.isHidden()
    assert meaning.full.isHidden()


def test_the_head_names_tag_and_place_and_has_a_menu(qtbot: QtBot, looks: Looks) -> None:
    head = TagHead(looks)
    qtbot.addWidget(head)
    head.show_tag("Quote", "¶ 6 · 22 words", looks.colours.unknown_look)
    assert (head.title.text(), head.place.text()) == ("Quote", "¶ 6 · 22 words")
    with qtbot.waitSignal(head.menu_wanted):
        head.more.click()
    head.show_words("Click into an annotation to see its values.")
    assert head.more.isHidden()

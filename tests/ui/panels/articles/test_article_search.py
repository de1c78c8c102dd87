"""What is typed into the filter of the articles is seen, whatever the count beside it needs."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from analyst_app.ui.panels.articles.article_search import ArticleSearch, FindField
from analyst_app.ui.widgets.theme import Looks, first_theme


def field(qtbot: QtBot, width: int) -> FindField:
    made = FindField(Looks(first_theme("light"), None), None)
    qtbot.addWidget(made)
    made.resize(width, 30)
    made.show()
    return made


def test_the_count_stands_beside_short_words_and_gives_way_to_long_ones(qtbot: QtBot) -> None:
    shown = field(qtbot, 178)
    shown.setText("bus")
    shown.set_tally("12 of 10,000")
    assert shown.textMargins().right() > 60
    shown.setText("harbour of Tel")
    assert 0 < shown.textMargins().right() < 40, "only the number"
    shown.setText("harbour of Tel Marsa")
    assert shown.textMargins().right() == 0
    assert shown.accessibleDescription() == "12 of 10,000", "it is still told"


def test_a_wider_field_shows_it_again(qtbot: QtBot) -> None:
    shown = field(qtbot, 178)
    shown.setText("harbour of Tel Marsa")
    shown.set_tally("12 of 10,000")
    shown.resize(400, 30)
    assert shown.textMargins().right() > 60


def test_the_icons_are_drawn_when_they_are_first_painted(qtbot: QtBot) -> None:
    shown = field(qtbot, 178)
    row = ArticleSearch(shown, Looks(first_theme("light"), None), None)
    qtbot.addWidget(row)
    signs = [button.icon() for button in row.findChildren(QToolButton)]
    assert len(signs) == 2
    assert all(sign.isNull() for sign in signs)
    row.grab()
    assert not any(button.icon().isNull() for button in row.findChildren(QToolButton))

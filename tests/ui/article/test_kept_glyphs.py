"""The paragraphs laid out last keep their glyphs; of a long article only so many have them, the others look alike."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.ui.article import kept_glyphs
from analyst_app.ui.article.article_view import ArticleView
from tests.ui.article.view_scenes import view_of

SENTENCE = "The committee met again on Thursday, and nobody could say why it had not met before that day. "
TEXT = "\n\n".join(SENTENCE * 3 for _ in range(60))


def read_through(view: ArticleView) -> None:
    """Scroll from the beginning to the end, which comes as the text is laid out, and back."""
    bar = view.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 10)
        QApplication.processEvents()
    bar.setValue(0)
    QApplication.processEvents()


def test_a_paragraph_that_is_seen_has_its_glyphs(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, TEXT)
    QApplication.processEvents()
    assert all(shown.block.layout().cacheEnabled() for shown, _ in view.frame())


def test_only_so_many_characters_have_glyphs_and_the_text_looks_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, _ = view_of(qtbot, TEXT)
    read_through(view)
    before, laid_out = view.grab().toImage(), view._column.laid_out
    read_through(view)
    assert view._column.laid_out == laid_out, "a short article keeps all of them"
    monkeypatch.setattr(kept_glyphs, "MOST", 8 * len(SENTENCE))
    view._column.forget()
    read_through(view)
    blocks = (view.document().findBlockByNumber(number) for number in range(view.document().blockCount()))
    assert sum(block.length() for block in blocks if block.layout().lineCount()) <= kept_glyphs.MOST
    assert view.grab().toImage() == before

"""The overview's tables: rules of a model, words of cells, bars, pictures.

Tests of ui.corpus.overview_picture.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from analyst_app.corpus.overview import Cell, Table
from analyst_app.ui.corpus.overview_picture import write_picture
from analyst_app.ui.panels.figures_table import TableModel, words_of

TABLE = Table(
    "Who <b>speaks</b>",
    ("Speaker", "Quotes", "Share"),
    ((Cell("Ada & Co"), Cell(1200), Cell(0.5, is_share=True)), (Cell("Reed"), Cell(300), Cell(None, is_share=True))),
)


def test_it_keeps_the_rules_of_a_model(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = TableModel(TABLE, parent)
    qtmodeltester.check(model)
    assert [model.greatest(column) for column in range(3)] == [0.0, 1200.0, 1.0]


def test_cells_are_shown_as_words() -> None:
    assert [words_of(cell) for cell in TABLE.rows[0]] == ["Ada & Co", "1,200", "50%"]
    assert words_of(TABLE.rows[1][2]) == "–"


def test_pictures_are_written_and_failures_said(qtbot: QtBot, tmp_path: Path) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert write_picture(TABLE, tmp_path / "t.svg", widget)
    assert write_picture(TABLE, tmp_path / "t.png", widget)
    assert "Ada &amp; Co" in (tmp_path / "t.svg").read_text("utf-8")
    assert QImage(str(tmp_path / "t.png")).width() > 100
    assert not write_picture(TABLE, tmp_path / "nowhere" / "t.png", widget)

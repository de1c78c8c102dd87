"""The line that measures gamma: nothing to measure, the same readings, and another choice while it is at work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.agreement.gamma import GammaArticle
from analyst_app.ui.review.gamma_row import GammaRow
from analyst_app.ui.widgets.tasks import Tasks

SPANS = [(0, 40, "claim"), (60, 95, "quote"), (120, 150, "claim")]
ALIKE = GammaArticle([list(SPANS), list(SPANS)], 200)


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[GammaRow]:
    tasks, window = Tasks(), QWidget()
    qtbot.addWidget(window)
    made = GammaRow(tasks, window)
    yield made
    made.stop()
    tasks.stop()


def test_without_an_article_there_is_nothing_to_measure(row: GammaRow) -> None:
    row.follow([])
    assert not row.button.isEnabled()
    assert "2015" in row.said.text()


def test_the_same_readings_agree_wholly(row: GammaRow, qtbot: QtBot) -> None:
    """The article of Mathet and others (2015, section 4) defines gamma so that the same readings have 1."""
    pytest.importorskip("scipy")
    row.follow([ALIKE])
    row.button.click()
    qtbot.waitUntil(lambda: row.said.text().startswith("Gamma is"), timeout=60_000)
    assert row.said.text().startswith("Gamma is 1.00, of 1 article.")
    assert row.button.text() != "Stop"


def test_another_choice_ends_what_is_being_measured(row: GammaRow) -> None:
    row.follow([ALIKE])
    row.button.click()
    assert row.button.text() == "Stop"
    row.follow([ALIKE, ALIKE])
    assert row.button.text() == "Measure &gamma"
    assert "2015" in row.said.text()

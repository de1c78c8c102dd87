"""The sizes of the window are those of the design, and a density changes rows and type."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.ui.widgets import sizes as module
from analyst_app.ui.widgets.sizes import COMFORTABLE, COMPACT, sizes


def test_sizes_are_those_of_the_design(qtbot: QtBot) -> None:
    usual = sizes(COMFORTABLE)
    assert [usual.space(step) for step in range(6)] == [4, 8, 12, 16, 24, 32]
    assert [usual.radius(name) for name in ("chip", "control", "card", "popup")] == [5, 7, 10, 12]
    assert (usual.height("button"), usual.height("tag_bar"), usual.height("article_row")) == (32, 44, 56)
    assert (usual.pitch, usual.reading("points")) == (1.5, 13.5)


def test_compact_rows_are_four_pixels_lower_and_its_type_is_half_a_point_smaller(qtbot: QtBot) -> None:
    usual, compact = sizes(COMFORTABLE), sizes(COMPACT)
    assert usual.height("article_row") - compact.height("article_row") == 4
    assert usual.height("button") == compact.height("button")
    assert usual.font().pointSizeF() - compact.font().pointSizeF() == 0.5
    assert (compact.pitch, compact.article_lines) == (1.4, 1)


def test_no_size_is_named_twice() -> None:
    def hold(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), names
        return dict(pairs)

    for file in resources.folder("themes").iterdir():
        if file.name.endswith(".json"):
            json.loads(file.read_text("utf-8"), object_pairs_hook=hold)


def test_a_size_of_the_type_is_made_once_and_follows_another_font_of_the_application(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, before, made = sizes(COMFORTABLE), QFont(qapp.font()), []
    metrics = module.QFontMetricsF
    monkeypatch.setattr(module, "QFontMetricsF", lambda font: (made.append(font), metrics(font))[1])
    larger = QFont(before)
    larger.setFamily("Courier")
    try:
        qapp.setFont(larger)
        for _ in range(3):
            usual.font("cap").setBold(True)
            assert usual.font("cap").family() == "Courier"
            assert not usual.font("cap").bold()
            assert usual.advance("cap", "Ctrl") == usual.metrics("cap").horizontalAdvance("Ctrl") > 0
        assert len(made) == 1
    finally:
        qapp.setFont(before)
    assert usual.font("cap").family() == before.family()


def test_words_are_cut_where_they_are_wider_than_their_room(qtbot: QtBot) -> None:
    usual = sizes(COMFORTABLE)
    width = usual.advance("body", "The depot closes in May")
    assert usual.cut("body", "The depot closes in May", width) == "The depot closes in May"
    cut = usual.cut("body", "The depot closes in May", width / 2)
    assert cut.endswith("…")
    assert usual.advance("body", cut) <= width / 2


def test_words_are_measured_without_a_look_at_the_font_of_the_application(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = sizes(COMFORTABLE)
    usual.font("cap")
    monkeypatch.delattr(module.QGuiApplication, "font")
    assert usual.advance("cap", "Ctrl") == usual.metrics("cap").horizontalAdvance("Ctrl")


def test_what_was_painted_in_another_face_is_told_by_a_number(qtbot: QtBot, qapp: QApplication) -> None:
    sizes(COMFORTABLE).font("cap")
    before, edition = QFont(qapp.font()), module.type_edition()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() + 1)
    try:
        qapp.setFont(larger)
        assert module.type_edition() != edition
    finally:
        qapp.setFont(before)

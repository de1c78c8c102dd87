"""The card of a suggestion covers no part of what it proposes, in the lowest window, too.

Tests of ui.bars.tag_chip, too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest

from analyst_app.ui.article.scroll_place import ScrollPlace
from analyst_app.ui.bars.tag_chip import TagChip
from analyst_app.ui.suggest.clear_view import _lines, _place, keep_clear
from analyst_app.ui.suggest.suggest_commands import SuggestCommands
from tests.ui.conftest import OpenText

SAMPLE = (Path(__file__).parents[3] / "resources" / "samples" / "depot.txt").read_text("utf-8")


@pytest.mark.parametrize("size", [(640, 360), (1280, 720)])
def test_no_card_lies_on_the_quotation_its_cue_or_its_speaker(open_text: OpenText, size: tuple[int, int]) -> None:
    person = open_text(SAMPLE)
    person.window.resize(*size)
    QTest.qWait(50)
    suggest, view, strip = person.part(SuggestCommands), person.view, person.strip
    person.wait(lambda: person.is_idle)
    for number in range(20):
        person.keys("N" if number else "U")
        assert strip.isVisible()
        card, shown = _place(strip, view), view.viewport().rect().adjusted(0, -2, 0, 0)  # a caret is as high
        quote, _, whole = (_lines(view, span) for span in suggest.places)
        assert not quote.intersects(card), suggest.places
        assert shown.contains(QRect(0, quote.top(), 1, quote.height()))
        if whole.height() < shown.height() - card.height() - 40:
            assert not whole.intersects(card), suggest.places
            assert shown.contains(QRect(0, whole.top(), 1, whole.height()))


def test_the_last_line_of_a_text_has_the_card_over_it(open_text: OpenText) -> None:
    person = open_text("Rain fell.\n" * 40 + "Ada Brandt said “we stay”.")
    person.window.resize(640, 360)
    QTest.qWait(50)
    person.keys("U")
    assert not _lines(person.view, person.part(SuggestCommands).places[-1]).intersects(
        _place(person.strip, person.view)
    )


def test_where_nothing_floats_the_text_stays(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_text(SAMPLE)
    scrolled: list[int] = []
    monkeypatch.setattr(ScrollPlace, "_scroll", lambda self, place, above: scrolled.append(place))
    keep_clear(person.view, person.strip, [])
    assert scrolled == []


def test_its_chip_is_that_of_the_proposed_tag_in_every_theme(open_text: OpenText) -> None:
    person = open_text(SAMPLE)
    person.keys("U")
    chip = person.strip.findChild(TagChip)
    assert chip is not None
    assert chip.look.key == "Q"
    light = chip.look.tint
    person.actions.trigger("view.theme_dark")
    assert chip.look.tint != light
    person.keys("Esc")
    person.strip.offer("other", "Bring back?", [])
    assert not chip.isVisible()

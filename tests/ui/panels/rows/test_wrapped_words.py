"""Words in lines of a width: nothing is lost but what the last line has no room for."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from analyst_app.ui.panels.rows.wrapped_words import WrappedWords

WORDS = "They say we can park the buses anywhere, and they said the same about the tram sheds"


def test_lines_hold_all_words_and_none_is_wider_than_the_room(qapp: QApplication) -> None:
    lines = WrappedWords(QFont()).lines(WORDS, 150, 20)
    assert " ".join(line.words for line in lines) == WORDS
    assert max(line.width for line in lines) <= 150


def test_the_last_line_says_that_there_is_more(qapp: QApplication) -> None:
    lines = WrappedWords(QFont()).lines(WORDS, 150, 2)
    assert len(lines) == 2
    assert lines[-1].words.endswith("…")
    assert lines[-1].width <= 151


def test_a_word_longer_than_the_room_is_broken(qapp: QApplication) -> None:
    lines = WrappedWords(QFont()).lines("Donaudampfschifffahrtsgesellschaftskapitän" * 3, 100, 3)
    assert len(lines) == 3
    assert max(line.width for line in lines) <= 101


def test_letters_beyond_the_first_plane_are_not_cut_in_two(qapp: QApplication) -> None:
    words = "😀 we stay " * 12
    lines = WrappedWords(QFont()).lines(words.strip(), 120, 30)
    assert " ".join(line.words for line in lines) == words.strip()


def test_what_was_laid_out_is_kept(qapp: QApplication) -> None:
    wrapped = WrappedWords(QFont())
    assert wrapped.lines(WORDS, 150, 2) is wrapped.lines(WORDS, 150, 2)


def test_words_that_are_not_cut_are_laid_out_once_for_any_number_of_lines(qapp: QApplication) -> None:
    wrapped = WrappedWords(QFont())
    whole = wrapped.lines(WORDS, 150, 20)
    assert wrapped.lines(WORDS, 150, 30) is whole
    assert wrapped.lines(WORDS, 150, len(whole)) is whole
    assert wrapped.lines(WORDS, 150, len(whole) - 1)[-1].words.endswith("…")

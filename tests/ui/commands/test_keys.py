"""Keys on real layouts, made from key events with native scan codes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from analyst_app.ui.commands.keys import Key, KeyReader

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
TOP, HOME, LOW = 24, 38, 52
"""X11 key codes at which the rows of letters begin."""

RUSSIAN = {TOP: "йцукенгшщзхъ", HOME: "фывапролджэ", LOW: "ячсмитьбю"}
ARABIC = {TOP: "ضصثقفغعهخحجد", HOME: "شسيبلاتنمكط", LOW: "ئءؤر_ىةوزظ"}
ENGLISH = {TOP: "QWERTYUIOP[]", HOME: "ASDFGHJKL;'", LOW: "ZXCVBNM,./"}
AZERTY_DIGITS = "&é\"'(-è_çà"


def press(reader: KeyReader, code: int, text: str, scan: int, held: Qt.KeyboardModifier = NONE) -> Key:
    return reader.read(QKeyEvent(QEvent.Type.KeyPress, code, held, scan, 0, 0, text))


def qt_code(letter: str) -> int:
    return ord(letter.upper())


@pytest.mark.parametrize("layout", [RUSSIAN, ARABIC], ids=["ru", "ar"])
def test_without_latin_letters_the_place_counts(qapp: object, layout: dict[int, str]) -> None:
    reader = KeyReader()
    for first, row in layout.items():
        for place, letter in enumerate(row):
            expected = ENGLISH[first][place]
            if expected.isalpha() and letter.isalpha():
                assert press(reader, qt_code(letter), letter, first + place).letter == expected


def test_the_arabic_b_key_writes_two_letters_and_is_still_b(qapp: object) -> None:
    assert press(KeyReader(), 0, "لا", LOW + 4).letter == "B"


def test_arabic_with_shift_writes_marks_and_brackets_and_the_place_still_counts(qapp: object) -> None:
    reader = KeyReader()
    press(reader, qt_code("ش"), "ش", HOME)
    assert press(reader, ord("}"), "}", LOW + 2, SHIFT).spelling == "Shift+C"
    assert press(reader, 0x64E, "\u064e", TOP, SHIFT).spelling == "Shift+Q"
    assert press(reader, ord("["), "[", HOME + 3, SHIFT).letter == "F"


@pytest.mark.parametrize(("letter", "scan"), [("A", TOP), ("Q", HOME), ("M", HOME + 9), ("Z", TOP + 1), ("W", LOW)])
def test_on_azerty_the_letter_counts(qapp: object, letter: str, scan: int) -> None:
    assert press(KeyReader(), ord(letter), letter.lower(), scan).letter == letter


def test_on_azerty_digits_need_no_shift(qapp: object) -> None:
    reader = KeyReader()
    for place, text in enumerate(AZERTY_DIGITS):
        key = press(reader, qt_code(text), text, 10 + place)
        assert (key.digit, key.letter, key.spelling) == ((place + 1) % 10, "", str((place + 1) % 10))


def test_a_digit_that_is_written_with_shift_is_that_digit_too(qapp: object) -> None:
    assert press(KeyReader(), ord("2"), "2", 11, SHIFT).spellings == ("Shift+2", "2")


@pytest.mark.parametrize(("letter", "scan"), [("Y", LOW), ("Z", TOP + 5), ("Q", TOP), ("C", LOW + 2)])
def test_on_qwertz_the_letter_counts(qapp: object, letter: str, scan: int) -> None:
    assert press(KeyReader(), ord(letter), letter.lower(), scan).letter == letter


def test_a_german_umlaut_is_no_command(qapp: object) -> None:
    for text, scan in (("ö", HOME + 9), ("ä", HOME + 10), ("ü", TOP + 10)):
        assert press(KeyReader(), qt_code(text), text, scan).letter == ""


def test_brackets_by_altgr_are_brackets_not_digits(qapp: object) -> None:
    assert press(KeyReader(), ord("["), "[", 17, CTRL | Qt.KeyboardModifier.AltModifier).spelling == "["
    assert press(KeyReader(), ord("]"), "]", 18).spelling == "]"


def test_brackets_on_a_russian_keyboard_are_at_their_place(qapp: object) -> None:
    reader = KeyReader()
    assert press(reader, qt_code("х"), "х", TOP + 10).spelling == "["
    assert press(reader, qt_code("ъ"), "ъ", TOP + 11).spelling == "]"


def test_the_keypad_gives_digits(qapp: object) -> None:
    assert press(KeyReader(), ord("4"), "4", 83, Qt.KeyboardModifier.KeypadModifier).digit == 4


def test_arabic_digits_are_digits(qapp: object) -> None:
    assert press(KeyReader(), 0x663, "٣", 12).digit == 3


def test_a_chord_on_a_russian_keyboard_is_spelled_as_on_an_english_one(qapp: object) -> None:
    assert press(KeyReader(), qt_code("я"), "я", LOW, CTRL).spelling == "Ctrl+Z"
    assert press(KeyReader(), qt_code("я"), "я", LOW, CTRL | SHIFT).spelling == "Ctrl+Shift+Z"


def test_named_keys_have_their_names(qapp: object) -> None:
    reader = KeyReader()
    assert press(reader, Qt.Key.Key_Enter, "\r", 104).spelling == "Enter"
    assert press(reader, Qt.Key.Key_Backtab, "", 23).spelling == "Shift+Tab"
    assert press(reader, Qt.Key.Key_Left, "", 113, CTRL).spelling == "Ctrl+Left"
    assert press(reader, Qt.Key.Key_F2, "", 68).spelling == "F2"


def timed(kind: QEvent.Type, milliseconds: int, *, scan: int = 54, flagged: bool = False) -> QKeyEvent:
    event = QKeyEvent(kind, Qt.Key.Key_C, NONE, scan, 0, 0, "c", flagged)
    event.setTimestamp(milliseconds)
    return event


def test_a_press_at_the_time_at_which_its_key_was_let_go_is_a_repeat(qapp: object) -> None:
    reader = KeyReader()
    assert not reader.read(timed(QEvent.Type.KeyPress, 1000)).is_repeat
    reader.release(timed(QEvent.Type.KeyRelease, 1300))
    assert reader.read(timed(QEvent.Type.KeyPress, 1300)).is_repeat
    reader.release(timed(QEvent.Type.KeyRelease, 1340))
    assert not reader.read(timed(QEvent.Type.KeyPress, 1341)).is_repeat


def test_a_flagged_press_is_a_repeat(qapp: object) -> None:
    assert KeyReader().read(timed(QEvent.Type.KeyPress, 1300, flagged=True)).is_repeat


def test_another_key_at_the_same_time_is_no_repeat(qapp: object) -> None:
    reader = KeyReader()
    reader.release(timed(QEvent.Type.KeyRelease, 1300, scan=55))
    assert not reader.read(timed(QEvent.Type.KeyPress, 1300)).is_repeat


def test_events_without_a_time_are_presses(qapp: object) -> None:
    reader = KeyReader()
    reader.release(timed(QEvent.Type.KeyRelease, 0))
    assert not reader.read(timed(QEvent.Type.KeyPress, 0)).is_repeat

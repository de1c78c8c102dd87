"""Keys as commands see them: by letter, or by place where a layout has no Latin letters.

A Russian or Arabic keyboard has its letters where an English one has C, Q and
A, so there the place counts. A French one has Latin letters, so the letter
counts, but its digits need Shift; there the digit's place counts. Scan codes
are those of X11 (evdev + 8; Wayland and the offscreen platform use the same),
of Windows (set 1) and of macOS (virtual keys).
"""

from __future__ import annotations

import sys
import unicodedata
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

_ROWS = ("1234567890-=", "QWERTYUIOP[]", "ASDFGHJKL;'", "ZXCVBNM,./")


def _rows(first: tuple[int, ...]) -> dict[int, str]:
    return {code + place: letter for code, row in zip(first, _ROWS, strict=True) for place, letter in enumerate(row)}


_X11 = _rows((10, 24, 38, 52))
_WINDOWS = _rows((0x02, 0x10, 0x1E, 0x2C))
_MAC = dict(
    zip(
        bytes.fromhex("1213141517161a1c191d1b18 0c0d0e0f111020221f23211e 0001020305042628252927 060708090b2d2e2b2f2c"),
        "".join(_ROWS),
        strict=True,
    )
)

_K = Qt.Key
_NAMES = {
    _K.Key_Left: "Left",
    _K.Key_Right: "Right",
    _K.Key_Up: "Up",
    _K.Key_Down: "Down",
    _K.Key_Home: "Home",
    _K.Key_End: "End",
    _K.Key_PageUp: "PgUp",
    _K.Key_PageDown: "PgDown",
    _K.Key_Return: "Enter",
    _K.Key_Enter: "Enter",
    _K.Key_Escape: "Esc",
    _K.Key_Delete: "Delete",
    _K.Key_Backspace: "Delete" if sys.platform == "darwin" else "Backspace",
    _K.Key_Tab: "Tab",
    _K.Key_Backtab: "Tab",
    _K.Key_Space: "Space",
    _K.Key_Menu: "Menu",
} | {_K(_K.Key_F1.value + n): f"F{n + 1}" for n in range(12)}
KEY_NAMES = frozenset((*_NAMES.values(), "Return"))
"""By these the code knows keys that write no letter; where one is shown, its name may be another."""


class Key(NamedTuple):
    """One key press."""

    letter: str = ""
    """A–Z: what the key is to a command, whatever the layout writes."""
    digit: int | None = None
    """0–9: from the digit row (with or without Shift) or the keypad."""
    name: str = ""
    """Left, Enter, Esc, Home, Delete, Tab, F2 …, or a punctuation mark."""
    shift: bool = False
    ctrl: bool = False
    """Command on macOS."""
    alt: bool = False
    text: str = ""
    """The text that it would write."""
    is_repeat: bool = False
    """It comes of a key that is held down, not of a press of its own."""

    @property
    def spelling(self) -> str:
        """As the actions table writes it: ``Shift+C``, ``Ctrl+PgDown``, ``[``, ``4``."""
        core = self.letter or (str(self.digit) if self.digit is not None else self.name)
        is_mark = len(core) == 1 and not core.isalnum()
        held = ("Ctrl+" * self.ctrl, "Alt+" * self.alt, "Shift+" * (self.shift and not is_mark))
        return "".join(held) + core if core else ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The spelling; then that of a digit whose layout writes it with Shift."""
        if self.digit is not None and self.shift and self.text.isdecimal():
            return (self.spelling, self.spelling.replace("Shift+", ""))
        return (self.spelling,)

    @property
    def is_bare(self) -> bool:
        """True if neither Ctrl nor Alt is held."""
        return not (self.ctrl or self.alt)


class KeyReader:
    """Makes Keys of Qt's events; remembers whether the layout has Latin letters, and which key was let go last.

    X11 repeats a held key by a release and a press of the same time. Qt flags such a press as a repeat only if both
    lie in its queue together; where the press comes a moment later, the times tell.
    """

    def __init__(self) -> None:
        self._is_latin = True
        self._let_go: tuple[int, int, int] | None = None

    def release(self, event: QKeyEvent) -> None:
        """Note that a key was let go."""
        self._let_go = _moment(event)

    def read(self, event: QKeyEvent) -> Key:
        """The key of a key press."""
        modifiers = event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier) or event.key() == _K.Key_Backtab
        ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        text = event.text()
        if text and text in "[]":  # Windows reports AltGr as Ctrl+Alt
            ctrl = alt = False
        letter, digit, name = "", None, _name(event.key())
        if not name:
            letter, digit, name = self._place(event, text)
        is_repeat = event.isAutoRepeat() or (event.timestamp() > 0 and self._let_go == _moment(event))
        return Key(letter, digit, name, shift, ctrl, alt, text, is_repeat)

    def _place(self, event: QKeyEvent, text: str) -> tuple[str, int | None, str]:
        """Letter, digit, punctuation mark."""
        code = event.key()
        place = _place_of(event)
        script = _script(text, code)
        if script:
            self._is_latin = script == "LATIN"
        if _K.Key_0 <= code <= _K.Key_9:
            return "", code - _K.Key_0.value, ""
        if text and text.isdecimal():
            return "", unicodedata.decimal(text[0]), ""
        if text and text in "[]" and (self._is_latin or not place.isalpha()):  # also by AltGr from a digit's place
            return "", None, text
        if place.isdigit() and not _is_latin_code(code):
            return "", int(place), ""
        if _is_latin_code(code):
            return chr(code), None, ""
        if not self._is_latin and place:
            return (place, None, "") if place.isalpha() else ("", None, place)
        return "", None, text if text.isprintable() else ""


def _moment(event: QKeyEvent) -> tuple[int, int, int]:
    """A key and a time, in the milliseconds of the window system."""
    return event.nativeScanCode(), event.key(), event.timestamp()


def _name(code: int) -> str:
    try:
        return _NAMES.get(_K(code), "")
    except ValueError:  # a key that Qt has no name for
        return ""


def _is_latin_code(code: int) -> bool:
    """True if a Qt key code is one of A–Z."""
    return _K.Key_A.value <= code <= _K.Key_Z.value


def _script(text: str, code: int) -> str:
    """First word of the letter's Unicode name, which is its script; empty if it is no letter."""
    if _is_latin_code(code):
        return "LATIN"
    character = text[:1] or (chr(code) if 0x80 < code < 0x11_0000 else "")
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""


def _place_of(event: QKeyEvent) -> str:
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        return _MAC.get(event.nativeVirtualKey(), "") if event.text() else ""
    codes = _WINDOWS if platform == "windows" else _X11
    return codes.get(event.nativeScanCode(), "")


def copied(event: QKeyEvent, kind: QEvent.Type | None = None) -> QKeyEvent:
    """Return an event for the same key, which belongs to no moment and repeats none: Qt's own live only a moment.

    Args:
        event: a press or a release.
        kind: which of the two is wanted; None: the same.
    """
    return QKeyEvent(kind or event.type(), event.key(), event.modifiers(), event.nativeScanCode(), 0, 0, event.text())


class OpeningKey(QObject):
    """Keeps repeats out of a field, from when it gets the focus until the first press there."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._reader = KeyReader()
        self._is_held = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self._is_held = True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyRelease:
            self._reader.release(event)
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            self._is_held = self._is_held and self._reader.read(event).is_repeat
            return self._is_held
        return False

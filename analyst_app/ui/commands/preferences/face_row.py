"""The choice of a face: the app's own, or one of the system's by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QFontComboBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.ui.commands.preferences.preference_form import PreferenceForm


class FaceRow(QObject):
    """A box to tick, and beside it the faces.

    Args:
        form: that the row is added to.
        setting: the preference; empty stands for the app's choice.
        words: beside the box to tick, and what the list of faces is called for a screen reader.
        usual: the family that is shown where none is chosen.
    """

    def __init__(self, form: PreferenceForm, setting: str, words: tuple[str, str], usual: Callable[[], str]) -> None:
        super().__init__(form)
        self._form, self._setting, self._usual = form, setting, usual
        self.is_own = QCheckBox(words[0], form)
        self.is_own.setObjectName(f"preference_own_{setting}")
        self.is_own.clicked.connect(self._take)
        self.faces = QFontComboBox(form)
        self.faces.setObjectName(f"preference_{setting}")
        field = self.faces.lineEdit()
        for part in (self.faces, field) if field is not None else (self.faces,):
            part.setAccessibleName(words[1])
        self.faces.currentFontChanged.connect(self._take_other)
        form.rows.addRow(self.is_own, self.faces)
        form.follow(setting, self._show)

    def _show(self, face: str) -> None:
        self.is_own.setChecked(bool(face))
        with QSignalBlocker(self.faces):
            self.faces.setCurrentFont(QFont(face or self._usual()))

    def _take(self) -> None:
        self._form.take(**{self._setting: self.faces.currentFont().family() if self.is_own.isChecked() else ""})

    def _take_other(self, font: QFont) -> None:
        self._form.take(**{self._setting: font.family()})

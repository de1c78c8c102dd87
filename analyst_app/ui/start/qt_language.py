"""Qt's own words (buttons of its dialogs, menus of its fields) and the side at which a line begins, by the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from analyst_app import wording

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator


class QtLanguage:
    """Has Qt speak the language of ``wording``; English needs nothing of it.

    Args:
        application: speaks.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._translator: QTranslator | None = None
        self._has_numbers = False
        """True: fields write numbers as the language does, not as the system."""
        self.follow()

    def follow(self) -> None:
        """Speak the language that ``wording`` speaks now, and lay windows out from its side."""
        way = wording.manner()
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        if self._has_numbers:  # of the language before
            from PySide6.QtCore import QLocale

            QLocale.setDefault(QLocale.system())
            self._has_numbers = False
        if way.language != "en":
            from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

            numbers = QLocale(way.language)
            if numbers.zeroDigit() == "0":  # digits are those of the keys that they name, in every language
                QLocale.setDefault(numbers)
                self._has_numbers = True

            translator = QTranslator(self._application)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if translator.load(f"qtbase_{way.language}", folder):  # else of the language without its region, else none
                self._application.installTranslator(translator)
                self._translator = translator
        side = Qt.LayoutDirection.RightToLeft if way.is_right_to_left else Qt.LayoutDirection.LeftToRight
        if self._application.layoutDirection() != side:
            self._application.setLayoutDirection(side)

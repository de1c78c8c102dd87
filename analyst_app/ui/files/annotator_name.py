"""The annotator's name: known, or only guessed from the computer's user name until the person gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.layer_ids import nearest_id
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
    from analyst_app.ui.files.workplace import Workplace


class AnnotatorName(QObject):
    """Asks for the name and keeps it among the preferences.

    Args:
        preferences: hold the name that was given.
        workplace: says under which name the work is saved now.
        is_default: True if that is only the operating system's user name.
        parent: the window.
    """

    def __init__(
        self, preferences: PreferenceKeeper, workplace: Workplace, *, is_default: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._preferences, self._workplace, self._window = preferences, workplace, parent
        self._is_default = is_default

    def is_guessed_for(self, layer: str) -> bool:
        """True if a layer is the annotator's by the computer's user name only."""
        return self._is_default and layer == self._workplace.annotator

    def ask(self, act: Callable[[str], object], *, otherwise: Callable[[], object] = lambda: None) -> None:
        """Ask for the name in a small dialog.

        Args:
            act: called with the layer's id that follows from another name.
            otherwise: called where no other name is given.
        """
        from PySide6.QtWidgets import QInputDialog  # Qt's dialogs are made known when one is asked for

        dialog = QInputDialog(self._window)
        dialog.setObjectName("annotator_dialog")
        dialog.setWindowTitle(tr("Your name"))
        dialog.setLabelText(tr("Your name (it names your layer and stands in its files):"))
        dialog.setTextValue(self._workplace.annotator)
        dialog.textValueSelected.connect(lambda name: self._named(name, act, otherwise))
        dialog.rejected.connect(otherwise)
        dialog.open()

    def _named(self, typed: str, act: Callable[[str], object], otherwise: Callable[[], object]) -> None:
        name = nearest_id(typed)
        if not typed.strip() or name == self._workplace.annotator:
            otherwise()
            return
        self._is_default = False
        self._preferences.take(self._preferences.preferences._replace(annotator=typed.strip()))
        act(name)

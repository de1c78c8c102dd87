"""The codebook that is being changed, with its own steps to undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from analyst_app.corpus import codebook_editing as editing
from analyst_app.errors import AnalystError
from analyst_app.ui.corpus.codebook_saving import Draft

Raw = dict[str, Any]
Make = Callable[[Raw], Raw]
"""Makes another state of the codebook, as the functions of ``codebook_editing`` do."""
_NONE = Draft(Path(), {"tags": []}, "")


class CodebookDraft(QObject):
    """The state of the codebook as the page has it, and the states before it."""

    changed = Signal()
    """Another state, or another file; or what was wrong is mended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.file = _NONE
        """The file as it was read."""
        self.raw: Raw = _NONE.raw
        self.wrong = ""
        """The reason why the fields cannot be saved as they are; empty: they can."""
        self._before: list[Raw] = []
        self._after: list[Raw] = []
        self._step = ""

    @property
    def is_dirty(self) -> bool:
        """True if something is changed that is not in the file."""
        return bool(self.wrong) or content(self.raw) != content(self.file.raw)

    @property
    def can_undo(self) -> bool:
        """True if there is a step to undo."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """True if there is a step to do again."""
        return bool(self._after)

    def take(self, file: Draft, raw: Raw) -> None:
        """Begin with a file.

        Args:
            file: as it was read.
            raw: its codebook, or one with changes that are not saved.
        """
        self.file, self.raw, self.wrong = file, raw, ""
        self._before, self._after, self._step = [], [], ""
        self.changed.emit()

    def change(self, make: Make, step: str = "") -> str:
        """Make another state of the codebook.

        Args:
            make: does it.
            step: what is changed; changes of the same thing after each other, such as typing, are one step.

        Returns:
            The reason why it cannot be; empty: it was done.
        """
        try:
            made = make(self.raw)
        except AnalystError as error:
            return str(error)
        if content(made) != content(self.raw):
            if not (step and step == self._step and self._before):
                self._before.append(self.raw)
            self._after.clear()
            self.raw, self._step = made, step
        self.wrong = ""
        self.changed.emit()
        return ""

    def tell_wrong(self, why: str) -> None:
        """Note that the fields say something that cannot be saved; the state stays."""
        self.wrong = why
        self.changed.emit()

    def undo(self) -> None:
        """Go back a step."""
        self._go(self._before, self._after)

    def redo(self) -> None:
        """Do again what was undone."""
        self._go(self._after, self._before)

    def edit_attributes(self, tag_id: str, attributes: list[Raw], step: str) -> str:
        """Give a tag other attributes; the reason why it cannot be, or nothing."""
        return self.change(lambda raw: editing.set_attributes(raw, tag_id, attributes), step)

    def _go(self, there: list[Raw], back: list[Raw]) -> None:
        """A step; where the fields say something that cannot be saved, that alone is taken back."""
        if self.wrong:
            self.wrong = ""
        elif there:
            back.append(self.raw)
            self.raw = there.pop()
        else:
            return
        self._step = ""
        self.changed.emit()


def content(raw: Raw) -> Raw:
    """A codebook without its version, which each change raises."""
    return {key: value for key, value in raw.items() if key != "version"}

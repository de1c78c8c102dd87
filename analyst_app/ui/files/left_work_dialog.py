"""The acts of work that never reached its layer, listed in plain words before a person decides."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout

from analyst_app.session.bring_back import in_words
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import dated_moment, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from analyst_app.session.journal import LeftWork

_MOST = 2_000
"""Acts that are listed; no person reads more."""


class LeftWorkDialog(QDialog):
    """Lists the acts; Bring back and Discard decide, Close leaves them."""

    wanted = Signal()
    """The work is to come back."""
    discarded = Signal()
    """The work is not wanted."""
    put_off = Signal()
    """It was only looked at."""

    def __init__(self, works: Sequence[LeftWork], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("left_work_dialog")
        self.setWindowTitle(tr("Work that never reached {name}", name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 560, 420)
        words = PlainLabel(tr("In the order in which it was done, the oldest first:"), self)
        self.acts = QListWidget(self)
        self.acts.setObjectName("left_work_list")
        every = [act for work in works for act in in_words(work)]
        for act in every[:_MOST]:
            when = dated_moment(time.localtime(act.when), time.localtime())
            self.acts.addItem(f"{when}  {act.label}  {act.about}".rstrip())
        if len(every) > _MOST:
            self.acts.addItem(tr("and {n} more|and {n} more", len(every) - _MOST))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for label, role, signal, result in (
            (tr("Bring back"), QDialogButtonBox.ButtonRole.AcceptRole, self.wanted, self.accept),
            (tr("Discard"), QDialogButtonBox.ButtonRole.DestructiveRole, self.discarded, self.accept),
        ):
            button = buttons.addButton(label, role)
            button.clicked.connect(result)
            button.clicked.connect(signal)
        buttons.rejected.connect(self.reject)
        self.rejected.connect(self.put_off)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self.acts, 1)
        column.addWidget(buttons)

"""The question which layers are sent for review; of an article that came in a packet, whether that is answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPushButton, QRadioButton, QVBoxLayout, QWidget

from analyst_app.corpus.sealing import is_mine
from analyst_app.ui.files.packets.decided_beside import words_about
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.corpus.packets.packing import Sendable
    from analyst_app.session.session import LayerInfo
    from analyst_app.ui.files.packets.decided_beside import DecidedBeside


class SendDialog(QDialog):
    """The layers of an article, each to be sent or not.

    Args:
        offered: what can be sent.
        sender: id of the sender's layer.
        decided: the gold layers among these that decide on the tags of others among them.
        parent: the window.
    """

    chosen = Signal(object, str)
    """The ids of the layers, a list, and the id of the packet that they answer; empty: they are sent for review."""

    def __init__(self, offered: Sendable, sender: str, decided: Sequence[DecidedBeside], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("send_dialog")
        self.setWindowTitle(tr("Send for review"))
        self._offered, self._decided = offered, decided
        self.answer, self.on = QRadioButton(self), QRadioButton(tr("Send it on for review"), self)
        self.boxes = {one.layer_id: self._box(one, sender) for one in offered.layers}
        self._said = PlainLabel("", self)
        self._said.setObjectName("send_said")
        self._said.setWordWrap(True)
        self._column = QVBoxLayout(self)
        name = shown_name(offered.article.name)
        words = tr(
            "One file with {article}, the layers chosen, its codebook and its facts, to be sent by mail.", article=name
        )
        about = PlainLabel(words, self)
        about.setWordWrap(True)
        self._column.addWidget(about)
        self._add_ways()
        for box in self.boxes.values():
            self._column.addWidget(box)
        self._column.addWidget(self._said)
        self._column.addWidget(self._buttons())
        fit_dialog(self, 520, 0)
        self._check()
        for way in (self.answer, self.on):
            way.toggled.connect(self._check)
        for box in self.boxes.values():
            box.toggled.connect(self._check)
        for one in decided:
            for reader in one.contested:
                self.boxes[reader].toggled.connect(partial(self._take_along, one))
        for one in decided:
            self._take_along(one)

    @property
    def layers(self) -> list[str]:
        """The ids of the layers that are to be sent."""
        if self.answer.isChecked():
            return list(self._offered.answering)
        return [layer for layer, box in self.boxes.items() if box.isChecked()]

    def _box(self, layer: LayerInfo, sender: str) -> QCheckBox:
        words = tr("{layer}, {n} annotation|{layer}, {n} annotations", layer.count, layer=layer.layer_id)
        box = QCheckBox(words, self)
        box.setObjectName(f"send_layer_{layer.layer_id}")
        box.setChecked(is_mine(layer.layer_id, sender))
        return box

    def _take_along(self, one: DecidedBeside, *_: object) -> None:
        """Let the gold of a reviewer go with the readers it is about: without it a second round would begin anew."""
        if one.gold in self.boxes:
            self.boxes[one.gold].setChecked(any(self.boxes[reader].isChecked() for reader in one.contested))

    def _add_ways(self) -> None:
        origin = self._offered.origin
        self.answer.setObjectName("send_answer")
        self.on.setObjectName("send_on")
        for way in (self.answer, self.on):
            way.setVisible(origin is not None)
            self._column.addWidget(way)
        if origin is not None:
            who = origin.manifest.sender
            self.answer.setText(tr("Send the answer back to {who}", who=who))
            self.answer.setChecked(True)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(tr("Write the file…"), self)
        self.go.setObjectName("send_go")
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _check(self) -> None:
        is_answer = self.answer.isChecked()
        for layer, box in self.boxes.items():
            box.setVisible(not is_answer or layer in self._offered.answering)
            box.setEnabled(not is_answer)
        self.go.setEnabled(bool(self.layers))
        self._said.setText(self._words(is_answer=is_answer))
        self._said.setVisible(bool(self._said.text()))

    def _words(self, *, is_answer: bool) -> str:
        """The sentence about what stands in the way, or is left out."""
        if is_answer:
            if not self.layers:
                said = tr("Nothing of yours is new in this article: there is nothing to answer with yet.")
            else:
                said = tr("Only your own layers go back: those of others are there already.")
            return f"{said} {self._words_about_rules()}".strip()
        if not self.boxes and not self._offered.withheld:
            return tr("There is no layer beside this article yet: tag something first.")
        if self.boxes and not self.layers:
            return tr("Choose at least one layer.")
        return " ".join(filter(None, (words_about(self._decided, self.layers), self._offered.withheld)))

    def _words_about_rules(self) -> str:
        """The sentence about a codebook that was changed here; empty: it was not."""
        origin = self._offered.origin
        if origin is None or not self._offered.is_codebook_changed:
            return ""
        who = origin.manifest.sender
        if not self.layers:
            return tr("The rules that you have noted go to {who} with your first decision.", who=who)
        return tr(
            "The rules that you have noted go along: {who} is asked about them. Other changes of the codebook stay "
            "here.",
            who=who,
        )

    def _accept(self) -> None:
        layers, origin = self.layers, self._offered.origin
        self.accept()
        self.chosen.emit(layers, origin.id if origin is not None and self.answer.isChecked() else "")

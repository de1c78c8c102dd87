"""Attaching a source: which text, and to what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from analyst_app.corpus.sourcing.attached_sources import Attachment
from analyst_app.session.layer_names import ARTICLE_SUFFIX, TEMPORARY, is_reserved
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SHOWN = 60


class SourceDialog(QDialog):
    """Asks for a text of the folder, or for pasted words and the name of the file that they become.

    Args:
        folder: the folder that sources lie in.
        quote: id and words of the current quote; None: there is none.
        speaker: the id or name of its speaker, and how they are shown; None: there is none.
        parent: the window.
    """

    chosen = Signal(object, object, bool, str)
    """A text was chosen: its Path, the Attachment, whether it is another version, and the pasted words, if any."""

    def __init__(
        self, folder: Path, quote: tuple[str, str] | None, speaker: tuple[str, str] | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("source_dialog")
        self.setWindowTitle(tr("Attach a source"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 560, 420)
        self._folder, self._quote_id = folder, quote[0] if quote else ""
        self._actor = speaker[0] if speaker else ""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(self._fields())
        column.addWidget(self.pasted, 1)
        for part in (*self._targets(quote, speaker), self._version(), self._sentence(), buttons):
            column.addWidget(part)
        self.file.setFocus()

    def _fields(self) -> QHBoxLayout:
        self.file = QLineEdit(self)
        self.file.setObjectName("source_file")
        self.file.setAccessibleName(tr("File of the source, in the folder"))
        self.file.setPlaceholderText(tr("a text in the folder, for example speech{suffix}", suffix=ARTICLE_SUFFIX))
        browse = QPushButton(tr("&Choose…"), self)
        browse.setObjectName("source_browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.pasted = QPlainTextEdit(self)
        self.pasted.setObjectName("source_pasted")
        self.pasted.setAccessibleName(tr("Pasted text"))
        self.pasted.setPlaceholderText(tr("or paste the text here: it becomes a new file of that name"))
        self.pasted.setTabChangesFocus(True)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(browse)
        return row

    def _targets(self, quote: tuple[str, str] | None, speaker: tuple[str, str] | None) -> tuple[QRadioButton, ...]:
        self.to_quote = QRadioButton(tr("to this &quote: {words}", words=_short(quote[1]) if quote else "–"), self)
        self.to_quote.setObjectName("source_to_quote")
        self.to_quote.setEnabled(quote is not None)
        self.to_article = QRadioButton(tr("to &all quotes of this article"), self)
        self.to_article.setObjectName("source_to_article")
        self.to_actor = QRadioButton(
            tr("to all quotes of this &speaker: {name}", name=_short(speaker[1] if speaker else "–")), self
        )
        self.to_actor.setObjectName("source_to_actor")
        self.to_actor.setEnabled(speaker is not None)
        (self.to_quote if quote is not None else self.to_article).setChecked(True)
        return self.to_quote, self.to_article, self.to_actor

    def _version(self) -> QCheckBox:
        self.is_version = QCheckBox(tr("it is another &version of this article"), self)
        self.is_version.setObjectName("source_is_version")
        self.is_version.toggled.connect(lambda on: self.to_article.setChecked(True) if on else None)
        return self.is_version

    def _sentence(self) -> PlainLabel:
        self.said = PlainLabel("", self)
        self.said.setObjectName("source_said")
        self.said.setWordWrap(True)
        return self.said

    def tell(self, words: str) -> None:
        """Say why it could not be attached; the dialog stays."""
        self.said.setText(words)

    def _browse(self) -> None:
        kinds = tr("Texts") + f" (*{ARTICLE_SUFFIX});;" + tr("All files") + " (*)"
        name, _ = QFileDialog.getOpenFileName(self, tr("Attach a source"), str(self._folder), kinds)
        if name:
            path = Path(name)
            inside = path.is_relative_to(self._folder)
            self.file.setText(path.relative_to(self._folder).as_posix() if inside else str(path))

    def _take(self) -> None:
        name = self.file.text().strip()
        if not name:
            self.tell(tr("Name a text of the folder, or the file that the pasted text becomes."))
            return
        path = self._folder / name
        words = self.pasted.document().toRawText().replace("\u2029", "\n")  # its NBSP stay
        if words.strip() and not path.suffix:
            path = path.with_name(path.name + ARTICLE_SUFFIX)
        if words.strip() and path.suffix.lower() != ARTICLE_SUFFIX:
            self.tell(tr("The file of a pasted text ends in {suffix}.", suffix=ARTICLE_SUFFIX))
            return
        if words.strip() and _is_odd(name):
            self.tell(tr("A text of that name would not be found again: begin it with a letter, without \\."))
            return
        to = Attachment(quote=self._quote_id) if self.to_quote.isChecked() else Attachment()
        if self.to_actor.isChecked():
            to = Attachment(actor=self._actor)
        self.chosen.emit(path, to, self.is_version.isChecked(), words)


def _is_odd(name: str) -> bool:
    """True of a name that no folder lists as an article, or that means another thing on another system."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return "\\" in name or any(part.startswith((".", TEMPORARY)) or is_reserved(part) for part in parts)


def _short(words: str) -> str:
    flat = shown_name(" ".join(words.split()))
    return (flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…").replace("&", "&&")

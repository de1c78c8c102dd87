"""The question in which encoding an article is, with a look at how it would read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout

from analyst_app.errors import MissingExtra
from analyst_app.importers.documents.encoding_guess import EncodingGuess, guess_encoding
from analyst_app.session.article_text import read_beginning
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_SAMPLE = 64_000
_SHOWN = 4_000
ENCODINGS = (
    ("cp1252", marked("Western European (Windows-1252)")),
    ("iso8859-15", marked("Western European (Latin-9)")),
    ("cp1250", marked("Central European (Windows-1250)")),
    ("iso8859-2", marked("Central European (ISO 8859-2)")),
    ("cp1251", marked("Cyrillic (Windows-1251)")),
    ("koi8-r", marked("Cyrillic (KOI8-R)")),
    ("koi8-u", marked("Cyrillic (KOI8-U)")),
    ("iso8859-5", marked("Cyrillic (ISO 8859-5)")),
    ("cp866", marked("Cyrillic (DOS 866)")),
    ("cp1253", marked("Greek (Windows-1253)")),
    ("iso8859-7", marked("Greek (ISO 8859-7)")),
    ("cp1254", marked("Turkish (Windows-1254)")),
    ("cp1255", marked("Hebrew (Windows-1255)")),
    ("cp1256", marked("Arabic (Windows-1256)")),
    ("iso8859-6", marked("Arabic (ISO 8859-6)")),
    ("cp1257", marked("Baltic (Windows-1257)")),
    ("cp1258", marked("Vietnamese (Windows-1258)")),
    ("cp874", marked("Thai (Windows-874)")),
    ("mac-roman", marked("Western European (Macintosh)")),
    ("gb18030", marked("Chinese, simplified (GB 18030)")),
    ("big5", marked("Chinese, traditional (Big5)")),
    ("shift_jis", marked("Japanese (Shift JIS)")),
    ("euc_jp", marked("Japanese (EUC-JP)")),
    ("euc_kr", marked("Korean (EUC-KR)")),
    ("utf-16-le", marked("Unicode (UTF-16, little-endian)")),
    ("utf-16-be", marked("Unicode (UTF-16, big-endian)")),
)


class Sample(NamedTuple):
    """The beginning of a file, and the encodings that it seems to be in."""

    data: bytes
    guess: EncodingGuess


class EncodingDialog(QDialog):
    """A list of encodings beside a preview.

    Args:
        name: of the article's file.
        words: why the encoding is asked for.
        sample: of the file.
        parent: the window.
    """

    chosen = Signal(str)
    """The codec that the article is to be read with."""

    def __init__(self, name: str, words: str, sample: Sample, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("encoding_dialog")
        self.setWindowTitle(tr("Encoding of {article}", article=shown_name(name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 720, 560)
        self._sample = sample
        self.encodings = QListWidget(self)
        self.encodings.setObjectName("encodings")
        self.preview = QPlainTextEdit(self)
        self.preview.setObjectName("encoding_preview")
        self.preview.setReadOnly(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self.encodings.currentItemChanged.connect(self._show)
        self.encodings.itemActivated.connect(self._accept)
        column = QVBoxLayout(self)
        label = PlainLabel(tr("{reason} Which one makes this readable?", reason=words), self)
        label.setWordWrap(True)
        column.addWidget(label)
        column.addWidget(self.encodings, 2)
        column.addWidget(self.preview, 3)
        column.addWidget(self._buttons)
        self._fill()

    @property
    def encoding(self) -> str:
        """The chosen codec."""
        item = self.encodings.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _fill(self) -> None:
        fitting = [(codec, name) for codec, name in ENCODINGS if _decoded(self._sample.data, codec) is not None]
        guess = self._sample.guess
        words = {reading.codec: reading.words for reading in guess.readings}
        fitting.sort(key=lambda entry: list(words).index(entry[0]) if entry[0] in words else len(words))
        for codec, english in fitting:
            shown = name = tr(english)
            if codec in words and guess.is_sure:
                shown = tr("{name} – likely, reads “{words}”", name=name, words=words[codec])
            elif codec in words:
                shown = tr("{name} – may be, reads “{words}”", name=name, words=words[codec])
            item = QListWidgetItem(shown, self.encodings)
            item.setData(Qt.ItemDataRole.UserRole, codec)
        self.encodings.setCurrentRow(0)
        self.encodings.setFocus()

    def _show(self) -> None:
        self.preview.setPlainText((_decoded(self._sample.data, self.encoding) or "")[:_SHOWN])

    def _accept(self) -> None:
        if self.encoding:
            self.accept()
            self.chosen.emit(self.encoding)


def read_sample(path: Path) -> Sample:
    """The beginning of a file and a guess. For a worker."""
    data = read_beginning(path, _SAMPLE)
    try:
        return Sample(data, guess_encoding(data))
    except MissingExtra:
        return Sample(data, EncodingGuess((), is_sure=False))


def _decoded(data: bytes, codec: str) -> str | None:
    """The text, but for a character cut at the end; None if the codec does not fit."""
    import codecs

    try:
        text = codecs.getincrementaldecoder(codec)().decode(data, final=False)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if "\0" in text else text

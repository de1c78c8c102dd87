"""The sentences of the inspector about an annotation, where there is something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.annotation import Annotation
    from analyst_app.session.session import Session


class AnnotationSentences(QWidget):
    """The sentences under each other; it takes no room while there are none.

    Args:
        looks: colours and sizes.
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.verdict = _sentence("inspector_verdict")
        self.version = _sentence("inspector_version")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(looks.sizes.space(0))
        column.addWidget(self.verdict)
        column.addWidget(self.version)

    def show_of(self, session: Session, current: Annotation) -> None:
        """Say what there is to say of an annotation.

        Args:
            session: has the text and the codebook.
            current: the annotation.
        """
        said = ((self.verdict, _verdict(session, current)), (self.version, _version(session, current)))
        for label, words in said:
            label.setText(words)
            label.setVisible(bool(words))
        self.setVisible(any(words for _, words in said))


def _verdict(session: Session, current: Annotation) -> str:
    """The verdict on a quote that was held against its source, and a word if the quote has changed since."""
    if not any(key == "verified" for key, _ in current.extra):
        return ""
    from analyst_app.ui.panels.verdict_line import verdict_line

    return verdict_line(current, current.span.of(session.document.text))


def _version(session: Session, current: Annotation) -> str:
    """A word if the annotation was made under an older version of the codebook."""
    use = session.codebook_use
    if not use.is_older(current):
        return ""
    made = use.version_of(current)
    told = tr("Made under version {made} of the codebook; version {now} applies.", made=made, now=use.now)
    unclear = tr("It is not known whether this tag has changed since.") if use.is_unclear(current) else ""
    return f"{told} {unclear}".rstrip()


def _sentence(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

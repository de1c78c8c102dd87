"""Says where the caret stands: the paragraph, and all that is tagged there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.speech.spoken_acts import spoken
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.core.annotation import Annotation
    from analyst_app.session.session import Session
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.speech.layer_words import LayerWords

_MOST = 5
"""Annotations that are named; the others are counted."""


class WhereAmI(QObject):
    """The command, for who hears it and for who reads it in the status bar.

    Args:
        bridge: knows the caret and the layer.
        actions: the command is registered there.
        looked_at: the difference that is looked at in a review, in words; empty outside of one.
    """

    def __init__(self, bridge: SessionBridge, actions: ActionSet, looked_at: Callable[[], str]) -> None:
        super().__init__(bridge)
        self._bridge, self._looked_at = bridge, looked_at
        actions.register("help.where_am_i", self._say)

    def _say(self) -> None:
        session = self._bridge.session
        if session is not None:
            self._bridge.say(self._looked_at() or place_words(session, self._bridge.caret, self._bridge.shows))


def place_words(session: Session, caret: int, shows: Callable[[Annotation], bool]) -> str:
    """The words on a place: paragraph, tags from the innermost outwards with speaker and values, notes.

    Args:
        session: the layer and its article.
        caret: code point.
        shows: False for annotations that the text hides.
    """
    from analyst_app.ui.speech.layer_words import LayerWords

    words = LayerWords(session)
    here = [one for one in session.store.at(caret) if shows(one)]
    said = [tr("Paragraph {number}", number=words.paragraph(caret))]
    said += [_told(one, words) for one in here[:_MOST]] or [tr("No annotation is here")]
    if len(here) > _MOST:
        said.append(tr("{n} more annotation here|{n} more annotations here", len(here) - _MOST))
    return spoken(said)


def _told(annotation: Annotation, words: LayerWords) -> str:
    said = [words.tag(annotation), words.words(annotation), words.speaker(annotation), *words.values(annotation)]
    said.append(tr("note: {words}", words=annotation.note) if annotation.note else "")
    return ", ".join(filter(None, said))

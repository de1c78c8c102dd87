"""Rules that come up in a review, noted in the team's codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class RuleNotes(QObject):
    """Notes rules in a worker."""

    failed = Signal(object)
    """The error by which one could not be written."""

    def __init__(self, bridge: SessionBridge, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._workplace, self._tasks = bridge, workplace, tasks

    def note(self, tag_id: str, rule: str) -> None:
        """Note a sentence among the edge rules of a tag."""
        session = self._bridge.session
        if session is not None:
            self._tasks.run(
                note_rule,
                session.path,
                self._workplace.folder,
                tag_id,
                rule,
                done=lambda path: self._bridge.say(f"Noted among the edge rules in {path.name}."),
                failed=self.failed.emit,
                must_end=True,
            )


def note_rule(article: Path, folder: Path | None, tag: str, rule: str) -> Path:
    """Add a sentence to a tag's edge rules in the codebook that applies; one is made if there is none. For a worker.

    Args:
        article: to which it applies.
        folder: the opened one.
        tag: id of the tag.
        rule: the sentence.

    Raises:
        SidecarInvalid: the codebook cannot be read.
        SidecarConflict: someone has changed it meanwhile.
        SaveFailed: the system would not.
    """
    # What is only needed once a rule is noted is not read at the start.
    from analyst_app import resources
    from analyst_app.corpus import articles
    from analyst_app.corpus.codebook_editing import read_codebook, write_codebook
    from analyst_app.review.causes import with_rule
    from analyst_app.session.layer_names import CODEBOOK_NAME

    path = articles.codebook_file(article, folder) or (folder or article.parent) / CODEBOOK_NAME
    data, seen = read_codebook(path)
    data = data or resources.built_in_codebook()
    write_codebook(path, {**with_rule(data, tag, rule), "version": data.get("version", 1) + 1}, seen=seen)
    return path

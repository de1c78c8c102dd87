"""Rules that come up in a review, noted in the team's codebook with their place, who made them and when."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import utc_now
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analyst_app.core.span import Span
    from analyst_app.review.codebook_rules import CodebookRule, Shows
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class RuleAsked(NamedTuple):
    """A rule as a reviewer gives it at a difference."""

    tag: str
    """Id of the tag."""
    sentence: str
    span: Span
    """The place of the difference, code points."""
    shows: Shows


class Noted(NamedTuple):
    """A rule that is in the codebook."""

    path: Path
    """The codebook."""
    rule: CodebookRule
    version: int


class RuleNotes(QObject):
    """Notes rules in a worker, and takes them back."""

    failed = Signal(object)
    """The error by which one could not be written."""
    told = Signal(str, object)
    """A rule is noted: a sentence, and the function that takes it back."""

    def __init__(self, bridge: SessionBridge, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._workplace, self._tasks = bridge, workplace, tasks

    def note(self, asked: RuleAsked) -> None:
        """Note a rule, with its place, among those of its tag."""
        session = self._bridge.session
        if session is not None:
            text, who = session.document.text, self._workplace.annotator
            work = partial(note_rule, session.path, self._workplace.folder, asked, text=text, by=who)
            self._tasks.run(work, done=self._tell, failed=self.failed.emit, must_end=True)

    # -- inside ------------------------------------------------------------------------

    def _tell(self, noted: Noted) -> None:
        words = tr(
            "Noted in {file}, which is at version {version} now.",
            file=shown_name(noted.path.name),
            version=noted.version,
        )
        self._bridge.say(words)
        undo: Callable[[], None] = partial(self._take_back, noted)
        self.told.emit(words, undo)

    def _take_back(self, noted: Noted) -> None:
        name = shown_name(noted.path.name)

        def done(now: Noted) -> None:
            words = tr("Taken out of {file}, which is at version {version} now.", file=name, version=now.version)
            self._bridge.say(words)

        self._tasks.run(take_back, noted, done=done, failed=self.failed.emit, must_end=True)


def note_rule(article: Path, folder: Path | None, asked: RuleAsked, *, text: str, by: str) -> Noted:
    """Add a rule to the codebook that applies to an article; one is made if there is none. For a worker.

    Args:
        article: to which it applies.
        folder: the opened one.
        asked: the rule.
        text: of the article.
        by: who makes it.

    Raises:
        CodebookInvalid: the codebook has no such tag any more.
        SidecarInvalid: the codebook cannot be read.
        SidecarConflict: someone has changed it meanwhile.
        SaveFailed: the system would not.
    """
    # What is only needed once a rule is noted is not read at the start.
    from analyst_app import resources
    from analyst_app.corpus import articles
    from analyst_app.corpus.codebook_editing import edit_codebook, edit_tag, example_of
    from analyst_app.review.codebook_rules import CodebookRule, with_rule
    from analyst_app.session.layer_names import CODEBOOK_NAME

    path = articles.codebook_file(article, folder) or (folder or article.parent) / CODEBOOK_NAME
    is_below = article.is_relative_to(path.parent)
    name = article.relative_to(path.parent).as_posix() if is_below else article.name
    rule = CodebookRule(asked.tag, asked.sentence, example_of(text, asked.span, name), asked.shows, by, utc_now())

    def noted(data: Mapping[str, Any]) -> dict[str, Any]:
        raw = data or resources.built_in_codebook()
        return edit_tag(raw, rule.tag, with_rule(raw, rule))

    return Noted(path, rule, edit_codebook(path, noted))


def take_back(noted: Noted) -> Noted:
    """Take a rule out of the codebook again, under one more version. For a worker.

    Raises:
        CodebookInvalid: the rule was changed since.
        SidecarInvalid: the codebook cannot be read.
        SidecarConflict: someone has changed it meanwhile.
        SaveFailed: the system would not.
    """
    from analyst_app.corpus.codebook_editing import edit_codebook, edit_tag
    from analyst_app.review.codebook_rules import without_rule

    def taken_out(data: Mapping[str, Any]) -> dict[str, Any]:
        return edit_tag(data, noted.rule.tag, without_rule(data or {"tags": []}, noted.rule))

    return noted._replace(version=edit_codebook(noted.path, taken_out))

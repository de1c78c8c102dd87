"""Saving a codebook: brings together what others have changed meanwhile, says what changes, asks, and writes."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.core.codebook_changes import CodebookChanges, Merged, Side, codebook_changes, merged
from analyst_app.corpus import articles
from analyst_app.corpus import codebook_editing as editing
from analyst_app.corpus.codebook_fit import Affected as Layer
from analyst_app.corpus.codebook_fit import affected, with_several
from analyst_app.errors import CodebookInvalid, SidecarConflict
from analyst_app.session.layer_names import CODEBOOK_NAME
from analyst_app.ui.corpus.codebook_news import names_of, news_in_words, saving_in_words
from analyst_app.ui.widgets.message import ask, shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.corpus.corpus_index import CorpusIndex
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

Affected = dict[str, list[Layer]]
"""Annotations that a change concerns, by the tag's id."""


class Here(NamedTuple):
    """The open article's annotations as they are now, saved or not."""

    article: str
    """Path relative to the opened folder, else its name."""
    layer: str
    tags: dict[str, int]
    """The number of annotations by the tag's id."""
    lists: dict[tuple[str, str], int]
    """The number of annotations that hold a list of values, by the tag's and the attribute's id."""


class Draft(NamedTuple):
    """A codebook that is being changed."""

    path: Path
    """The file that will be written."""
    raw: dict[str, Any]
    seen: str
    """Hash of the file; empty: there is none yet."""


class Prospect(NamedTuple):
    """The outcome that saving would have."""

    draft: Draft
    """The file as it is now."""
    joint: Merged
    """The codebook that would be written, and what both sides changed differently."""
    changes: CodebookChanges
    """The difference between both."""
    affected: Affected
    unfit: str
    """The reason why both changes together make no codebook; empty: they make one."""


class CodebookSaving(QObject):
    """Writes a draft if the person says so.

    Args:
        bridge: has the open article's annotations, which are counted where no folder is open.
        corpus: the opened folder's index, in which they are counted.
        tasks: to read and write with.
        parent: the editor.
    """

    saved = Signal(object, object)
    """The Draft as it is written, and the Affected."""
    unfit = Signal(object, object, str)
    """The Draft as someone else wrote it, the codebook with both changes, and why that cannot be saved."""
    given_up = Signal()
    """The person did not want it."""
    failed = Signal(object)
    """The error that came instead."""

    def __init__(self, bridge: SessionBridge, corpus: CorpusKeeper, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._corpus, self._tasks, self._editor = bridge, corpus, tasks, parent

    def save(self, draft: Draft, raw: dict[str, Any], *, asks: bool = True) -> None:
        """Write a changed codebook over its draft.

        Args:
            draft: the file as it was read.
            raw: the codebook as it was changed.
            asks: False if the person has said so already and need only hear of what she cannot know.
        """
        index = self._corpus.index
        here = self._counted_here(index.folder if index is not None else None)

        def done(prospect: Prospect) -> None:
            if prospect.unfit:
                self.unfit.emit(prospect.draft, prospect.joint.raw, prospect.unfit)
            elif prospect.joint.clashes:
                self._ask_whose(draft, raw, prospect, here)
            else:
                self._ask(draft, prospect, asks=asks)

        def look() -> None:
            self._tasks.run(prospect_of, draft, raw, index, here, done=done, failed=self.failed.emit)

        if index is None:
            look()
        else:
            self._corpus.when_fresh(look)

    # -- inside ----------------------------------------------------------------------

    def _counted_here(self, folder: Path | None) -> Here | None:
        session = self._bridge.session
        if session is None:
            return None
        path = session.path
        name = path.relative_to(folder).as_posix() if folder is not None and path.is_relative_to(folder) else path.name
        lists: Counter[tuple[str, str]] = Counter()
        for annotation in session.store.annotations:
            lists.update((annotation.tag, name) for name, value in annotation.attributes if isinstance(value, list))
        return Here(name, session.layer_id, dict(session.store.tags), dict(lists))

    def _ask_whose(self, draft: Draft, raw: dict[str, Any], prospect: Prospect, here: Here | None) -> None:
        """Both have changed the same thing: nothing is overwritten that the person has not seen named."""
        clashes = [tag_id for tag_id in prospect.joint.clashes if tag_id]
        names = names_of(prospect.joint.raw, clashes) if clashes else tr("the codebook itself")
        words = tr(
            "Someone else has changed {file} since you opened it, and both of you changed {names} in different ways."
            " Everything else of both is kept.",
            file=CODEBOOK_NAME,
            names=names,
        )
        mine, theirs = tr("Keep mine there"), tr("Take theirs there")
        answer = ask(self._editor, tr("Save the codebook"), words, (mine, theirs, tr("Cancel")))
        if answer not in (mine, theirs):
            self.given_up.emit()
            return
        self._tasks.run(
            partial(prospect_of, draft, raw, self._corpus.index, here, prefer="mine" if answer == mine else "theirs"),
            done=lambda found: self._ask(draft, found, asks=True),
            failed=self.failed.emit,
        )

    def _ask(self, draft: Draft, prospect: Prospect, *, asks: bool) -> None:
        if prospect.unfit:
            self.unfit.emit(prospect.draft, prospect.joint.raw, prospect.unfit)
            return
        now, raw = prospect.draft, prospect.joint.raw
        words = saving_in_words(now.raw, raw, prospect.changes, prospect.affected)
        is_news = now.seen != draft.seen
        if is_news:
            theirs = news_in_words(draft.raw, now.raw, codebook_changes(draft.raw, now.raw))
            words = tr("Someone else has saved it meanwhile, and that is kept: {news}", news=theirs) + "\n\n" + words
        if asks or is_news or prospect.affected:
            save = tr("Save")
            if ask(self._editor, tr("Save the codebook"), words, (save, tr("Cancel"))) != save:
                self.given_up.emit()
                return
        self._write(draft, prospect)

    def _write(self, draft: Draft, prospect: Prospect) -> None:
        now = prospect.draft
        raw = prospect.joint.raw | {"version": now.raw.get("version", 1) + 1}

        def done(seen: str) -> None:
            self.saved.emit(Draft(now.path, raw, seen), prospect.affected)

        def failed(error: Exception) -> None:
            if isinstance(error, SidecarConflict):  # changed once more, in this very moment
                self.save(draft, prospect.joint.raw if now.seen == draft.seen else raw)
            else:
                self.failed.emit(error)

        self._tasks.run(partial(editing.write_codebook, now.path, raw, seen=now.seen), done=done, failed=failed)


def prospect_of(
    draft: Draft, raw: dict[str, Any], index: CorpusIndex | None, here: Here | None, *, prefer: Side = "mine"
) -> Prospect:
    """In a worker: the outcome of saving, with what the file holds now.

    Args:
        draft: the file as it was read.
        raw: the codebook as it was changed.
        index: of the opened folder, refreshed; None: no folder is open.
        here: the open article's annotations, if one is open.
        prefer: whose change counts where both changed the same.

    Raises:
        CodebookInvalid: someone else has made the file one that breaks the rules of codebooks, or annotations have
            several values where there can be only one from now on.
        SidecarInvalid: the file is no JSON object any more.
    """
    data, seen = editing.read_codebook(draft.path)
    if seen:
        Codebook.from_data(data, where=str(draft.path))  # of a file that is no codebook nothing can be kept
        now = draft if seen == draft.seen else Draft(draft.path, data, seen)
    else:
        now = draft._replace(seen="")  # somebody has taken it away: it is made anew
    joint = merged(draft.raw, raw, now.raw, prefer=prefer)
    changes = codebook_changes(now.raw, joint.raw)
    unfit = ""
    try:
        Codebook.from_data(joint.raw, where=tr("Both changes together"))
    except CodebookInvalid as error:
        unfit = str(error)
    _refuse_single(now.raw, joint.raw, index, here)
    concerned = (*changes.changed, *changes.retired, *changes.brought_back, *changes.gone)
    found = {tag: _affected(index, here, tag) for tag in concerned}
    return Prospect(now, joint, changes, {tag: counted for tag, counted in found.items() if counted}, unfit)


def _affected(index: CorpusIndex | None, here: Here | None, tag: str) -> list[Layer]:
    found = affected(index, tag) if index is not None else []
    return _with_here(found, here, here.tags.get(tag, 0) if here is not None else 0)


def _with_here(found: list[Layer], here: Here | None, count: int) -> list[Layer]:
    """The layers that the index has found, with the open article's as it is now."""
    if here is None:
        return found
    found = [item for item in found if (item.article, item.layer) != (here.article, here.layer)]
    return [*found, *([Layer(here.article, here.layer, count)] if count else [])]


def _refuse_single(old: dict[str, Any], new: dict[str, Any], index: CorpusIndex | None, here: Here | None) -> None:
    """An attribute that may have several values stays so while an annotation has a list of them."""
    several = {(tag["id"], one["id"]) for tag in old["tags"] for one in _severals(tag)}
    single = {(tag["id"], one["id"]): one for tag in new["tags"] for one in tag.get("attributes", ())}
    for tag_id, attribute_id in sorted(several & single.keys()):
        attribute = single[tag_id, attribute_id]
        if attribute.get("several") is True:
            continue
        found = with_several(index, tag_id, attribute_id) if index is not None else []
        found = _with_here(found, here, here.lists.get((tag_id, attribute_id), 0) if here is not None else 0)
        if count := sum(item.annotations for item in found):
            words = tr("{n} annotation has a list there|{n} annotations have a list there", count)
            raise CodebookInvalid(
                tr(
                    "{name} of {tag} must go on having several values at once: {words}. Choose one value in each"
                    " first, or switch several values on again.",
                    name=shown_name(str(attribute.get("name") or attribute_id)),
                    tag=names_of(new, [tag_id]),
                    words=words,
                )
            )


def _severals(tag: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in tag.get("attributes", ()) if one.get("several") is True]


def drafted(article: Path, folder: Path | None) -> Draft:
    """The codebook that applies to an article, as it can be edited. For a worker.

    Args:
        article: the article; its file need not be there.
        folder: the opened folder.

    Raises:
        AnalystError: it cannot be read.
    """
    path = articles.codebook_file(article, folder)
    if path is None:
        return Draft((folder or article.parent) / CODEBOOK_NAME, resources.built_in_codebook(), "")
    return draft_of(path)


def draft_of(path: Path) -> Draft:
    """The codebook in a file, as it can be edited. For a worker.

    Raises:
        AnalystError: it cannot be read.
    """
    raw, seen = editing.read_codebook(path)
    Codebook.from_data(raw, where=str(path))
    return Draft(path, raw, seen)

"""The codebook: its tags to look at and to change. The annotations concerned are shown before it is written."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.core.codebook_words import counted_version
from analyst_app.corpus import articles
from analyst_app.corpus import codebook_editing as editing
from analyst_app.errors import AnalystError, sentence
from analyst_app.gestures.retagging import losses_in_words, retag_all
from analyst_app.session.faults import reason
from analyst_app.session.layer_names import CODEBOOK_NAME
from analyst_app.ui.corpus.codebook_form import TagForm
from analyst_app.ui.widgets.message import PlainLabel, ask, shown_name
from analyst_app.ui.widgets.screen_fit import resize_on_screen
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.session.session import Session
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class Draft(NamedTuple):
    """A codebook that is being changed."""

    path: Path
    """The file that will be written."""
    raw: dict[str, Any]
    seen: str
    """Hash of the file; empty: there is none yet."""


_NONE = Draft(Path(), {"tags": []}, "")


class CodebookPanel(QDialog):
    """Changes the draft that ``edit`` gives it; Save shows what is affected, then writes.

    Args:
        bridge: says what is selected, for an example.
        workplace: says which folder is open, and which layer is the annotator's own.
        corpus: the opened folder's index, for what is affected.
        tasks: to read and write with.
        parent: the window.
    """

    written = Signal()
    """The codebook's file is another."""
    failed = Signal(str, object)
    """Something went wrong by a mistake of the program's own: the sentence about it, and the Path of the folder."""
    example_chosen = Signal(object, object)
    """An example was clicked: the Path of its article, and its Span."""
    retagging_wanted = Signal(str, object)
    """Two tags were merged: the label of a step, and the change to make by the article's Path."""

    def __init__(
        self,
        bridge: SessionBridge,
        workplace: Workplace,
        corpus: CorpusKeeper,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("codebook_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, 900, 680)
        self._bridge, self._workplace, self._corpus, self._tasks = bridge, workplace, corpus, tasks
        self._draft = _NONE
        self._raw = self._pending = _NONE.raw
        """The draft with what buttons have changed; and with what the fields say."""
        self._merged: tuple[str, str] | None = None
        self._lost: Counter[str] = Counter()
        """Values that re-tagging has lost, by attribute."""
        self.tags = QListWidget(self)
        self.tags.setObjectName("codebook_tags")
        self.tags.setAccessibleName("Tags")
        self.form = TagForm(self)
        self.said = PlainLabel("", self)
        self.said.setObjectName("codebook_said")
        self.said.setWordWrap(True)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        parts = QSplitter(self)
        parts.addWidget(self._left())
        parts.addWidget(scroll)
        parts.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.addWidget(parts, 1)
        column.addWidget(self.said)
        column.addLayout(self._foot())
        self.tags.currentRowChanged.connect(self._show_tag)
        self.form.edited.connect(self._on_edit)
        self.form.example_wanted.connect(self._add_example)
        self.form.example_chosen.connect(self._go_to_example)

    def edit(self, draft: Draft) -> None:
        """Show a codebook, to be changed."""
        self._draft = draft
        self._raw = self._pending = draft.raw
        self._fill()
        self._title()

    # -- building ----------------------------------------------------------------------

    def _left(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tags, 1)
        for name, words, act in (
            ("codebook_add", "Add a tag…", self._add), ("codebook_retire", "Retire", self._retire),
            ("codebook_merge", "Merge into…", self._merge),
        ):  # fmt: skip
            button = QPushButton(words, page)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            column.addWidget(button)
            if name == "codebook_retire":
                self.retire = button
        return page

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.save = QPushButton("Save", self)
        self.save.setObjectName("codebook_save")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._ask_to_save)
        self.save.setEnabled(False)
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row.addWidget(self.save)
        row.addWidget(close)
        return row

    # -- showing -----------------------------------------------------------------------

    def _title(self) -> None:
        place = (
            tr("built-in; saving makes a {file} in the folder", file=CODEBOOK_NAME)
            if not self._draft.seen
            else CODEBOOK_NAME
        )
        version = counted_version(self._raw.get("version", 1))
        self.setWindowTitle(f"Codebook {shown_name(str(self._raw.get('name', '')))} · version {version} · {place}")

    def _fill(self, row: int = 0) -> None:
        self.tags.blockSignals(True)
        self.tags.clear()
        for tag in self._raw["tags"]:
            retired = "  (retired)" if tag.get("retired") else ""
            item = QListWidgetItem(shown_name(f"{tag.get('key') or ' '}  {tag.get('name') or tag['id']}{retired}"))
            patch = QPixmap(QSize(12, 12))
            patch.fill(QColor(tag.get("colour", "#6b7280")))
            item.setIcon(QIcon(patch))
            item.setToolTip(f"id: {tag['id']}")
            self.tags.addItem(item)
        self.tags.blockSignals(False)
        self.tags.setCurrentRow(min(row, self.tags.count() - 1))
        self._show_tag(self.tags.currentRow())

    def _show_tag(self, row: int) -> None:
        if 0 <= row < len(self._raw["tags"]):
            tag = self._raw["tags"][row]
            self.form.show_tag(tag)
            self.retire.setText("Bring back" if tag.get("retired") else "Retire")

    @property
    def tag_id(self) -> str:
        """Id of the tag that is shown."""
        tag_id: str = self._raw["tags"][self.tags.currentRow()]["id"]
        return tag_id

    # -- changing the draft --------------------------------------------------------------

    def _on_edit(self) -> None:
        """Check what the fields say; the draft follows as long as it is right."""
        try:
            raw: dict[str, Any] = dict(self._raw)
            if values := self.form.values():
                raw = editing.edit_tag(raw, self.tag_id, values)
            if (attributes := self.form.attribute_data()) is not None:
                raw = editing.set_attributes(raw, self.tag_id, attributes)
            if (links := self.form.link_data()) is not None:
                raw = editing.set_links(raw, self.tag_id, links)
        except AnalystError as error:
            self.said.setText(str(error))
            self.save.setEnabled(False)
            return
        self._pending = raw
        self.said.setText("")
        self.save.setEnabled(raw != self._draft.raw)
        self.tags.setEnabled(raw == self._raw)
        if raw != self._raw:
            self.said.setText("Save, or close the window to leave the codebook as it was.")

    def _change(self, change: dict[str, Any], row: int) -> None:
        """Take a change of the draft that buttons made."""
        self._raw = self._pending = change
        self._fill(row)
        self.save.setEnabled(True)
        self.said.setText("Save, or close the window to leave the codebook as it was.")

    def _try(self, make: partial[dict[str, Any]], row: int) -> bool:
        try:
            self._change(make(), row)
        except AnalystError as error:
            self.said.setText(str(error))
            return False
        return True

    def _add(self) -> None:
        name, is_given = QInputDialog.getText(self, "Add a tag", "Name of the tag:")
        if is_given and name.strip():
            self._try(partial(editing.add_tag, self._pending, name.strip()), self.tags.count())

    def _retire(self) -> None:
        row = self.tags.currentRow()
        retired = not self._raw["tags"][row].get("retired", False)
        self._try(partial(editing.retire_tag, self._pending, self.tag_id, retired=retired), row)

    def _merge(self) -> None:
        row, source = self.tags.currentRow(), self.tag_id
        others = {tag.get("name") or tag["id"]: tag["id"] for tag in self._raw["tags"] if tag["id"] != source}
        name, is_given = QInputDialog.getItem(self, "Merge", "Into which tag?", list(others), 0, False)
        if is_given and self._try(partial(editing.merge_tags, self._pending, source, others[name]), row):
            self._merged = (source, others[name])
            self._ask_to_save()

    def _add_example(self, counter: bool) -> None:
        bridge = self._bridge
        if bridge.session is None or bridge.selection is None:
            self.said.setText("Select a passage in the article first.")
            return
        folder, path = self._workplace.folder, bridge.session.path
        name = path.relative_to(folder).as_posix() if folder is not None and path.is_relative_to(folder) else path.name
        example = editing.example_of(bridge.session.document.text, bridge.selection, name)
        self.form.add_example(example, counter=counter)

    def _go_to_example(self, example: str) -> None:
        place = editing.place_of(example)
        if place is None:
            self.said.setText("This example names no article.")
            return
        self.example_chosen.emit(self._draft.path.parent / place.article, place.span)

    # -- saving ------------------------------------------------------------------------

    def _ask_to_save(self) -> None:
        """Find out what is affected, show it, and write if the person says so."""
        raw = self._pending
        changed = _changed_tags(self._draft.raw, raw)
        index = self._corpus.index
        if index is None:
            self._write(raw, [])
            return

        def look() -> list[tuple[str, list[editing.Affected]]]:
            return [(tag_id, editing.affected(index, tag_id)) for tag_id in changed]

        def done(found: list[tuple[str, list[editing.Affected]]]) -> None:
            words = "\n".join(_in_words(raw, tag_id, affected) for tag_id, affected in found) or "No tag is changed."
            words += "\n\nIds stay as they are, so no file of annotations is rewritten."
            if ask(self, "Save the codebook", words, ("Save", "Cancel")) == "Save":
                self._write(raw, found)

        self._corpus.when_fresh(lambda: self._tasks.run(look, done=done, failed=self._fail))

    def _write(self, raw: dict[str, Any], found: list[tuple[str, list[editing.Affected]]]) -> None:
        raw = raw | {"version": self._draft.raw.get("version", 1) + 1}
        path = self._draft.path

        def done(seen: str) -> None:
            self._draft = Draft(path, raw, seen)
            self._raw = self._pending = raw
            self.tags.setEnabled(True)
            self.save.setEnabled(False)
            self._fill(self.tags.currentRow())
            self._title()
            self.said.setText(f"Saved as version {raw['version']}.")
            self.written.emit()
            self._offer_retagging(raw, dict(found))

        self._tasks.run(partial(editing.write_codebook, path, raw, seen=self._draft.seen), done=done, failed=self._fail)

    def _offer_retagging(self, raw: dict[str, Any], found: dict[str, list[editing.Affected]]) -> None:
        """After a merge: the person's own annotations, one undo step an article."""
        merged, self._merged = self._merged, None
        index, mine = self._corpus.index, self._workplace.annotator
        if merged is None or index is None:
            return
        source, target = merged
        articles = [item for item in found.get(source, []) if item.layer == mine]
        count = sum(item.annotations for item in articles)
        if not count:
            return
        where = tr("{n} article|{n} articles", len(articles))
        words = tr(
            "Re-tag your {n} annotation in {where} now? Others re-tag their own."
            "|Re-tag your {n} annotations in {where} now? Others re-tag their own.",
            count,
            where=where,
        )
        if ask(self, "Merge", words, ("Re-tag", "Not now")) == "Re-tag":
            self._retag(
                [index.folder / item.article for item in articles],
                Codebook.from_data(raw, where=CODEBOOK_NAME),
                source,
                target,
            )

    def _retag(self, articles: list[Path], codebook: Codebook, source: str, target: str) -> None:
        """Re-tag the person's own layer of some articles, and name what the new tag does not take."""
        self._lost.clear()

        def change(session: Session) -> Change:
            made = retag_all(session.store, codebook, source=source, target=target)
            self._lost.update(made.lost)
            return made.change

        jobs = dict.fromkeys(articles, change)
        self.retagging_wanted.emit(f"Merge {source} into {target}", jobs)

    def tell_retagged(self, words: str) -> None:
        """Say how re-tagging goes, and what was lost by it."""
        gone = tr("Gone with the old tag: {losses}.", losses=losses_in_words(self._lost)) if self._lost else ""
        self.said.setText(f"{words} {gone}".rstrip())

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            words = reason(error, self._draft.path)
            self.failed.emit(words, self._draft.path.parent)
        else:
            words = sentence(error)
        self.said.setText(words)


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
    raw, seen = editing.read_codebook(path)
    Codebook.from_data(raw, where=str(path))
    return Draft(path, raw, seen)


def _changed_tags(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    before = {tag["id"]: json.dumps(tag, sort_keys=True) for tag in old["tags"]}
    return [tag["id"] for tag in new["tags"] if before.get(tag["id"], "") not in ("", json.dumps(tag, sort_keys=True))]


def _in_words(raw: dict[str, Any], tag_id: str, affected: list[editing.Affected]) -> str:
    name = next(tag.get("name") or tag_id for tag in raw["tags"] if tag["id"] == tag_id)
    if not affected:
        return f"{shown_name(name)}: no annotation has this tag."
    count, articles = sum(item.annotations for item in affected), len({item.article for item in affected})
    layers = ", ".join(sorted({item.layer for item in affected}))
    where = tr("{n} article|{n} articles", articles)
    return tr(
        "{name}: {n} annotation in {where}, by {layers}.|{name}: {n} annotations in {where}, by {layers}.",
        count,
        name=shown_name(name),
        where=where,
        layers=layers,
    )

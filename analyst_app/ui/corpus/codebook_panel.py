"""The codebook: its tags to look at and to change. The annotations concerned are shown before it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
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

from analyst_app.core.codebook_changes import codebook_changes
from analyst_app.core.codebook_words import counted_version
from analyst_app.corpus import codebook_editing as editing
from analyst_app.errors import AnalystError, sentence
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.session.faults import reason
from analyst_app.session.layer_names import CODEBOOK_NAME
from analyst_app.ui.corpus.codebook_form import TagForm
from analyst_app.ui.corpus.codebook_news import brief_news
from analyst_app.ui.corpus.codebook_saving import CodebookSaving, Draft, draft_of
from analyst_app.ui.corpus.merged_tags import MergedTags
from analyst_app.ui.widgets.message import PlainLabel, ask, shown_name
from analyst_app.ui.widgets.screen_fit import fit_dialog
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.importers.annotations.imported_layer import AnnotatedFile
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


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
        fit_dialog(self, 900, 680)
        self._bridge, self._workplace, self._tasks = bridge, workplace, tasks
        self._draft = _NONE
        self._raw = self._pending = _NONE.raw
        """The draft with what buttons have changed; and with what the fields say."""
        self._is_wrong = False
        """True while the fields say something that breaks a rule."""
        self._then: Callable[[], object] | None = None
        """Comes once the changes are saved and the window is closed; None: it stays open."""
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
        self.tags.currentRowChanged.connect(self._on_row)
        self.form.edited.connect(self._on_edit)
        self.form.example_wanted.connect(self._add_example)
        self.form.example_chosen.connect(self._go_to_example)
        self._merging = MergedTags(corpus, workplace, self)
        self._merging.wanted.connect(self.retagging_wanted)
        self._saving = CodebookSaving(bridge, corpus, tasks, self)
        self._saving.saved.connect(self._on_saved)
        self._saving.unfit.connect(self._on_unfit)
        self._saving.given_up.connect(self._on_given_up)
        self._saving.failed.connect(self._fail)
        bridge.codebook_changed.connect(self.note_codebook)

    def edit(self, draft: Draft) -> None:
        """Show a codebook, to be changed."""
        self._take(draft, draft.raw)

    def _take(self, draft: Draft, raw: dict[str, Any]) -> None:
        self._draft, self._is_wrong = draft, False
        self._raw = self._pending = raw
        self.tags.setEnabled(True)
        self.save.setEnabled(self.is_dirty)
        self._fill(max(0, self.tags.currentRow()))
        self._title()

    # -- building ----------------------------------------------------------------------

    def _left(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tags, 1)
        for name, words, act in (
            ("codebook_add", "Add a tag…", self._add), ("codebook_retire", "Retire", self._retire),
            ("codebook_merge", "Merge into…", self._merge), ("codebook_reasons", tr("Reasons…"), self._set_reasons),
            ("codebook_import", tr("Import codes (.qdc)…"), self._import_codes),
            ("codebook_export", tr("Export codes (.qdc)…"), self._export_codes),
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
            item = QListWidgetItem(_label(tag))
            patch = QPixmap(QSize(12, 12))
            patch.fill(QColor(tag.get("colour", "#6b7280")))
            item.setIcon(QIcon(patch))
            item.setToolTip(f"id: {tag['id']}")
            self.tags.addItem(item)
        self.tags.blockSignals(False)
        self.tags.setCurrentRow(min(row, self.tags.count() - 1))
        self._show_tag(self.tags.currentRow())

    def _on_row(self, row: int) -> None:
        """Another tag is shown; what the fields of the one before say is kept in the draft."""
        self._raw = self._pending
        for number, tag in enumerate(self._raw["tags"]):
            self.tags.item(number).setText(_label(tag))
        self._show_tag(row)

    def _show_tag(self, row: int) -> None:
        if 0 <= row < len(self._raw["tags"]):
            tag = self._raw["tags"][row]
            self.form.show_tag(tag, {one["id"]: str(one.get("name", one["id"])) for one in self._raw["tags"]})
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
            self._tell_wrong(str(error))
            return
        self._pending, self._is_wrong = raw, False
        self.tags.setEnabled(True)
        self._tell_unsaved()

    def _tell_wrong(self, words: str) -> None:
        """The fields say something that cannot be saved: the tag that is shown stays until it is mended."""
        self._is_wrong = True
        self.said.setText(words)
        self.save.setEnabled(False)
        self.tags.setEnabled(False)

    def _tell_unsaved(self) -> None:
        self.save.setEnabled(self.is_dirty)
        self.said.setText(tr("Not saved yet.") if self.is_dirty else "")

    def _change(self, change: dict[str, Any], row: int) -> None:
        """Take a change of the draft that buttons made."""
        self._raw = self._pending = change
        self._is_wrong = False
        self.tags.setEnabled(True)
        self._fill(row)
        self._tell_unsaved()

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
            self._merging.note(source, others[name])
            self._ask_to_save()

    def _import_codes(self) -> None:
        """Tags and values of a REFI-QDA codebook that are not there yet come into the draft; Save writes them."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Import codes"), "", tr("Codebooks of REFI-QDA (*.qdc)"))
        if not name:
            return
        old = self._pending

        def done(found: AnnotatedFile) -> None:
            row = self.tags.currentRow()
            if found.codebook is not None and self._try(
                partial(editing.take_in_tags, self._pending, found.codebook), row
            ):
                number = len(self._pending["tags"]) - len(old["tags"])
                words = [tr("{n} new tag|{n} new tags", number) + ".", *found.losses.sentences(), tr("Not saved yet.")]
                self.said.setText(shown_name(" ".join(words)))

        self._tasks.run(partial(read_annotated, Path(name), codebook=old), done=done, failed=self._fail)

    def _export_codes(self) -> None:
        """The draft's tags and values as a REFI-QDA codebook."""
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export codes"), "codebook.qdc", tr("Codebooks of REFI-QDA (*.qdc)")
        )
        if name:
            from analyst_app.export.formats.refi_qda import write_codebook  # seldom, so not before the panel opens

            path, said = Path(name), tr("Codes written to {file}.", file=shown_name(Path(name).name))
            self._tasks.run(
                partial(write_codebook, path, self._pending),
                done=lambda _: self.said.setText(said),
                failed=self._fail,
            )

    def _set_reasons(self) -> None:
        """The reasons for a rejection of all tags that list none of their own."""
        old = self._pending.get("reasons", [])
        words, is_given = QInputDialog.getMultiLineText(
            self,
            tr("Reasons for a rejection"),
            tr("For every tag that lists none of its own, one a line; nothing: the usual ones."),
            editing.reasons_in_words(old),
        )
        if is_given and (made := editing.reasons_from_words(words, old)) != old:
            self._try(partial(editing.set_reasons, self._pending, made), self.tags.currentRow())

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
        self._saving.save(self._draft, self._pending)

    def _on_saved(self, draft: Draft, found: dict[str, list[editing.Affected]]) -> None:
        self._take(draft, draft.raw)
        self.said.setText(tr("Saved as version {version}.", version=draft.raw["version"]))
        self.written.emit()
        if self._then is not None:
            self._end()
        else:
            self._merging.offer(draft.raw, found)

    def _on_unfit(self, draft: Draft, raw: dict[str, Any], why: str) -> None:
        """Somebody's change and this one do not fit: both are shown, to be mended."""
        self._then = None
        self._take(draft, raw)
        self._tell_wrong(tr("Someone else has changed the codebook meanwhile. {why}", why=why))

    def _on_given_up(self) -> None:
        self._then = None

    def note_codebook(self) -> None:
        """The open article has another codebook: show it here, too, or say that saving will bring both together."""
        path = self._draft.path

        def done(draft: Draft) -> None:
            if draft.seen == self._draft.seen or path != self._draft.path:
                return
            if self.is_dirty:
                self.said.setText(tr("Someone else has changed the codebook. Saving keeps what both of you changed."))
            else:
                self._take(draft, draft.raw)
                self.said.setText(tr("Someone else has changed the codebook: this is it now."))

        self._tasks.run(draft_of, path, done=done, failed=lambda _: None)  # a broken file is the article's to tell

    # -- leaving -----------------------------------------------------------------------

    @property
    def is_dirty(self) -> bool:
        """True if something is changed that is not in the file."""
        return self._is_wrong or _content(self._pending) != _content(self._draft.raw)

    def reject(self) -> None:
        """Close (Esc too); what is changed is asked about first."""
        if self.is_dirty and self.isVisible():
            self.ask_to_leave(lambda: None)
        else:
            super().reject()

    def ask_to_leave(self, then: Callable[[], object]) -> None:
        """Ask what becomes of the changes; unless the person stays, close, and do what comes then."""
        save, discard, cancel = tr("Save"), tr("Discard"), tr("Cancel")
        changes = codebook_changes(self._draft.raw, self._pending)
        if self._is_wrong:
            words = tr("What is changed here cannot be saved yet: {why}", why=self.said.text())
        else:
            words = tr(
                "Not saved yet: {changes}.",
                changes=brief_news(self._draft.raw, self._pending, changes) or tr("the codebook"),
            )
        choices = (discard, cancel) if self._is_wrong else (save, discard, cancel)
        answer = ask(self, tr("Codebook"), words, choices)
        if answer == save:
            self._then = then
            self._saving.save(self._draft, self._pending, asks=False)
        elif answer == discard:
            self._then = then
            self._end()

    def _end(self) -> None:
        then, self._then = self._then, None
        self._merging.forget()
        self._take(self._draft, self._draft.raw)
        super().reject()
        if then is not None:
            then()

    def tell_retagged(self, words: str) -> None:
        """Say how re-tagging goes, and what was lost by it."""
        self.said.setText(self._merging.told(words))

    def _fail(self, error: Exception) -> None:
        self._then = None
        if not isinstance(error, AnalystError | OSError):
            words = reason(error, self._draft.path)
            self.failed.emit(words, self._draft.path.parent)
        else:
            words = sentence(error)
        self.said.setText(words)


def _label(tag: dict[str, Any]) -> str:
    """A tag in the list: its key, its name, and whether it is retired."""
    retired = "  (retired)" if tag.get("retired") else ""
    return shown_name(f"{tag.get('key') or ' '}  {tag.get('name') or tag['id']}{retired}")


def _content(raw: dict[str, Any]) -> dict[str, Any]:
    """A codebook without its version, which each change raises."""
    return {key: value for key, value in raw.items() if key != "version"}

"""The acts on a codebook that ask for something first: new tags, merging, reasons, codes of other programs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog

from analyst_app.corpus import codebook_editing as editing
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.review.voices import proposes_majority
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.theme import swatches
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.importers.annotations.imported_layer import AnnotatedFile
    from analyst_app.ui.codebook.codebook_draft import CodebookDraft
    from analyst_app.ui.widgets.tasks import Tasks

_KINDS = marked("Codebooks of REFI-QDA (*.qdc)")
_BUILT_IN = 5
"""The first swatches belong to the tags that are built in."""


class CodebookActs(QObject):
    """Carries them out on the draft.

    Args:
        draft: is changed.
        tasks: to read and write with.
        page: in front of which is asked.
    """

    made = Signal(str)
    """A tag was made: its id."""
    merged = Signal(str, str)
    """A tag was merged into another: both ids."""
    done = Signal()
    """The codebook is another."""
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, draft: CodebookDraft, tasks: Tasks, page: QWidget) -> None:
        super().__init__(page)
        self._draft, self._tasks, self._page = draft, tasks, page

    def add(self) -> None:
        """Ask for a name and make a tag of it, in the first colour that no tag has."""
        name, is_given = QInputDialog.getText(self._page, tr("Add a tag"), tr("Name of the tag:"))
        if not (is_given and name.strip()):
            return
        taken = {str(tag.get("colour", "")).lower() for tag in self._draft.raw["tags"]}
        offered = [swatch.colour for swatch in swatches()[_BUILT_IN:]]
        colour = next((one for one in offered if one not in taken), offered[len(taken) % len(offered)])
        if self._try(partial(editing.add_tag, name=name.strip(), colour=colour)):
            self.made.emit(self._draft.raw["tags"][-1]["id"])

    def retire(self, tag_id: str) -> None:
        """Retire a tag, or bring it back."""
        tag = next(one for one in self._draft.raw["tags"] if one["id"] == tag_id)
        self._try(partial(editing.retire_tag, tag_id=tag_id, retired=not tag.get("retired", False)))

    def merge(self, source: str) -> None:
        """Ask into which tag another is merged, and do it."""
        others = {tag.get("name") or tag["id"]: tag["id"] for tag in self._draft.raw["tags"] if tag["id"] != source}
        name, is_given = QInputDialog.getItem(
            self._page, tr("Merge"), tr("Into which tag?"), list(others), 0, False
        )  # fmt: skip
        if is_given and self._try(partial(editing.merge_tags, source=source, target=others[name])):
            self.merged.emit(source, others[name])

    def set_reasons(self) -> None:
        """Ask for the reasons for a rejection of all tags that list none of their own."""
        old = self._draft.raw.get("reasons", [])
        words, is_given = QInputDialog.getMultiLineText(
            self._page,
            tr("Reasons for a rejection"),
            tr("For every tag that lists none of its own, one a line; nothing: the usual ones."),
            editing.reasons_in_words(old),
        )
        if is_given and (made := editing.reasons_from_words(words, old)) != old:
            self._try(partial(editing.set_reasons, reasons=made))

    def set_majority(self, is_proposed: bool) -> None:
        """Propose what most readers say in a review of several, or do not."""
        if is_proposed != self.proposes_majority:
            self._try(partial(editing.set_majority, is_proposed=is_proposed))

    @property
    def proposes_majority(self) -> bool:
        """True if what most readers say is proposed in a review of several."""
        return proposes_majority(self._draft.raw)

    def import_codes(self) -> None:
        """Take tags and values of a REFI-QDA codebook that are not there yet into the draft; Save writes them."""
        name, _ = QFileDialog.getOpenFileName(self._page, tr("Import codes"), "", tr(_KINDS))
        if not name:
            return
        old = self._draft.raw

        def done(found: AnnotatedFile) -> None:
            if found.codebook is None or not self._try(partial(editing.take_in_tags, other=found.codebook)):
                return
            number = len(self._draft.raw["tags"]) - len(old["tags"])
            words = [tr("{n} new tag|{n} new tags", number) + ".", *found.losses.sentences(), tr("Not saved yet.")]
            self.said.emit(shown_name(" ".join(words)))

        self._tasks.run(partial(read_annotated, Path(name), codebook=old), done=done, failed=self.failed.emit)

    def export_codes(self) -> None:
        """Write the draft's tags and values as a REFI-QDA codebook."""
        name, _ = QFileDialog.getSaveFileName(self._page, tr("Export codes"), "codebook.qdc", tr(_KINDS))
        if name:
            from analyst_app.export.formats.refi_qda import write_codebook  # seldom, so not before the page opens

            path, said = Path(name), tr("Codes written to {file}.", file=shown_name(Path(name).name))
            self._tasks.run(
                partial(write_codebook, path, self._draft.raw),
                done=lambda _: self.said.emit(said),
                failed=self.failed.emit,
            )

    def _try(self, make: Any) -> bool:
        why = self._draft.change(make)
        if why:
            self.said.emit(why)
        else:
            self.done.emit()
        return not why

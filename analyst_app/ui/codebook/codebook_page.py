"""The codebook as a page of the window: its tags, the form of one, a preview; saving, undo, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analyst_app.core.codebook import Codebook
from analyst_app.core.codebook_changes import codebook_changes
from analyst_app.corpus import codebook_editing as editing
from analyst_app.corpus.codebook_editing import example_of, place_of
from analyst_app.corpus.codebook_fit import uses
from analyst_app.errors import AnalystError, sentence
from analyst_app.session.faults import reason
from analyst_app.ui.codebook.codebook_acts import CodebookActs
from analyst_app.ui.codebook.codebook_draft import CodebookDraft, Make
from analyst_app.ui.codebook.key_words import key_words
from analyst_app.ui.codebook.page_columns import PageColumns
from analyst_app.ui.codebook.page_head import CodebookHead, TagsFoot
from analyst_app.ui.codebook.tag_form import TagForm
from analyst_app.ui.codebook.tag_list import TagList
from analyst_app.ui.codebook.tag_order import stepped
from analyst_app.ui.codebook.tag_preview import TagPreview
from analyst_app.ui.corpus.codebook_news import brief_news
from analyst_app.ui.corpus.codebook_saving import CodebookSaving, Draft, draft_of
from analyst_app.ui.frame.page_focus import focus_kept
from analyst_app.ui.frame.page_frame import CoveringPage
from analyst_app.ui.frame.paper import hairline
from analyst_app.ui.widgets.message import PlainLabel, ask
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.codebook_fit import Affected
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.corpus.merged_tags import MergedTags
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks


class CodebookPage(CoveringPage):
    """Changes the codebook that ``edit`` gives it; Save shows what is affected, then writes.

    Args:
        bridge: says what is selected, for an example.
        corpus: the opened folder's index, for what is affected.
        tasks: to read and write with.
        looks: colours and sizes.
        parent: the window, which it covers.
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
        self, bridge: SessionBridge, corpus: CorpusKeeper, tasks: Tasks, looks: Looks, parent: QWidget
    ) -> None:
        super().__init__(looks, parent)
        self.setObjectName("codebook_panel")
        self._bridge, self._corpus, self._tasks = bridge, corpus, tasks
        self._merging: MergedTags | None = None
        self._uses: dict[str, int] = {}
        self._then: Callable[[], object] | None = None
        """Comes once the changes are saved and the page is closed; None: it stays open."""
        self._awaited = ""
        """The list of examples that waits for a selection in the article."""
        self.draft = CodebookDraft(self)
        self.acts = CodebookActs(self.draft, tasks, self)
        self.head = CodebookHead(looks, self)
        self.tags = TagList(looks, self)
        self.form = TagForm(looks, self._key_words, self)
        self.preview = TagPreview(looks, self)
        self.foot = TagsFoot(looks, self.acts, self)
        self.said = PlainLabel("", self)
        self.said.setObjectName("codebook_said")
        self.said.setWordWrap(True)
        self.save = self.head.save
        self._lay_out()
        self._saving = CodebookSaving(bridge, corpus, tasks, self)
        self._connect()
        self.hide()

    def offer_retagging_by(self, merging: MergedTags) -> None:
        """Have one's own annotations offered a new tag once two tags are merged."""
        self._merging = merging
        merging.wanted.connect(self.retagging_wanted)

    def edit(self, draft: Draft) -> None:
        """Show a codebook, to be changed."""
        self.draft.take(draft, draft.raw)
        self._count_uses()
        self.come_back()

    def come_back(self) -> None:
        """Be shown, with the changes that are not saved; an example that was awaited comes in."""
        self.come_over(self.tags)
        awaited, self._awaited = self._awaited, ""
        if awaited and self._bridge.selection is not None:
            self._add_example(awaited)

    # -- building ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        sizes = self._looks.sizes
        columns = PageColumns(self._looks, (self.tags, self.foot), self.form, self.preview, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline(self))
        column.addWidget(columns, 1)
        self.said.setContentsMargins(sizes.space(3), sizes.space(0), sizes.space(3), sizes.space(0))
        column.addWidget(self.said)

    def _connect(self) -> None:
        draft, form, acts = self.draft, self.form, self.acts
        draft.changed.connect(self._show_state)
        self.tags.currentRowChanged.connect(lambda _: self._show_tag())
        self.tags.moved.connect(self._move)
        self.tags.step_wanted.connect(lambda by: self._try(partial(stepped, tag_id=self.tag_id, by=by)))
        form.wanted.connect(self._change)
        form.example_wanted.connect(self._add_example)
        form.example_chosen.connect(self._go_to_example)
        form.retire.clicked.connect(lambda: acts.retire(self.tag_id))
        form.merge.clicked.connect(lambda: acts.merge(self.tag_id))
        acts.done.connect(self._show_tag)
        acts.made.connect(self._choose_new)
        acts.merged.connect(self._note_merge)
        acts.said.connect(self.say)
        acts.failed.connect(self._fail)
        self.head.back.clicked.connect(self.close)
        self.head.undo.clicked.connect(self.undo)
        self.head.discard.clicked.connect(self._discard)
        self.save.clicked.connect(self.ask_to_save)
        self._saving.saved.connect(self._on_saved)
        self._saving.unfit.connect(self._on_unfit)
        self._saving.given_up.connect(self._forget_then)
        self._saving.failed.connect(self._fail)
        self._bridge.codebook_changed.connect(self.note_codebook)
        self._keys = {
            "Ctrl+S": self.ask_to_save, "Ctrl+Z": self.undo, "Ctrl+Shift+Z": self.redo, "Ctrl+Y": self.redo,
            "Esc": self.close,
        }  # fmt: skip

    # -- showing -----------------------------------------------------------------------

    @property
    def tag_id(self) -> str:
        """Id of the tag that is shown."""
        return self.tags.tag_id

    @property
    def is_dirty(self) -> bool:
        """True if something is changed that is not in the file."""
        return self.draft.is_dirty

    def say(self, words: str) -> None:
        """Say something at the foot of the page."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _show_state(self) -> None:
        """The codebook is another: the list, the preview, the head; the form is whoever's it was that changed it."""
        draft = self.draft
        codebook = Codebook.from_data(draft.raw)
        known = {tag["id"] for tag in draft.file.raw["tags"]} if draft.file.seen or draft.file.raw["tags"] else set()
        new = frozenset(tag.id for tag in codebook.tags if tag.id not in known)
        before = self.tag_id
        self.tags.show_tags(codebook, self._uses, new)
        self.head.show_state(draft)
        self._keep_focus()
        if self.tag_id != before:
            self._show_tag()
        else:
            self._show_preview(codebook)
        self.say(draft.wrong or (tr("Not saved yet: {changes}.", changes=self._news()) if draft.is_dirty else ""))

    def _keep_focus(self) -> None:
        """A button that cannot be pressed any more hands the focus on: not to what the page covers."""
        focus = self.window().focusWidget()
        if self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            self.tags.setFocus()

    def _show_tag(self) -> None:
        raw = next((tag for tag in self.draft.raw["tags"] if tag["id"] == self.tag_id), None)
        if raw is None:
            return
        codebook = Codebook.from_data(self.draft.raw)
        file: dict[str, Any] = next((tag for tag in self.draft.file.raw["tags"] if tag["id"] == raw["id"]), {})
        if self.draft.wrong:
            self.draft.tell_wrong("")
        with focus_kept(self, self.tags, self.form.built_anew):
            self.form.show_tag(raw, codebook, file)
            self._show_preview(codebook)
            self.take_keys(self._keys)

    def _show_preview(self, codebook: Codebook) -> None:
        tag = codebook.tag(self.tag_id)
        if tag is not None:
            with focus_kept(self, self.tags, [self.preview]):
                self.preview.show_tag(codebook, tag)
        self.preview.show_changes(self.draft.file.raw, self.draft.raw, self._uses)

    def _news(self) -> str:
        old, new = self.draft.file.raw, self.draft.raw
        changes = codebook_changes(old, new)
        told = brief_news(old, new, changes)
        return told or (tr("the order of tags") if changes.is_ordered else tr("the codebook"))

    def _count_uses(self) -> None:
        session, index = self._bridge.session, self._corpus.index
        self._uses = dict(session.store.tags) if session is not None else {}
        self._show_state()
        if index is not None:
            self._corpus.when_fresh(lambda: self._tasks.run(uses, index, done=self._take_uses, failed=lambda _: None))

    def _take_uses(self, counted: dict[str, int]) -> None:
        self._uses = counted
        self._show_state()

    # -- changing the draft --------------------------------------------------------------

    def undo(self) -> None:
        """Go back a step."""
        self.draft.undo()
        self._show_tag()

    def redo(self) -> None:
        """Do again what was undone."""
        self.draft.redo()
        self._show_tag()

    def _change(self, make: Make, step: str, field: str, anew: bool) -> None:
        """A field of the form says something else."""
        why = self.draft.change(make, step)
        if why and anew:
            self._show_tag()  # what was pressed or chosen goes back
            self.form.tell_wrong(field, why)
            self.say(why)
        elif why:
            self.draft.tell_wrong(why)
            self.form.tell_wrong(field, why)
        elif anew:
            self._show_tag()
        else:
            raw = next(tag for tag in self.draft.raw["tags"] if tag["id"] == self.tag_id)
            self.form.show_looks(raw, Codebook.from_data(self.draft.raw))

    def _try(self, make: Make) -> None:
        why = self.draft.change(make)
        if why:
            self.say(why)
        else:
            self._show_tag()

    def _move(self, tag_id: str, before: str | None) -> None:
        """A tag was dragged; it stays the chosen one, whatever the mouse is over now."""
        self._try(partial(editing.move_tag, tag_id=tag_id, before=before))
        self.tags.choose(tag_id)

    def _choose_new(self, tag_id: str) -> None:
        self.tags.choose(tag_id)
        self.form.focus_key()

    def _note_merge(self, source: str, target: str) -> None:
        if self._merging is not None:
            self._merging.note(source, target)
        self.ask_to_save()

    def _key_words(self, tag_id: str, key: str) -> tuple[str, bool]:
        return key_words(self.draft.raw, tag_id, key)

    def _add_example(self, name: str) -> None:
        bridge = self._bridge
        if bridge.session is None:
            self.say(tr("Open an article and select a passage in it first."))
            return
        if bridge.selection is None:
            self._awaited = name
            self.step_aside()
            bridge.say(tr("Select the passage, then open the codebook again: it waits with your changes."))
            return
        folder, path = self.draft.file.path.parent, bridge.session.path
        article = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        example = example_of(bridge.session.document.text, bridge.selection, article)
        self._try(partial(_with_example, tag_id=self.tag_id, example=example, counter=name == "counterexamples"))

    def _go_to_example(self, example: Any) -> None:
        place = place_of(example)
        if place is None:
            self.say(tr("This example names no article."))
            return
        self.step_aside()
        self.example_chosen.emit(self.draft.file.path.parent / place.article, place.span)

    # -- saving ------------------------------------------------------------------------

    def ask_to_save(self) -> None:
        """Say what saving changes; on the person's word, write."""
        if self.is_dirty and not self.draft.wrong:
            self._saving.save(self.draft.file, self.draft.raw)

    def _on_saved(self, draft: Draft, found: dict[str, list[Affected]]) -> None:
        self.draft.take(draft, draft.raw)
        self._show_tag()
        self.say(tr("Saved as version {version}.", version=draft.raw["version"]))
        self.written.emit()
        if self._then is not None:
            self._end()
        elif self._merging is not None:
            self._merging.offer(draft.raw, found)

    def _on_unfit(self, _draft: Draft, _raw: dict[str, Any], why: str) -> None:
        """Somebody's change and this one do not fit: what is changed here must be changed again before it is saved."""
        self._then = None
        self.draft.tell_wrong(tr("Someone else has changed the codebook meanwhile. {why}", why=why))

    def _forget_then(self) -> None:
        self._then = None

    def _discard(self) -> None:
        if self._merging is not None:
            self._merging.forget()
        self.draft.take(self.draft.file, self.draft.file.raw)
        self._show_tag()

    def note_codebook(self) -> None:
        """The open article has another codebook: show it here, too, or say that saving will bring both together."""
        path = self.draft.file.path

        def done(draft: Draft) -> None:
            if draft.seen == self.draft.file.seen or path != self.draft.file.path:
                return
            if self.is_dirty:
                self.say(tr("Someone else has changed the codebook. Saving keeps what both of you changed."))
            else:
                self.draft.take(draft, draft.raw)
                self._show_tag()
                self.say(tr("Someone else has changed the codebook: this is it now."))

        self._tasks.run(draft_of, path, done=done, failed=lambda _: None)  # a broken file is the article's to tell

    # -- leaving -----------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go back to the article (Esc too); what is changed is asked about first."""
        event.ignore()
        if self.is_dirty:
            self.ask_to_leave(lambda: None)
        else:
            self._end()

    def ask_to_leave(self, then: Callable[[], object]) -> None:
        """Ask what becomes of the changes; unless the person stays, close, and do what comes then."""
        if not self.isVisible():
            self.come_back()
        save, discard, cancel = tr("Save"), tr("Discard"), tr("Cancel")
        if self.draft.wrong:
            words = tr("What is changed here cannot be saved yet: {why}", why=self.draft.wrong)
        else:
            words = tr("Not saved yet: {changes}.", changes=self._news())
        choices = (discard, cancel) if self.draft.wrong else (save, discard, cancel)
        answer = ask(self, tr("Codebook"), words, choices)
        if answer == save:
            self._then = then
            self._saving.save(self.draft.file, self.draft.raw, asks=False)
        elif answer == discard:
            self._then = then
            self._end()

    def _end(self) -> None:
        then, self._then = self._then, None
        self._discard()
        self.step_aside()
        self.deleteLater()
        if then is not None:
            then()

    def tell_retagged(self, words: str) -> None:
        """Say how re-tagging goes, and what was lost by it."""
        self.say(self._merging.told(words) if self._merging is not None else words)

    def _fail(self, error: Exception) -> None:
        self._then = None
        if not isinstance(error, AnalystError | OSError):
            words = reason(error, self.draft.file.path)
            self.failed.emit(words, self.draft.file.path.parent)
        else:
            words = sentence(error)
        self.say(words)


def _with_example(raw: dict[str, Any], tag_id: str, example: Any, *, counter: bool) -> dict[str, Any]:
    return editing.add_example(raw, tag_id, example, counter=counter)

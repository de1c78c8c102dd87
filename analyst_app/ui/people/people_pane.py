"""The pane of people: whom the team knows, how often each is mentioned and quoted, and names that are still free."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.corpus.people import people_acts
from analyst_app.corpus.people.people_tally import passages
from analyst_app.errors import AnalystError, sentence
from analyst_app.language.known_people import Person
from analyst_app.ui.people.own_undo import OwnUndo
from analyst_app.ui.people.people_model import MENTIONS, NAME, QUOTES, PeopleModel
from analyst_app.ui.people.people_rows import PeopleNumbers, PeopleRow, counted
from analyst_app.ui.people.people_table import PeopleTable
from analyst_app.ui.people.person_dialog import PersonDialog
from analyst_app.ui.people.person_form import FormOfPerson
from analyst_app.ui.people.retargeting import retargeting
from analyst_app.ui.people.split_dialog import SplitDialog
from analyst_app.ui.widgets.held_enter import HeldEnter
from analyst_app.ui.widgets.lower_docks import key_within
from analyst_app.ui.widgets.message import ElidedLabel, PlainLabel
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.corpus.corpus_index import CorpusIndex
    from analyst_app.corpus.people.people_file import Edit, PeopleFile
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.people.people_keeper import PeopleKeeper
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks

    WhenFresh = Callable[[Callable[[], object]], object]


class PeoplePane(QDockWidget):
    """The list, its numbers, and the acts on it.

    Args:
        keeper: has the people, and writes.
        actions: have the tags of the codebook.
        workplace: says which layer is the annotator's own.
        looks: colours and sizes.
        parent: the window.
    """

    passages_wanted = Signal(object)
    """A number was chosen: the Query whose hits it counts."""
    retargeting_wanted = Signal(str, object)
    """Mentions are to say another person's id: the label of the step, and the jobs by article."""
    left = Signal()
    """The focus belongs to the text again."""

    def __init__(
        self,
        keeper: PeopleKeeper,
        actions: ActionSet,
        workplace: Workplace,
        looks: Looks,
        parent: QWidget,
    ) -> None:
        super().__init__(tr("People"), parent)
        self.setObjectName("people_pane")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea)
        self._keeper, self._actions, self._workplace = keeper, actions, workplace
        self._tasks: Tasks | None = None
        self._looks = looks
        self._index: Callable[[], CorpusIndex | None] = lambda: None
        self._when_fresh: WhenFresh = lambda act: act()
        self._turn = 0
        self._forms: dict[str, dict[str, int]] = {}
        self._counted: Path | None = None
        """The file whose people are listed; None: no numbers have come yet."""
        self._withheld = ""
        self._word = ""
        """The last word under the table: it stays when the numbers come."""
        self.model = PeopleModel()
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(6, 4, 6, 4)
        column.addLayout(self._head(body))
        column.addWidget(self._listed(body), 1)
        column.addLayout(self._foot(body))
        self.setWidget(body)
        key_within(body, "Esc", self._leave)
        HeldEnter(self.table)
        undo = OwnUndo(body, actions)
        undo.undo_wanted.connect(keeper.undo)
        undo.redo_wanted.connect(lambda: self.say(tr("What was taken back in this list is not done again by a key.")))
        keeper.changed.connect(self.count)
        for told in (keeper.said, keeper.failed):
            told.connect(self.say)
        self.visibilityChanged.connect(lambda shown: self.count() if shown else None)

    def count_in(self, index: Callable[[], CorpusIndex | None], when_fresh: WhenFresh, tasks: Tasks) -> None:
        """Have it count in a corpus.

        Args:
            index: gives the opened folder's index; None: none is opened.
            when_fresh: calls back when the index knows what the folder holds.
            tasks: to count with.
        """
        self._index, self._when_fresh, self._tasks = index, when_fresh, tasks

    # -- building ----------------------------------------------------------------------

    def _head(self, body: QWidget) -> QHBoxLayout:
        self.letters = QLineEdit(body)
        self.letters.setObjectName("people_filter")
        self.letters.setPlaceholderText(tr("type a name or alias"))
        self.letters.setAccessibleName(tr("Filter by name"))
        self.letters.setClearButtonEnabled(True)
        self.letters.textChanged.connect(self._filter)
        self.layers = QComboBox(body)
        self.layers.setObjectName("people_layers")
        self.layers.setAccessibleName(tr("Layers that are counted"))
        self.layers.addItem(tr("your layer"), True)
        self.layers.addItem(tr("all layers"), False)
        self.layers.activated.connect(self.count)
        row = QHBoxLayout()
        row.addWidget(self.letters, 1)
        row.addWidget(self.layers)
        return row

    def _listed(self, body: QWidget) -> QWidget:
        self.table = PeopleTable(self.model, self._looks)
        self.table.clicked.connect(self._show_number)
        self.table.activated.connect(self._activated)
        self.table.selectionModel().selectionChanged.connect(self._renew_buttons)
        self.empty = PlainLabel("", body)
        self.empty.setObjectName("people_empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole = QWidget(body)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        return whole

    def _foot(self, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self.buttons: dict[str, QPushButton] = {}
        for name, words, tip, act in (
            ("add", tr("Put on the list"), tr("Each chosen name as a person, or as one of whom it may be"), self._add),
            ("edit", tr("Edit…"), tr("Names, kind, roles with dates, Wikidata id, note"), self._edit),
            ("merge", tr("Merge"), tr("All chosen rows are one: the current row stays"), self._merge),
            ("split", tr("Split…"), tr("Some of the names belong to another person"), self._split),
            ("remove", tr("Remove"), tr("Off the list; what is tagged stays as it is"), self._remove),
            ("undo", tr("Undo"), tr("Take the last act on this list back (Ctrl+Z in this pane)"), self._keeper.undo),
        ):  # fmt: skip
            button = QPushButton(words, body)
            button.setObjectName(f"people_{name}")
            button.setToolTip(plain_tip(tip))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons[name] = button
            row.addWidget(button)
        self.said = ElidedLabel("", body)
        self.said.setObjectName("people_said")
        row.addWidget(self.said, 1)
        return row

    # -- showing -----------------------------------------------------------------------

    def open(self) -> None:
        """Show the pane with the focus in its filter."""
        self.setVisible(True)
        self.raise_()
        self.letters.setFocus()
        self.letters.selectAll()
        self._keeper.look()
        self.count()

    def count(self) -> None:
        """Count anew, in a worker, if it is to be seen."""
        file = self._keeper.file
        self._renew_buttons()
        if not self.isVisible():
            return
        if file is None:
            self._show(PeopleNumbers((), {}))
            return
        if file.path != self._counted:
            self._show_counting()
        self._turn += 1
        turn = self._turn
        self._when_fresh(lambda: self._begin(turn, file))

    def _begin(self, turn: int, file: PeopleFile) -> None:
        codebook, tasks = self._actions.codebook, self._tasks
        if turn != self._turn or codebook is None or tasks is None:
            return
        index = self._index()
        own = (self._workplace.annotator,) if self.layers.currentData() else ()
        seal, here = self._workplace.seal(), self._keeper.named_here if index is None else ()

        def look() -> PeopleNumbers:
            return counted(
                index,
                file,
                actors=sorted(codebook.ids_counted_as("actor")),
                quotations=sorted(codebook.ids_counted_as("quotation")),
                layers=own,
                may_propose=index is not None and not seal.is_read_blind(index.folder),
                here=here,
            )

        def done(numbers: PeopleNumbers) -> None:
            if turn == self._turn:
                self._counted = file.path
                self._show(numbers)

        tasks.run(look, done=done, failed=self._fail)

    def _show(self, numbers: PeopleNumbers) -> None:
        kept = [_key(row) for row in self.chosen]
        self._forms = numbers.forms
        self.model.set_rows(numbers.rows, is_counted=numbers.is_counted)
        self._choose(kept)
        self._withheld = numbers.withheld
        self._show_state()

    def _show_counting(self) -> None:
        """Say that the numbers of this corpus are on their way; those of another are shown no more."""
        self.model.set_rows(())
        self._counted, self._forms, self._withheld = None, {}, ""
        if self.table.hasFocus():
            self.letters.setFocus()
        self.table.setVisible(False)
        self.empty.setVisible(True)
        self.empty.setText(tr("Counting…"))

    def _show_state(self) -> None:
        file, withheld = self._keeper.file, self._withheld
        is_empty = not self.model.count
        if is_empty and self.table.hasFocus():
            self.letters.setFocus()
        self.table.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        if file is None:
            self.empty.setText(tr("Open a folder of articles (Ctrl+Shift+O) to see its people."))
        else:
            self.empty.setText(
                tr(
                    "Nobody is on the list yet, and no name is tagged. Tag names in an article (A); they come here, and"
                    " “Put on the list” makes people of them. I and Shift+Enter does so in the article."
                )
            )
        trouble = file.trouble if file is not None else ""
        if self.model.count and not self.model.rows:
            trouble = tr("Nobody on the list, and no name in the tags, has these letters.")
        hint = tr("Click a number to see its passages.")
        if not self.model.is_counted:
            hint = tr("Numbers come when a folder of articles is opened (Ctrl+Shift+O) and read.")
        self.said.setText(trouble or withheld or self._word or hint)
        self.said.setToolTip(plain_tip(trouble or withheld))
        self._renew_buttons()

    def _fail(self, error: Exception) -> None:
        if self._counted is None:
            self.empty.setText("")
        if not isinstance(error, AnalystError | OSError):
            self.say(tr("The numbers could not be counted."))
            raise error
        self.say(sentence(error))

    def _filter(self, letters: str) -> None:
        self.model.filter(letters)
        if self._counted is None:
            return
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, NAME))
        self._show_state()

    def _choose(self, kept: list[tuple[str, str]]) -> None:
        """Choose the rows again that were chosen, the current one first; where none is left, the first row."""
        numbers = {_key(row): number for number, row in enumerate(self.model.rows)}
        found = [self.model.index(numbers[key], NAME) for key in kept if key in numbers]
        if not found and self.model.rows:
            found = [self.model.index(0, NAME)]
        # By the model of the selection: the table itself would look at the keys that are held.
        flags, selection = QItemSelectionModel.SelectionFlag, self.table.selectionModel()
        if found:
            selection.setCurrentIndex(found[0], flags.ClearAndSelect | flags.Rows)
        for index in found[1:]:
            selection.select(index, flags.Select | flags.Rows)

    # -- acting ------------------------------------------------------------------------

    @property
    def chosen(self) -> list[PeopleRow]:
        """The chosen rows, the current one first."""
        current = self.table.currentIndex()
        numbers = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        numbers.sort(key=lambda number: number != current.row())
        return [self.model.rows[number] for number in numbers]

    def _renew_buttons(self) -> None:
        chosen = self.chosen
        known = [row for row in chosen if row.person is not None]
        free = [row for row in chosen if row.person is None and not row.is_unclear]
        may_write = self._keeper.file is not None and not self._keeper.file.file.refusal
        enabled = {
            "add": bool(free) and not known,
            "edit": len(known) == 1 == len(chosen),
            "merge": len(known) + len(free) > 1,
            "split": len(known) == 1 == len(chosen),
            "remove": bool(known) and not free,
            "undo": bool(self._keeper.undoable),
        }
        for name, button in self.buttons.items():
            is_on = may_write and enabled[name]
            if button.hasFocus() and not is_on:
                self._keep_focus()
            button.setEnabled(is_on)
        undoable = self._keeper.undoable
        self.buttons["undo"].setText(tr("Undo: {act}", act=undoable[:40]) if undoable else tr("Undo"))

    def _keep_focus(self) -> None:
        """Keep the focus in the pane: from what is switched off Qt would let it go on to the article."""
        (self.table if self.model.count else self.letters).setFocus()

    def _show_number(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        found = {MENTIONS: row.mentions, QUOTES: row.quotes}.get(index.column(), ())
        if found:
            self.passages_wanted.emit(passages(found))

    def _activated(self, index: QModelIndex) -> None:
        """Enter or a double click: a number's passages; a person's form; or a name that is free is put on the list."""
        row = self.model.rows[index.row()]
        if index.column() in (MENTIONS, QUOTES):
            self._show_number(index)
        elif row.person is not None:
            self._edit()
        elif row.is_unclear:
            self._show_number(self.model.index(index.row(), MENTIONS))
        else:
            self._add()

    def _add(self) -> None:
        for row in self.chosen:
            if row.person is not None or row.is_unclear:
                continue
            names = (row.name, *row.aliases)
            if row.into is not None:
                whole = people_acts.with_names(row.into, names)
                self._act(partial(people_acts.changed_person, whole))
            else:
                self._act(partial(people_acts.added, row.name, aliases=row.aliases, kind=row.kind))

    def _edit(self) -> None:
        file, chosen = self._keeper.file, self.chosen
        if file is None or len(chosen) != 1 or chosen[0].person is None:
            return
        person = chosen[0].person
        dialog = PersonDialog([person, *file.readings(person.id)], self._kinds(), self)
        FormOfPerson(dialog, person, file, self._keeper, self._act)
        dialog.show()

    def _merge(self) -> None:
        rows = [row for row in self.chosen if not row.is_unclear]
        known = [row.person for row in rows if row.person is not None]
        names = [name for row in rows if row.person is None for name in (row.name, *row.aliases)]
        if not known:
            self._act(partial(people_acts.added, names[0], aliases=names[1:], kind=rows[0].kind))
            return
        first = people_acts.with_names(known[0], names)
        if len(known) > 1:
            self._act(partial(people_acts.merged_people, first, known[1:]))
        else:
            self._act(partial(people_acts.changed_person, first))

    def _split(self) -> None:
        (row,) = self.chosen
        if row.person is None:
            return
        dialog = SplitDialog(row.person, self._forms.get(row.person.id, {}), self)
        dialog.given.connect(partial(self._split_off, row, row.person))
        dialog.show()

    def _split_off(self, row: PeopleRow, person: Person, names: list[str], name: str) -> None:
        try:
            edit, new = people_acts.split_person(person, names, name=name)
        except AnalystError as error:
            self.say(sentence(error))
            return
        other, index = edit.people[new], self._index()
        if index is None or other is None:
            self._keeper.edit(edit)
            return
        layer = self._workplace.annotator
        there, back = retargeting(index.folder, row.mentions, layer=layer, names=names, to=other)
        self._keeper.edit(
            edit,
            done=lambda: self.retargeting_wanted.emit(edit.label, there),
            also=lambda: self.retargeting_wanted.emit(edit.label, back),
        )

    def _remove(self) -> None:
        people = [row.person for row in self.chosen if row.person is not None]
        if people:
            self._act(partial(people_acts.removed, people))

    def _act(self, make: Callable[[], Edit]) -> None:
        try:
            edit = make()
        except AnalystError as error:
            self.say(sentence(error))
            return
        self._keeper.edit(edit, done=lambda: self.say(edit.label))

    def say(self, words: str) -> None:
        """Say a word under the table."""
        self._word = words
        self.said.setText(words)

    def _kinds(self) -> list[str]:
        codebook = self._actions.codebook
        tags = codebook.tags_for("actor") if codebook is not None else ()
        kinds = [attribute for tag in tags if (attribute := tag.attribute("kind")) is not None]
        return list(dict.fromkeys(value.id for attribute in kinds for value in attribute.values))

    def _leave(self) -> None:
        self.setVisible(False)
        self.left.emit()


def _key(row: PeopleRow) -> tuple[str, str]:
    """A row's own mark: the id of a person, of whom two may have one name; else the name."""
    return (row.person.id, "") if row.person is not None else ("", row.name)

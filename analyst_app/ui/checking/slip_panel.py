"""Corpus ▸ Check: the probable slips of a corpus under the text. Enter goes to one, Space mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from analyst_app.assist.checking.style_rules import style_rules
from analyst_app.core.annotation import Link
from analyst_app.gestures.mending import mend, still_stands
from analyst_app.ui.checking.slip_model import LAYER, RULE, WORDS, Slip, SlipModel
from analyst_app.ui.widgets.lower_docks import keep_rows, key_within
from analyst_app.ui.widgets.message import ElidedLabel, shown_name, shown_words
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from analyst_app.core.store import Change
    from analyst_app.gestures.tagging import Scene
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.checking.slip_check import FoundSlips, SlipCheck
    from analyst_app.ui.files.session_bridge import SessionBridge

_NOTHING_OPEN = marked("Open a folder of articles (Ctrl+Shift+O) to check it.")
_TOLD = 20
"""Problems that the word under the table names when it is pointed at."""


class SlipPanel(QDockWidget):
    """The list of slips.

    Args:
        check: looks for them.
        performer: carries out the mends.
        bridge: says which layer is open.
        parent: the window.
    """

    passage_chosen = Signal(object, object, str)
    """The Path of an article, a Span in it, and empty words."""
    left = Signal()
    """The focus belongs to the text again."""

    def __init__(self, check: SlipCheck, performer: Performer, bridge: SessionBridge, parent: QWidget) -> None:
        super().__init__(tr("Check"), parent)
        self.setObjectName("slip_panel")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea)
        self._check, self._performer, self._bridge = check, performer, bridge
        self._muted: frozenset[str] = frozenset()
        self._is_mending = False
        self.model = SlipModel()
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(6, 4, 6, 4)
        column.addLayout(self._head(body))
        column.addWidget(self._table(body), 1)
        column.addLayout(self._foot(body))
        self.setWidget(body)
        key_within(body, "Esc", self._leave)
        key_within(self.table, "Space", self.mend).setAutoRepeat(False)
        bridge.changed.connect(self._follow)
        check.found.connect(self._show)
        check.failed.connect(self._tell_failure)
        check.advanced.connect(self._tell_progress)
        check.muting_ended.connect(self.run)

    # -- building ----------------------------------------------------------------------

    def _head(self, body: QWidget) -> QHBoxLayout:
        self.rule = QComboBox(body)
        self.rule.setObjectName("slip_rule")
        self.rule.setAccessibleName(tr("Rule"))
        self.rule.currentIndexChanged.connect(lambda _: self._filter())
        self.rules = QPushButton(tr("Rules"), body)
        self.rules.setObjectName("slip_rules")
        self.rules.setMenu(QMenu(self.rules))
        self.again = QPushButton(tr("Check again"), body)
        self.again.setObjectName("slip_again")
        self.again.clicked.connect(self.run)
        row = QHBoxLayout()
        row.addWidget(self.rule, 1)
        row.addWidget(self.rules)
        row.addWidget(self.again)
        return row

    def _table(self, body: QWidget) -> QTableView:
        self.table = QTableView(body)
        self.table.setObjectName("slips")
        self.table.setAccessibleName(tr("Probable slips"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 6)
        keep_rows(self.table)
        head = self.table.horizontalHeader()
        em = self.table.fontMetrics().averageCharWidth()
        for section, width in ((0, 24 * em), (LAYER, 12 * em), (RULE, 30 * em)):
            self.table.setColumnWidth(section, width)
        head.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(self._go_to)
        self.table.clicked.connect(self._go_to)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._name_mend())
        return self.table

    def _foot(self, body: QWidget) -> QHBoxLayout:
        self.said = ElidedLabel("", body)
        self.said.setObjectName("slip_said")
        self.mending = QPushButton(tr("Mend (Space)"), body)
        self.mending.setObjectName("slip_mend")
        self.mending.clicked.connect(self.mend)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.mending)
        return row

    # -- checking ----------------------------------------------------------------------

    def open(self) -> None:
        """Show the panel and check what is open."""
        self.setVisible(True)
        self.raise_()
        self.table.setFocus()
        self.run()

    def run(self) -> None:
        """Check again."""
        if self._check.place is None:
            self._say(tr(_NOTHING_OPEN))
            return
        self._say(tr("Checking…"))
        self._check.run()

    def _tell_failure(self, words: str) -> None:
        self._fill_rules()  # a rule that could not be muted is not muted
        self._say(words)

    def _tell_progress(self, done: int, total: int) -> None:
        self._say(tr("Checking: {done} of {total}…", done=done, total=total))

    def _show(self, found: FoundSlips) -> None:
        place, self._muted = self._check.place, found.muted
        self.model.set_slips(found.slips, place if place is not None and place.is_dir() else None)
        self._fill_rules()
        articles = len({slip.article for slip in found.slips})
        words = [self._counted(len(found.slips), articles)]
        if found.muted:
            words.append(tr("{n} rule is muted.|{n} rules are muted.", len(found.muted & style_rules().keys())))
        if found.withheld:
            words.append(found.withheld)
        if found.problems:
            words.append(tr("{n} file has problems.|{n} files have problems.", len(found.problems)))
        self._say(" ".join(words), found.problems)
        if self.model.slips:
            self.table.selectRow(0)
        self._name_mend()

    @staticmethod
    def _counted(slips: int, articles: int) -> str:
        if not slips:
            return tr("No slip was found.")
        there = tr("in {n} article|in {n} articles", articles)
        return tr("{n} probable slip {there}.|{n} probable slips {there}.", slips, there=there)

    def _fill_rules(self) -> None:
        chosen, counts = self.rule.currentData(), self.model.counts
        self.rule.blockSignals(True)
        self.rule.clear()
        self.rule.addItem(tr("All rules ({number})", number=counts.total()), "")
        menu = self.rules.menu()
        menu.clear()
        for rule in style_rules().values():
            if counts[rule.id]:
                self.rule.addItem(f"{tr(rule.name)} ({counts[rule.id]})", rule.id)
            entry = menu.addAction(tr(rule.name))
            entry.setCheckable(True)
            entry.setChecked(rule.id not in self._muted)
            entry.setToolTip(plain_tip(tr(rule.why)))
            entry.toggled.connect(lambda asked, rule=rule.id: self._check.mute(rule, muted=not asked))
        self.rule.setCurrentIndex(max(0, self.rule.findData(chosen)))
        self.rule.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        self.model.show_only(self.rule.currentData() or "")
        if self.model.slips:
            self.table.selectRow(0)

    # -- acting ------------------------------------------------------------------------

    @property
    def _chosen(self) -> Slip | None:
        row = self.table.currentIndex().row()
        return self.model.slips[row] if 0 <= row < len(self.model.slips) else None

    def _name_mend(self) -> None:
        slip = self._chosen
        name = tr(style_rules()[slip.finding.rule].mend) if slip is not None else tr("Mend")
        self.mending.setText(tr("{mend} (Space)", mend=name))
        self.mending.setEnabled(slip is not None and slip.is_mine)

    def _go_to(self, index: QModelIndex) -> None:
        slip = self.model.slips[index.row()]
        self.passage_chosen.emit(slip.article, slip.finding.span, "")

    def _is_open(self, slip: Slip) -> bool:
        session = self._bridge.session
        return session is not None and (session.path, session.layer_id) == (slip.article, slip.layer_id)

    def mend(self) -> None:
        """Do what the rule of the chosen slip offers, if its place is on the screen; else go there first."""
        slip, scene = self._chosen, self._performer.scene()
        if slip is None:
            self._say(tr("Choose a slip first."))
        elif not slip.is_mine:
            self._say(tr("This is the work of {name}: only its annotator changes it.", name=slip.layer_id))
        elif scene is None or not self._is_open(slip):
            self._go_to(self.table.currentIndex())
            self._say(tr("Here it is. Press Space again to mend it."))
            self.table.setFocus()
        elif self._performer.is_seen(slip.finding.span):
            self._mend_here(slip, scene)
        else:
            self._say(tr("Here it is. Press Space again to mend it."))

    def _mend_here(self, slip: Slip, scene: Scene) -> None:
        outcome = mend(scene, slip.finding)
        self._is_mending = True
        done = self._performer.perform(outcome)
        self._is_mending = False
        session = self._bridge.session
        reason = session.read_only if session is not None and outcome.change and not done else ""
        self._take_out_mended(slip, _concerned(outcome.change))
        self._say(tr("Nothing was changed: {reason}.", reason=reason) if reason else outcome.said or outcome.label)

    def _take_out_mended(self, slip: Slip, ids: Collection[str]) -> None:
        """Let the row go, and those that one mend mended with it: of the annotations concerned, and of missing ones."""
        scene, row = self._performer.scene(), self.table.currentIndex().row()
        if scene is None:
            return
        here = slip[:2]
        asked = [
            n
            for n, one in enumerate(self.model.slips)
            if one is slip or ((one.finding.annotation_id or "") in ids and (one.article, one.layer_id) == here)
        ]
        self.model.take_out([n for n in asked if not still_stands(scene, self.model.slips[n].finding)])
        if self.model.slips:
            self.table.selectRow(min(row, len(self.model.slips) - 1))
        self._fill_counts()
        self._name_mend()

    def _follow(self, _: object = None) -> None:
        """A mend that is taken back brings its slips back into the list; one that is done again takes them out."""
        scene = self._performer.scene()
        if self._is_mending or scene is None or not self.model.mended:
            return
        for slip in [one for one in self.model.mended if self._is_open(one)]:
            stands, is_out = still_stands(scene, slip.finding), self.model.is_out(slip)
            if stands and is_out:
                row = self.model.put_back(slip)
                self._say(tr("It is listed again: {slip}", slip=shown_words(slip.finding.words)))
                if row >= 0:
                    self.table.selectRow(row)
            elif not stands and not is_out:
                self.model.take_out([row for row, one in enumerate(self.model.slips) if one is slip])
                self._say(tr("It is mended again: {slip}", slip=shown_words(slip.finding.words)))
        self._fill_counts()
        self._name_mend()

    def _fill_counts(self) -> None:
        counts = self.model.counts
        self.rule.setItemText(0, tr("All rules ({number})", number=counts.total()))
        for row in range(1, self.rule.count()):
            rule = style_rules()[self.rule.itemData(row)]
            self.rule.setItemText(row, f"{tr(rule.name)} ({counts[rule.id]})")

    def _say(self, words: str, problems: Sequence[str] = ()) -> None:
        self.said.setText(words)
        self.said.setToolTip(plain_tip("\n".join(map(shown_name, [words, *problems[:_TOLD]]))))

    def _leave(self) -> None:
        self.setVisible(False)
        self._check.stop()
        self.left.emit()


def _concerned(change: Change) -> set[str]:
    """The ids of the annotations that a change concerns, also by a link; "" for those that a finding misses."""
    ids = {""}
    for record in (*change.removed, *change.added):
        ids |= {record.from_id, record.to_id} if isinstance(record, Link) else {record.id}
    return ids

"""Agreement beside a review: before it, and after each decision; every number with its sentence and its paper."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from analyst_app.agreement.agreement import MEASURES, Agreement, TagAgreement
from analyst_app.agreement.measure_words import MEASURE_WORDS, number_words
from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.reasons import reason_counts
from analyst_app.ui.review.agreement_tables import attribute_name, measure_told, role_name, tag_name
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import decimal, listed, marked, share, tr, visible, whole

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from analyst_app.agreement.measures import Figure
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.review.review_session import ReviewSession

_COLUMNS = ("", marked("spans"), *(MEASURE_WORDS[name].name for name in MEASURES), MEASURE_WORDS["moved"].name)
_FIRST = 2
_TAG = Qt.ItemDataRole.UserRole
_REST = 300
"""Milliseconds without a decision after which the figures follow though nobody sees them."""


class AgreementPanel(QWidget):
    """Small tables in one: the readers with each other, and each with gold."""

    tag_wanted = Signal(str)
    """A number was clicked: the tag whose costliest differences are wanted; empty for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreement_panel")
        self._review: ReviewSession | None = None
        self._listed: tuple[tuple[str, ...], ...] = ()
        """The tags that are shown, of each agreement."""
        self._sections: list[tuple[QTreeWidgetItem, dict[str, QTreeWidgetItem]]] = []
        self._shown: dict[tuple[int, str], TagAgreement] = {}
        """By section and tag, the figures that stand in the table."""
        self._is_behind = False
        """True while figures have changed since they were last seen: the table follows when it is seen again."""
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self._catch_up)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("agreement_figures")
        self.tree.setAccessibleName(tr("Agreement"))
        self.tree.setColumnCount(len(_COLUMNS))
        self.tree.setHeaderLabels([tr(name) if name else "" for name in _COLUMNS])
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.tree.itemClicked.connect(self._on_click)
        self.tree.itemActivated.connect(self._on_click)
        self.words = PlainLabel(
            tr("Click a number, or Enter, for what it says; its costliest differences are then listed."), self
        )
        self.words.setObjectName("agreement_words")
        self.words.setWordWrap(True)
        self.more = PlainLabel("", self)
        self.more.setObjectName("agreement_more")
        self.more.setWordWrap(True)
        self.reasons = PlainLabel("", self)
        self.reasons.setObjectName("reason_counts")
        self.reasons.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self.tree, 1)
        column.addWidget(self.words)
        column.addWidget(self.more)
        column.addWidget(self.reasons)

    def show_review(self, review: ReviewSession | None) -> None:
        """Follow a review; None for none."""
        self._review = review
        self._listed, self._sections, self._shown = (), [], {}
        self.tree.clear()
        self.more.setText("")
        self.reasons.setText("")
        if review is not None:
            review.figures_changed.connect(self._on_figures)
            self._on_figures()

    def renew(self) -> None:
        """Show the figures with other names of tags."""
        self._listed = ()
        self._on_figures()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_behind:
            self.refresh()

    def refresh(self) -> None:
        """Show the figures as they are."""
        self._is_behind = False
        review = self._review
        told = [_verdicts(review), _reasons_given(review)] if review is not None else []
        self.reasons.setText("\n".join(filter(None, told)))
        if review is None or review.board.before is None:
            return
        names = review.compared.names
        agreements = [review.board.before, *(live.agreement for live in review.board.after)]
        agreements = agreements[1:2] if review.is_check else agreements
        tags_listed = tuple([tuple(agreement.tags) for agreement in agreements])
        if tags_listed != self._listed:
            self._listed, self._sections, self._shown = tags_listed, [], {}
            self.tree.clear()
            called = [name or letter for name, letter in zip(names, LETTERS, strict=False)]
            titles = (
                tr("Before: {names}, as they read", names=listed(called)),
                *(tr("After: {name} and gold so far", name=name) for name in called),
            )
            decided = tr("{name} and gold, of what is decided", name=called[0])
            heads = (decided,) if review.is_check else titles
            for number, (head, agreement) in enumerate(zip(heads, agreements, strict=True)):
                self._add_section(number, head, agreement)
            self.more.setText("" if review.is_check else "\n".join(_further(agreements[0], review.compared.codebook)))
            return
        for number, ((_, items), agreement) in enumerate(zip(self._sections, agreements, strict=True)):
            if number == 0 and not review.is_check:
                continue  # no decision changes what both said before
            for tag, item in items.items():
                self._show_figures(number, tag, item, agreement)

    # -- inside ----------------------------------------------------------------

    def _on_figures(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_behind = True
            self._resting.start()

    def _catch_up(self) -> None:
        """Nobody decides just now: let the figures follow, so that they are there when they are wanted."""
        if self._review is not None:
            self._review.board.catch_up()

    def _add_section(self, number: int, title: str, agreement: Agreement) -> None:
        """Add the table of one agreement, filled before the tree has it: there each word is measured as it comes."""
        head = QTreeWidgetItem([title])
        codebook = self._review.compared.codebook if self._review is not None else None
        items: dict[str, QTreeWidgetItem] = {}
        for tag in (*agreement.tags, ""):
            known = codebook.tag(tag) if codebook is not None else None
            item = QTreeWidgetItem(head, [known.name if known else tag or tr("overall")])
            item.setData(0, _TAG, tag)
            items[tag] = item
            self._show_figures(number, tag, item, agreement)
        self.tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        head.setExpanded(True)
        self._sections.append((head, items))

    def _show_figures(self, number: int, tag: str, item: QTreeWidgetItem, agreement: Agreement) -> None:
        figures = agreement.tag(tag) if tag else agreement.overall()
        if self._shown.get((number, tag)) != figures:
            self._shown[number, tag] = figures
            _fill(item, figures)

    def _on_click(self, item: QTreeWidgetItem, column: int) -> None:
        tag = item.data(0, _TAG)
        if tag is None or self._review is None:
            return
        names = ("", "", *MEASURES, "moved")
        words = MEASURE_WORDS.get(names[column])
        if words is not None:
            why = item.data(column, _TAG)
            undefined = " " + tr("Undefined here: {why}.", why=tr(why)) if why else ""
            self.words.setText(f"{measure_told(words)}{undefined}")
        self.tag_wanted.emit(tag)


def _fill(item: QTreeWidgetItem, agreement: TagAgreement) -> None:
    item.setText(1, " / ".join(str(number) for number in agreement.spans.values()))
    for column, name in enumerate(MEASURES, _FIRST):
        _put(item, column, agreement.figures[name])
    moved, exact = agreement.moved, agreement.exact
    last = _FIRST + len(MEASURES)
    if moved.value is None or exact.value is None:
        _put(item, last, moved)
    else:
        item.setText(last, f"{decimal(moved.value, 1)} · {share(exact.value)}")
        item.setData(last, _TAG, "")


def _put(item: QTreeWidgetItem, column: int, figure: Figure) -> None:
    item.setText(column, number_words(figure.value))
    item.setData(column, _TAG, figure.why)


def _verdicts(review: ReviewSession) -> str:
    """The numbers of tags that were right, corrected, rejected, where one reading is checked; else empty."""
    if not review.is_check:
        return ""
    rows = [row for row in review.board.rows.listed if row.difference.shown_kind != "added"]
    decided = Counter(row.decision.verdict for row in rows if row.decision and row.state == "settled")
    return tr(
        "{n} tag: {right} right, {corrected} corrected, {rejected} rejected, {open} open"
        "|{n} tags: {right} right, {corrected} corrected, {rejected} rejected, {open} open",
        len(rows),
        right=decided["take"],
        corrected=decided["own"],
        rejected=decided["reject"],
        open=sum(row.place in review.board.rows.waiting for row in rows),
    )


def _reasons_given(review: ReviewSession) -> str:
    """The reasons for rejections and how often each was given; empty if there are none."""
    codebook = review.compared.codebook
    decided = [
        (row.decision, codebook.reasons_for(row.difference.tag)) for row in review.board.rows.listed if row.decision
    ]
    told = [f"{visible(name)} {whole(count)}" for name, count in reason_counts(decided).most_common()]
    return tr("Reasons given: {reasons}", reasons=" · ".join(told)) if told else ""


def _further(agreement: Agreement, codebook: Codebook) -> list[str]:
    """Attributes and links, before."""
    told = []
    for tag, by_name in agreement.attributes().items():
        for name, one in by_name.items():
            alpha = tr("undefined") if one.alpha.value is None else number_words(one.alpha.value)
            words = f"{tag_name(tag, codebook)}, {attribute_name(tag, name, codebook)}"
            told.append(
                tr(
                    "{what}: alpha {alpha}, {both} of {n} matched span"
                    "|{what}: alpha {alpha}, {both} of {n} matched spans",
                    one.matched,
                    what=words,
                    alpha=alpha,
                    both=one.n,
                )
            )
    for role, (figure, agreed, total) in agreement.links().items():
        if figure.value is not None:
            told.append(
                tr(
                    "link {role}: F1 {figure}, {agreed} agreed, {total} in all",
                    role=role_name(role, codebook),
                    figure=number_words(figure.value),
                    agreed=agreed,
                    total=total,
                )
            )
    return told

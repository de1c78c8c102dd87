"""The head of the codebook's page (back, name, undo, discard, save), and the foot of its list of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from analyst_app.core.codebook_words import counted_version
from analyst_app.session.layer_names import CODEBOOK_NAME
from analyst_app.ui.frame.page_title import PageTitle
from analyst_app.ui.frame.paper import hairline
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.codebook.codebook_acts import CodebookActs
    from analyst_app.ui.codebook.codebook_draft import CodebookDraft
    from analyst_app.ui.widgets.theme import Looks


class CodebookHead(PageTitle):
    """One line over the page.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("codebook", tr("Codebook"), looks, parent)
        self.undo = self._button("codebook_undo", tr("Undo"), "quiet")
        self.discard = self._button("codebook_discard", tr("Discard changes"), "quiet")
        self.save = self._button("codebook_save", tr("Save"), "primary")
        for button in (self.undo, self.discard, self.save):
            self.row.addWidget(button)
        looks.changed.connect(self._wear_undo)
        self._wear_undo()

    def show_state(self, draft: CodebookDraft) -> None:
        """Show which codebook it is, and what can be done with it now."""
        raw = draft.file.raw
        version = counted_version(raw.get("version", 1))
        name = shown_name(str(raw.get("name", "")))
        folder = shown_name(draft.file.path.parent.name)
        place = (
            tr("{file} in {folder}", file=CODEBOOK_NAME, folder=folder)
            if draft.file.seen
            else tr("built-in; saving makes a {file} in {folder}", file=CODEBOOK_NAME, folder=folder)
        )
        self.facts.setText(tr("{name} · version {version} · {place}", name=name, version=version, place=place))
        self.undo.setEnabled(draft.can_undo or bool(draft.wrong))
        self.discard.setEnabled(draft.is_dirty)
        self.save.setEnabled(draft.is_dirty and not draft.wrong)
        self.save.setText(tr("Save as version {version}", version=counted_version(version + 1)))

    def _button(self, name: str, words: str, role: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("role", role)
        return button

    def _wear_undo(self) -> None:
        self.undo.setIcon(self._looks.colours.icon("undo"))


class TagsFoot(QWidget):
    """Under the list of tags: the button that adds one, and a menu of what is seldom wanted.

    Args:
        looks: colours and sizes.
        acts: carries it out.
        parent: as ever.
    """

    def __init__(self, looks: Looks, acts: CodebookActs, parent: QWidget) -> None:
        super().__init__(parent)
        add = QPushButton(tr("+ Add a tag"), self)
        add.setObjectName("codebook_add")
        add.setProperty("role", "link")
        add.clicked.connect(acts.add)
        more = QToolButton(self)
        more.setObjectName("codebook_more")
        more.setText("⋯")
        more.setProperty("role", "more")
        more.setAccessibleName(tr("More about the codebook"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for name, words, act in (
            ("codebook_reasons", tr("Reasons for a rejection…"), acts.set_reasons),
            ("codebook_import", tr("Import codes (.qdc)…"), acts.import_codes),
            ("codebook_export", tr("Export codes (.qdc)…"), acts.export_codes),
        ):
            action = menu.addAction(words, act)
            action.setObjectName(name)
        majority = menu.addAction(tr("In review, propose what most say"))
        majority.setObjectName("codebook_majority")
        majority.setCheckable(True)
        majority.triggered.connect(acts.set_majority)
        menu.aboutToShow.connect(lambda: majority.setChecked(acts.proposes_majority))
        more.setMenu(menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline(self))
        row = QHBoxLayout()
        row.setContentsMargins(looks.sizes.space(1), looks.sizes.space(0), looks.sizes.space(1), looks.sizes.space(0))
        row.addWidget(add)
        row.addStretch(1)
        row.addWidget(more)
        column.addLayout(row)

"""The link roles of a tag: a name, and the tags that a link leads to, chosen from a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from analyst_app.core.codebook import Codebook
from analyst_app.core.codebook_words import new_id_for
from analyst_app.ui.commands.mnemonics import escaped
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr

Raw = dict[str, Any]
_MOST_NAMED = 4
"""Tags that the button names."""


class RoleRows(QWidget):
    """The roles, a row each, and the button that adds one."""

    edited = Signal(object, str)
    """All roles as they are to be, and what was changed; empty: rows came or went."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._links: list[Raw] = []
        self._known: frozenset[str] = frozenset()
        self._rows: list[QWidget] = []
        self.setObjectName("codebook_links")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(looks.sizes.space(0))
        add = QPushButton(tr("+ Add a link role"), self)
        add.setObjectName("codebook_links_add")
        add.setProperty("role", "link")
        add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_links(self, links: list[Raw], file: list[Raw], codebook: Codebook) -> None:
        """Show link roles.

        Args:
            links: as the codebook has them now.
            file: as its file has them; the id of a role that is not there follows its name.
            codebook: its tags are offered.
        """
        self._links, self._known = list(links), frozenset(role["role"] for role in file)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(place, role, codebook) for place, role in enumerate(links)]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)
            row.show()

    def _row(self, place: int, role: Raw, codebook: Codebook) -> QWidget:
        page = QWidget(self)
        name = QLineEdit(str(role.get("name", role["role"])), page)
        name.setObjectName(f"link_{place}_name")
        name.setAccessibleName(tr("Name of the link role"))
        name.setMaximumWidth(self._looks.sizes.width("value_name"))
        name.textEdited.connect(lambda words: self._rename(place, words.strip()))
        to = QPushButton(_ends(role, codebook), page)
        to.setObjectName(f"link_{place}_to")
        to.setAccessibleName(tr("Tags that it leads to: {tags}", tags=to.text()))
        to.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        menu = QMenu(to)
        for tag in codebook.in_groups:
            action = menu.addAction(escaped(shown_name(" / ".join(codebook.path_of(tag.id)))))
            action.setCheckable(True)
            action.setChecked(tag.id in role.get("to", []))
            action.triggered.connect(lambda checked, tag_id=tag.id: self._lead(place, tag_id, checked, codebook))
        to.setMenu(menu)
        remove = QToolButton(page)
        remove.setText("×")
        remove.setObjectName(f"link_{place}_remove")
        remove.setAccessibleName(tr("Remove the link role {name}", name=name.text()))
        remove.clicked.connect(lambda: self.edited.emit([*self._links[:place], *self._links[place + 1 :]], ""))
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(name, 1)
        row.addWidget(to, 2)
        row.addWidget(remove)
        return page

    def _rename(self, place: int, name: str) -> None:
        role = {**self._links[place], "name": name}
        if name and role["role"] not in self._known:
            taken = {one["role"] for number, one in enumerate(self._links) if number != place}
            role["role"] = new_id_for(name, taken)
        self._links[place] = role
        self.edited.emit(list(self._links), f"link {place}")

    def _lead(self, place: int, tag_id: str, leads: bool, codebook: Codebook) -> None:
        held = self._links[place].get("to", [])
        order = [tag.id for tag in codebook.tags]
        wanted = [one for one in [*held, *([tag_id] if leads else [])] if one != tag_id or leads]
        wanted = sorted(dict.fromkeys(wanted), key=lambda one: order.index(one) if one in order else len(order))
        made = list(self._links)
        made[place] = {**self._links[place], "to": wanted}
        self.edited.emit(made, "")

    def _add(self) -> None:
        name = tr("new role")
        made = {"role": new_id_for(name, {one["role"] for one in self._links}), "name": name, "to": []}
        self.edited.emit([*self._links, made], "")
        if self._rows:
            field = self._rows[-1].findChild(QLineEdit)
            if field is not None:
                field.setFocus()
                field.selectAll()


def _ends(role: Raw, codebook: Codebook) -> str:
    names = [codebook.path_of(str(one))[-1] for one in role.get("to", [])]
    told = tr(", ").join(map(shown_name, names[:_MOST_NAMED])) + (" …" if len(names) > _MOST_NAMED else "")
    return escaped(told) if told else tr("To which tags?")

"""The rules of an attribute in a menu: required, several at once, asked for only if another value is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES
from analyst_app.ui.commands.mnemonics import escaped
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

Raw = Mapping[str, Any]
Set = Callable[[str, Any], object]
"""Puts something under a key of the attribute; None takes it away."""


def attribute_menu(
    parent: QWidget, attribute: Raw, others: Sequence[Raw], change: Set, remove: Callable[[], object]
) -> QMenu:
    """The menu of an attribute's card.

    Args:
        parent: the button.
        attribute: as the codebook has it.
        others: the tag's other attributes.
        change: changes a key of the attribute.
        remove: takes the attribute out.
    """
    menu = QMenu(parent)
    _add_switch(menu, tr("Required"), attribute, "required", change)
    if ATTRIBUTE_TYPES[attribute.get("type", "text")].lists_values:
        _add_switch(menu, tr("Several values at once"), attribute, "several", change)
    conditions = menu.addMenu(tr("Asked for only if"))
    for other in others:
        _add_conditions(conditions, attribute, other, change)
    conditions.setEnabled(not conditions.isEmpty())
    menu.addAction(tr("What it means…"), lambda: _define(parent, attribute, change))
    menu.addSeparator()
    menu.addAction(tr("Remove the attribute"), remove)
    return menu


def rules_in_words(attribute: Raw, others: Sequence[Raw]) -> str:
    """The rules of an attribute on one line; empty: it has none.

    Args:
        attribute: as the codebook has it.
        others: the tag's other attributes.
    """
    names = {other["id"]: other for other in others}
    words = [tr("required") if attribute.get("required") is True else ""]
    words += [tr("several values at once") if attribute.get("several") is True else ""]
    when = attribute.get("when")
    for other_id, wanted in when.items() if isinstance(when, dict) else ():
        other = names.get(other_id, {"id": other_id})
        named = dict(_values(other))
        listed = [str(named.get(one, one)) for one in (wanted if isinstance(wanted, list) else [])]
        told = tr(" or ").join(map(shown_name, listed))
        words.append(tr("asked for only if {name} is {values}", name=_name(other), values=told))
    words += [tr("filled in by the program") if attribute.get("automatic") is True else ""]
    words += [shown_name(str(attribute.get("definition", ""))[:200])]
    return " · ".join(filter(None, words))


def _add_switch(menu: QMenu, words: str, attribute: Raw, key: str, change: Set) -> None:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(attribute.get(key) is True)
    action.triggered.connect(lambda checked: change(key, True if checked else None))


def _add_conditions(menu: QMenu, attribute: Raw, other: Raw, change: Set) -> None:
    values = _values(other)
    if not values:
        return
    inner = menu.addMenu(escaped(_name(other)))
    held = attribute.get("when")
    when = dict(held) if isinstance(held, dict) else {}
    chosen = list(when.get(other["id"], []))
    for value, name in values:
        action = inner.addAction(escaped(shown_name(name)))
        action.setCheckable(True)
        action.setChecked(value in chosen)

        def toggle(checked: bool, value: Any = value) -> None:
            wanted = [one for one, _ in values if (one in chosen and one != value) or (one == value and checked)]
            left = {key: found for key, found in when.items() if key != other["id"]}
            left |= {other["id"]: wanted} if wanted else {}
            change("when", left or None)

        action.triggered.connect(toggle)


def _values(other: Raw) -> list[tuple[Any, str]]:
    """The values that another attribute can have, with their names."""
    if other.get("type") == "flag":
        return [(True, tr("yes"))]
    if other.get("type") != "choice":
        return []
    return [(value["id"], str(value.get("name", value["id"]))) for value in other.get("values", [])]


def _name(attribute: Raw) -> str:
    return shown_name(str(attribute.get("name") or attribute["id"]))


def _define(parent: QWidget, attribute: Raw, change: Set) -> None:
    words, is_given = QInputDialog.getMultiLineText(
        parent, _name(attribute), tr("What it means:"), str(attribute.get("definition", ""))
    )
    if is_given:
        change("definition", words.strip() or None)

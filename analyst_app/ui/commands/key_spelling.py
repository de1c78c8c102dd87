"""A key as a person writes it, and as the actions table spells it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from analyst_app.wording import tr


def spelled(typed: str) -> tuple[str, str]:
    """A key as the actions table spells it, and a sentence if it is none."""
    typed = typed.strip()
    if not typed:
        return "", ""
    sequence = QKeySequence(typed)
    portable = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if sequence.isEmpty() or "," in portable.removesuffix(",") or not portable:
        return "", tr("“{typed}” is no key. Write it as C, Shift+C, Ctrl+K or F7.", typed=typed)
    names = {"Return": "Enter", "Del": "Delete"}
    if portable.endswith("+"):  # the key + itself
        return portable, ""
    head, plus, last = portable.rpartition("+")
    return f"{head}{plus}{names.get(last, last)}", ""


def well_spelled(own_keys: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """A person's own keys by action id as the actions table spells them, and what is none: the usual keys stay then."""
    keys, none = {}, []
    for action_id, typed in own_keys.items():
        key, problem = spelled(typed)
        if problem:
            none.append(typed)
        else:
            keys[action_id] = key
    return keys, tuple(none)

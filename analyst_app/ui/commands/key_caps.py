"""The words on the caps of a key, as the keyboards of this system have them."""

from __future__ import annotations

import sys

from analyst_app.wording import marked, tr

_MAC = {marked("Ctrl"): "⌘", marked("Shift"): "⇧", marked("Alt"): "⌥", marked("Enter"): "↩", marked("Delete"): "⌫"}
_SHORT = {marked("PgDown"): marked("PgDn"), marked("Delete"): marked("Del")}


def caps_of(key: str) -> tuple[str, ...]:
    """The caps of a key as the actions table spells it: ``Ctrl+Shift+O`` has three; an empty one has none."""
    if not key:
        return ()
    *held, last = [*key[:-2].split("+"), "+"] if key.endswith("++") else key.split("+")
    names = _MAC if sys.platform == "darwin" else _SHORT
    return tuple(tr(names.get(name, name)) for name in (*held, last or "+"))

"""The titles of the menu bar: all of it that the first frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar

MENUS = ("File", "Edit", "View", "Annotate", "Review", "Corpus", "Help")


def add_titles(bar: QMenuBar) -> None:
    """Put the menus into a menu bar, still empty."""
    for name in MENUS:
        bar.addMenu(f"&{name}").setObjectName(f"menu_{name.lower()}")

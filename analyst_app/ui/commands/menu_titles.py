"""The titles of the menu bar: all of it that the first frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar

MENUS = (
    *(marked("File"), marked("Edit"), marked("View"), marked("Annotate")),
    *(marked("Review"), marked("Corpus"), marked("Help")),
)
"""In English, by which the code names them."""
SUBMENUS = (
    *(marked("Colours"), marked("Density"), marked("Values"), marked("Select"), marked("Go"), marked("Suggest")),
    *(marked("Change tag"), marked("Show only"), marked("Other readings"), marked("Alike"), marked("Comments")),
    marked("View"),
)
"""The titles of the menus within these, in English."""


def add_titles(bar: QMenuBar) -> None:
    """Put the menus into a menu bar, still empty."""
    taken = ""
    for name in MENUS:
        words = tr(name)
        place = next((place for place, letter in enumerate(words) if letter.isalpha() and letter not in taken), 0)
        taken += words[place : place + 1].lower() + words[place : place + 1].upper()
        bar.addMenu(f"{words[:place]}&{words[place:]}").setObjectName(f"menu_{name.lower()}")

"""The palette, joined with what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.ui.palette.palette_commands import PaletteCommands
from analyst_app.ui.palette.shelves import Shelves

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.corpus_parts import CorpusParts
    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.people.people_keeper import PeopleKeeper
    from analyst_app.ui.reading_place import ReadingPlace


def make(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    files: FileParts,
    people: PeopleKeeper,
    corpus: CorpusParts,
) -> None:
    """Make what opens the palette."""
    actions, bridge = panels.actions, place.bridge
    shelves = Shelves(actions, lambda: panels.article_list.articles, people, bridge)
    palette = PaletteCommands(actions, shelves, bridge, place.memory, place.tasks)
    palette.lie_over(window, place.looks)
    palette.article_wanted.connect(lambda path: panels.ahead.then(lambda: files.opener.open_article(path)))
    palette.person_wanted.connect(corpus.show_person)
    palette.key_wanted.connect(files.ask_for_key)
    palette.text_wanted.connect(place.view.setFocus)

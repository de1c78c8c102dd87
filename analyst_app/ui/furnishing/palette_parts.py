"""The palette, joined with what it finds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.corpus_parts import CorpusParts
    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.palette.palette_commands import PaletteCommands
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
    """Register what opens the palette, which is made when it is opened first."""

    @cache
    def palette() -> PaletteCommands:
        return _made(window, place, panels, files, people, corpus)

    panels.actions.register("palette.open", lambda: palette().open())
    panels.actions.register("palette.article", lambda: palette().open(titles_only=True))


def _made(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    files: FileParts,
    people: PeopleKeeper,
    corpus: CorpusParts,
) -> PaletteCommands:
    from analyst_app.ui.palette.palette import Palette
    from analyst_app.ui.palette.palette_commands import PaletteCommands
    from analyst_app.ui.palette.shelves import Shelves

    actions, bridge = panels.actions, place.bridge
    palette = Palette(place.looks, lambda: actions.codebook, window)
    shelves = Shelves(actions, lambda: panels.article_list.articles, people, bridge)
    commands = PaletteCommands(palette, actions, shelves, place.memory, place.tasks)

    def show_mention(annotation_id: str) -> None:
        bridge.set_current(annotation_id, reveal=True)
        place.view.setFocus()

    palette.key_wanted.connect(files.ask_for_key)
    commands.article_wanted.connect(lambda path: panels.ahead.then(lambda: files.opener.open_article(path)))
    commands.person_wanted.connect(corpus.show_person)
    commands.mention_wanted.connect(show_mention)
    return commands

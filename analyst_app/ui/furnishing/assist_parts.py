"""The parts by which the program helps: the list of probable slips. Each is built when it is asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.checking.slip_panel import SlipPanel
    from analyst_app.ui.furnishing.corpus_parts import CorpusParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace


def make(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    corpus: CorpusParts,
    performer: Performer,
    finished: SignalInstance,
) -> None:
    """Register what helps; each panel is built when it is asked for."""

    @cache
    def slips() -> SlipPanel:
        return _made_slips(window, place, panels, corpus, performer, finished)

    panels.actions.register("corpus.check", lambda: slips().open())


def _made_slips(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    corpus: CorpusParts,
    performer: Performer,
    finished: SignalInstance,
) -> SlipPanel:
    """The list of probable slips under the text."""
    from analyst_app.ui.checking.slip_check import SlipCheck
    from analyst_app.ui.checking.slip_panel import SlipPanel
    from analyst_app.ui.corpus.codebook_saving import CodebookSaving
    from analyst_app.ui.widgets.lower_docks import put_below

    saving = CodebookSaving(place.bridge, corpus.keeper, place.tasks, window)
    check = SlipCheck(place.desk, place.workplace, place.bridge, saving, place.tasks)
    finished.connect(check.stop)
    panel = SlipPanel(check, performer, place.bridge, window)
    panel.passage_chosen.connect(lambda path, span, words: corpus.passages.show(path, span, words, takes_focus=False))
    panel.model.name_articles(panels.article_list.title_of)
    panels.article_list.model.titled.connect(panel.model.show_titles)
    panel.left.connect(place.room.middle.focus_text)
    put_below(window, panel)
    return panel

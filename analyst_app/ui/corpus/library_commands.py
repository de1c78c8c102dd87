"""The commands on the whole corpus: importing, searching, its numbers, its codebook, an article's facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from analyst_app.ui.corpus.passages import Passages

if TYPE_CHECKING:
    from analyst_app.corpus.concordance import Query
    from analyst_app.ui.corpus.search_panel import SearchPanel
    from analyst_app.ui.main_window import MainWindow


class LibraryCommands:
    """Registers them; each part is built when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._search: SearchPanel | None = None
        self.passages = Passages(window)
        register = window.actions_.register
        register("file.import", self.import_files)
        register("file.export", self._show_export)
        register("edit.facts", self._show_facts)
        register("corpus.search", lambda: self.search_panel.open())
        register("corpus.overview", self._show_overview)
        register("corpus.codebook", self._show_codebook)

    @property
    def search_panel(self) -> SearchPanel:
        """The concordance under the text."""
        if self._search is None:
            from analyst_app.ui.corpus.search_panel import SearchPanel

            self._search = SearchPanel(self._window)
            self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._search)
        return self._search

    def show_passages(self, query: Query) -> None:
        """Show the passages that a number stands for."""
        self.search_panel.show_passages(query)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Open the import with some files in it."""
        from analyst_app.ui.corpus.import_dialog import ImportDialog

        dialog = ImportDialog(self._window)
        dialog.show()
        dialog.add_files(paths)

    def _show_export(self) -> None:
        from analyst_app.ui.corpus.export_dialog import show_export

        show_export(self._window)

    def _show_facts(self) -> None:
        from analyst_app.ui.corpus.facts_dialog import show_facts

        show_facts(self._window)

    def _show_overview(self) -> None:
        from analyst_app.ui.corpus.overview_window import OverviewWindow

        if self._window.corpus.index is None:
            self._window.bridge.say("Open a folder of articles (Ctrl+Shift+O) to see its numbers.")
        else:
            OverviewWindow(self._window).show()

    def _show_codebook(self) -> None:
        from analyst_app.ui.corpus.codebook_panel import show_codebook

        show_codebook(self._window)

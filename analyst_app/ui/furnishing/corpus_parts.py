"""The commands on the whole corpus: importing, exporting, searching, its numbers, its codebook, an article's facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer

from analyst_app.session import border
from analyst_app.session.faults import reason
from analyst_app.session.layer_names import ARTICLE_SUFFIX, CODEBOOK_NAME
from analyst_app.ui.corpus.article_changes import ArticleChanges
from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
from analyst_app.ui.corpus.heading_keeper import HeadingKeeper
from analyst_app.ui.corpus.learning import learn_at_rest, learn_to_count, learn_to_export
from analyst_app.ui.corpus.moved_items import MovedItems
from analyst_app.ui.corpus.passages import Passages
from analyst_app.ui.corpus.split_offer import SplitOffer
from analyst_app.ui.furnishing import people_parts
from analyst_app.ui.importing.import_commands import ImportCommands
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.corpus.concordance import Query
    from analyst_app.corpus.facts import ArticleFacts
    from analyst_app.ui.corpus.codebook_saving import Draft
    from analyst_app.ui.corpus.search_panel import SearchPanel
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.people.people_keeper import PeopleKeeper
    from analyst_app.ui.people.people_pane import PeoplePane
    from analyst_app.ui.reading_place import ReadingPlace


class CorpusParts(NamedTuple):
    """The parts that dialogs and panels on the corpus are joined with."""

    keeper: CorpusKeeper
    passages: Passages
    changes: ArticleChanges
    heading: HeadingKeeper
    show_person: Callable[[str], object] = str
    """Shows a person of a name in the pane of people."""
    show_passages: Callable[[Query], object] = id
    """Shows the hits of a Query in the panel under the text."""
    taken_in: Callable[[Callable[[], object]], object] = id
    """Has something done each time that an import has written into the opened folder."""


def make(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    files: FileParts,
    people: PeopleKeeper,
    finished: SignalInstance,
) -> CorpusParts:
    """Make what works on the corpus; each dialog is built when it is asked for."""
    parts = CorpusParts(
        CorpusKeeper(place.workplace, place.tasks, window),
        Passages(files.opener, place.desk, place.bridge, place.view),
        ArticleChanges(place.desk, place.bridge, place.tasks),
        HeadingKeeper(place.view, place.bridge, place.tasks, window),
    )
    place.desk.text_shown.connect(parts.heading.recall)
    imports = _made_imports(window, place, panels, files, parts)
    finished.connect(imports.stopped)
    finished.connect(parts.keeper.stop)
    parts.changes.ended.connect(parts.keeper.refresh)
    _join_keeper(place, panels, files, parts.keeper)
    _offer_help(window, place, panels, files, parts)

    @cache
    def search() -> SearchPanel:
        panel = _made_search(window, place, panels, parts)
        finished.connect(panel.stop)
        return panel

    @cache
    def people_pane() -> PeoplePane:
        return _made_people(window, place, panels, people, parts, search)

    register = panels.actions.register
    register("file.import", imports.import_files)
    register("file.export", lambda: _show_export(window, place))
    register("edit.facts", lambda: _show_facts(window, place, panels, files, parts))
    register("corpus.search", lambda: search().open(_selected(place.bridge)))
    register("corpus.overview", lambda: _show_overview(window, place, panels, parts, search))
    register("corpus.people", lambda: people_pane().open())
    register("corpus.codebook", lambda: _show_codebook(window, place, panels, files, parts))
    files.leaving.hold(lambda: _asks_for_codebook(window))
    files.leaving.hold(imports.holds_back)
    _learn_when_read(place)
    return parts._replace(
        show_person=lambda name: _show_person(people_pane(), name),
        show_passages=lambda query: search().show_passages(query),
        taken_in=imports.folder_changed.connect,
    )


def _offer_help(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, parts: CorpusParts
) -> None:
    """Make what offers to put right a file that is not as it was."""
    moves = MovedItems(place.desk, place.bridge, place.workplace)
    split = SplitOffer(place.desk, place.bridge, panels.annotations, place.tasks, moves)
    split.passage_wanted.connect(parts.passages.show)
    for check_wanted in (panels.bars.check_wanted, *files.checks_wanted):
        check_wanted.connect(lambda path: _show_check(window, place, panels, path))


def _selected(bridge: SessionBridge) -> str:
    """The words of the article that are selected; empty: none are."""
    session, selection = bridge.session, bridge.selection
    return selection.of(session.document.text) if session is not None and selection is not None else ""


def _show_person(pane: PeoplePane, name: str) -> None:
    pane.open()
    pane.letters.setText(name)


def _made_imports(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, parts: CorpusParts
) -> ImportCommands:
    """The import, joined with those who bring files and those who show them."""
    imports = ImportCommands(place.workplace, parts.passages, place.tasks, place.looks, window)
    imports.said.connect(place.bridge.say)
    imports.failed.connect(lambda words, path: panels.bars.offer_check("import", words, path))
    imports.folder_changed.connect(files.folder.rescan)
    imports.folder_made.connect(lambda folder: files.opener.open_paths([folder]))
    files.dropping.importable_dropped.connect(imports.import_files)
    return imports


def _learn_when_read(place: ReadingPlace) -> None:
    """Once a first article is open and the window is at rest, import what the commands will take."""

    def learn(_: object) -> None:
        place.tasks.run_at_rest(learn_at_rest, learn_at_rest, done=lambda _: None)

    place.desk.loaded.connect(learn, Qt.ConnectionType.SingleShotConnection)


def _join_keeper(place: ReadingPlace, panels: PanelParts, files: FileParts, keeper: CorpusKeeper) -> None:
    """The list is filled from the index."""
    files.folder.entered.connect(keeper.follow)
    keeper.lines_read.connect(panels.article_list.update_articles)
    keeper.lines_told.connect(panels.article_list.settle)
    keeper.said.connect(panels.status.say)
    keeper.failed.connect(lambda words: panels.bars.show_bar("index", words, of_article=False))
    keeper.refreshed.connect(lambda: panels.bars.hide_bar("index"))
    place.autosave.saved.connect(keeper.note_saved)
    files.watch.folder_changed.connect(keeper.note_changed)
    keeper.refreshed.connect(files.strays.look)
    files.strays.moved.connect(lambda _: keeper.refresh())


def _made_search(window: QMainWindow, place: ReadingPlace, panels: PanelParts, parts: CorpusParts) -> SearchPanel:
    """The concordance under the text."""
    from analyst_app.ui.corpus.search_panel import SearchPanel
    from analyst_app.ui.widgets.lower_docks import put_below

    panel = SearchPanel(parts.keeper, panels.actions, place.tasks, place.looks, window)
    panel.passage_chosen.connect(parts.passages.show)
    panel.tagging_wanted.connect(lambda folder, hits, tag: parts.changes.tag(folder, hits, tag, panel.say))
    panel.left.connect(place.room.middle.focus_text)
    put_below(window, panel)
    return panel


def _made_people(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    people: PeopleKeeper,
    parts: CorpusParts,
    search: Callable[[], SearchPanel],
) -> PeoplePane:
    """The pane of people, of which every number leads to the concordance."""
    pane = people_parts.make_pane(window, place, panels, people)
    keeper = parts.keeper
    pane.count_in(lambda: keeper.index, lambda act: keeper.when_fresh(act) if keeper.index else act(), place.tasks)
    pane.passages_wanted.connect(lambda query: search().show_passages(query))
    pane.retargeting_wanted.connect(lambda label, jobs: parts.changes.change(label, jobs, pane.say, "given"))
    parts.keeper.refreshed.connect(pane.count)
    return pane


def _show_export(window: QMainWindow, place: ReadingPlace) -> None:
    """Open the export of the opened folder, else of the article, when all is saved."""
    session = place.bridge.session
    corpus = place.workplace.folder or (session.path if session else None)
    if corpus is None:
        place.bridge.say(tr("Open a folder of articles first (Ctrl+Shift+O); then export it."))
        return

    def show(_: object) -> None:
        from analyst_app.ui.corpus.export_dialog import ExportDialog

        article = session.path if session is not None and session.path.is_relative_to(corpus) else None
        terms = place.workplace.terms
        there = window.findChild(ExportDialog)
        if there is not None and there.isVisible():
            if there.has_to_do_with(corpus):
                there.activateWindow()
                return
            there.close()
        place.desk.when_saved(lambda: ExportDialog(corpus, terms, place.tasks, window, article).show())

    place.tasks.run(learn_to_export, done=show)


def _show_check(window: QMainWindow, place: ReadingPlace, panels: PanelParts, path: Path) -> None:
    """Check the files of an article in a worker, then show what was found."""
    from analyst_app.ui.corpus.check_dialog import CheckDialog, checked

    def report(error: Exception) -> None:
        panels.bars.show_bar("check", reason(error, path))

    place.tasks.run(
        checked,
        path,
        place.workplace.state,
        place.workplace.seal(path),
        done=lambda found: CheckDialog(path, found, window).open(),
        failed=report,
    )


def _show_facts(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, parts: CorpusParts
) -> None:
    """Read the facts of the open article in a worker, then show them."""
    from analyst_app.corpus.facts import read_facts
    from analyst_app.ui.corpus.facts_dialog import FactsDialog

    session = place.bridge.session
    if session is None:
        return
    path = session.path

    def report(error: Exception) -> None:
        folder = border.folder_to_allow(error)
        if folder:
            files.links.show("facts", str(error), folder, lambda: _show_facts(window, place, panels, files, parts))
        else:
            panels.bars.offer_check("facts", reason(error, path), path)

    def show(facts: ArticleFacts) -> None:
        dialog = FactsDialog(path, facts, place.bridge, place.tasks, window)
        dialog.saved.connect(parts.keeper.refresh)
        dialog.saved.connect(parts.heading.renew)
        dialog.failed.connect(lambda words: panels.bars.offer_check("facts", words, path))
        dialog.show()

    place.tasks.run(read_facts, path, done=show, failed=report)


def _show_overview(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    parts: CorpusParts,
    search: Callable[[], SearchPanel],
) -> None:
    """Show the numbers; while their passages are looked at, the window of them waits where it was left."""
    if parts.keeper.index is None:
        place.bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) to see its numbers."))
        return

    def show(_: object) -> None:
        from analyst_app.ui.charts.chart_maker import ChartMaker
        from analyst_app.ui.corpus.overview_window import OverviewWindow

        waiting = window.findChild(OverviewWindow)
        if waiting is not None and waiting.is_current:
            waiting.come_back()
            return
        if waiting is not None:
            waiting.done(0)
        charts = ChartMaker(panels.actions, place.looks)
        overview = OverviewWindow(parts.keeper, place.tasks, place.workplace, charts, window)
        panel = search()
        overview.passages_wanted.connect(lambda query: panel.show_passages(query, leads_back=True))
        panel.back_wanted.connect(overview.come_back)
        for over in (overview.finished, overview.returned):
            over.connect(panel.forget_overview)
        overview.show()

    place.tasks.run(learn_to_count, done=show)


def _show_codebook(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, parts: CorpusParts
) -> None:
    """Read the codebook that applies in a worker, then show it; one that waits with changes is shown again."""
    from analyst_app.ui.codebook.codebook_page import CodebookPage
    from analyst_app.ui.commands.page_mode import PageMode
    from analyst_app.ui.corpus.codebook_saving import drafted
    from analyst_app.ui.corpus.merged_tags import MergedTags

    shown = window.findChild(CodebookPage)
    if shown is not None:
        shown.come_back()
        return
    session, folder = place.bridge.session, place.workplace.folder
    article = (
        session.path if session is not None else folder / f"article{ARTICLE_SUFFIX}" if folder is not None else None
    )
    if article is None:
        place.bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) to see its codebook."))
        return

    def show(draft: Draft) -> None:
        if window.findChild(CodebookPage) is not None:
            return
        page = CodebookPage(place.bridge, parts.keeper, place.tasks, place.looks, window)
        page.offer_retagging_by(MergedTags(parts.keeper, place.workplace, page))
        page.written.connect(files.watch.look)
        page.failed.connect(lambda words, place: panels.bars.offer_check("codebook", words, place))
        page.example_chosen.connect(parts.passages.show)
        page.retagging_wanted.connect(
            lambda label, jobs: parts.changes.change(label, jobs, page.tell_retagged, "re-tagged")
        )
        keys = (tr("Alt+↑ move up"), tr("Ctrl+S save"), tr("Esc back to the article"))
        acts = {"file.save": page.ask_to_save, "edit.undo": page.undo, "edit.redo": page.redo}
        PageMode(page, place.modes, keys, acts)
        page.left.connect(place.room.middle.focus_text)
        page.edit(draft)

    def report(error: Exception) -> None:
        at = folder or article.parent
        panels.bars.offer_check("codebook", reason(error, at / CODEBOOK_NAME), folder or article)

    place.tasks.run(drafted, article, folder, done=show, failed=report)


def _asks_for_codebook(window: QMainWindow) -> bool:
    """Ask what becomes of a codebook that is changed and not saved; True if the window stays open for that."""
    from analyst_app.ui.codebook.codebook_page import CodebookPage

    page = window.findChild(CodebookPage)
    if page is None or not page.is_dirty:
        return False
    QTimer.singleShot(0, page, lambda: page.ask_to_leave(window.close))
    return True

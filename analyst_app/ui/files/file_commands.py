"""The File menu: opening by every route, copies, history, preferences, leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from analyst_app import resources
from analyst_app.errors import AnalystError, EncodingUnknown, TooLarge
from analyst_app.preferences import data_folder
from analyst_app.session.layer_names import ARTICLE_FILES, ARTICLE_SUFFIX, article_of_layer
from analyst_app.ui.files.opening import Order
from analyst_app.ui.files.session_memory import save_memory
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.main_window import MainWindow

_SAMPLE = "sample"


class FileCommands:
    """What opens and leaves."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._encoding: str | None = None
        self._is_open: Path | None = None
        """What was opened before the window was furnished."""
        self._asked = 0
        """Counts the requests to open something."""
        self._failed: Path | None = None
        """What could not be opened last: the next and the previous article are counted from there."""
        register = window.actions_.register
        register("file.open", self._ask_for_files)
        register("file.open_folder", self._ask_for_folder)
        register("file.samples", self.open_samples)
        register("file.reload", window.desk.reload)
        register("file.save", self._save_now)
        register("file.save_copy", self._save_copy)
        register("file.history", self._show_history)
        register("file.preferences", self._show_preferences)
        register("file.quit", window.close)
        register("corpus.next", lambda: self._step(1))
        register("corpus.previous", lambda: self._step(-1))
        window.menus.recent.open_path = lambda path: self.open_paths([path])
        window.menus.recent.show_paths([Path(path) for path in window.memory.recent])
        window.article_list.chosen.connect(self.open_article)
        window.desk.text_shown.connect(self._on_text)
        window.desk.failed.connect(self._on_failed)
        window.desk.closed.connect(lambda: window.middle.show_reading(False))

    # -- opening -------------------------------------------------------------------

    def start(self, paths: Sequence[Path], encoding: str | None) -> None:
        """Open what the program was started with; else what was open last; else the samples.

        The first article may be open already: see ``MainWindow.begin``.
        """
        memory = self._window.memory
        self._is_open = self._window.desk.first
        if paths:
            self.open_paths(paths, encoding)
        elif self._window.preferences.restore and (memory.article or memory.folder):
            self._restore()
        else:
            self.open_samples()

    def open_paths(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """Open articles, or a folder; what was asked for before and has not come yet is not wanted any more."""
        self._encoding = encoding
        self._asked += 1
        asked = self._asked

        def done(found: tuple[list[Path], list[Path]]) -> None:
            if asked == self._asked:  # workers may answer in another order than they were asked
                self._open_found(*found)

        self._window.tasks.run(_sorted_out, list(paths), done=done, failed=self._report)

    def open_article(self, path: Path) -> None:
        """Open an article of the list."""
        desk = self._window.desk
        if desk.order is None or desk.order.path != path or desk.order.layer_id != desk.annotator:
            desk.open(Order(path, desk.annotator))
        self._window.view.setFocus()

    def open_samples(self) -> None:
        """Open the samples that ship with the app, as copies that may be written on."""
        annotator = self._window.desk.annotator
        self._window.tasks.run(
            _copy_samples, annotator, done=lambda folder: self.open_paths([folder]), failed=self._report
        )

    def report_folder(self, folder: Path, error: Exception) -> None:
        """Say why a folder cannot be read."""
        reason = error.strerror if isinstance(error, OSError) else str(error)
        self._bar("open", f"The folder {shown_name(folder.name)} cannot be read: {reason}.")

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Open what was dropped on the window; what must be imported first is offered for that."""
        from analyst_app.importers.annotations import annotation_kinds
        from analyst_app.importers.kinds import SUFFIXES

        known = {suffix: kind for suffix, kind in annotation_kinds.SUFFIXES.items() if suffix != ".json"} | SUFFIXES
        importable = [path for path in paths if known.get(path.suffix.lower(), "text") != "text"]
        opened = [path for path in paths if path not in importable]
        if importable:
            self._window.library_commands.import_files(importable)
        layers = [path for path in opened if article_of_layer(path.name) is not None]
        if layers and self._window.bridge.session is not None:
            self._window.review_commands.beginning.take_dropped(layers[0], lambda: self.open_paths(opened))
        elif opened:
            self.open_paths(opened)

    def _restore(self) -> None:
        """List what was listed; the article itself is open already."""
        window, memory = self._window, self._window.memory
        if memory.folder:
            window.folder.open(Path(memory.folder), None if memory.article else self._open_first)
        else:
            listed = [Path(name) for name in memory.files]
            window.folder.open_files(listed if Path(memory.article) in listed else [Path(memory.article)])

    def _open_found(self, folders: list[Path], files: list[Path]) -> None:
        window = self._window
        if folders:
            folder = folders[0]
            self._recent(folder)
            window.remember(folder=str(folder), files=())
            window.folder.open(folder, (lambda _: self._open_file(files[0])) if files else self._open_first)
        elif files:
            inside = window.desk.folder is not None and all(path.is_relative_to(window.desk.folder) for path in files)
            if not inside:
                window.remember(folder="", files=tuple(map(str, files)))
                window.folder.open_files(files)
            if files[0] != self._is_open:
                self._open_file(files[0])
            self._is_open = None

    def _open_file(self, path: Path) -> None:
        self._window.desk.open(Order(path, self._window.desk.annotator, self._encoding))

    def _open_first(self, paths: Sequence[Path]) -> None:
        window = self._window
        remembered = Path(window.memory.article)
        if paths:
            self.open_article(remembered if remembered in paths else paths[0])
        else:
            window.desk.close()
            window.remember(article="")
            self._bar(
                "open",
                tr("This folder holds no articles (text files whose names end in {ending}).", ending=ARTICLE_SUFFIX),
            )

    def _on_text(self, order: Order) -> None:
        window = self._window
        self._failed = None
        window.middle.show_reading(True)
        window.bars.hide_all()
        window.article_list.mark(order.path)
        window.view.setFocus()
        self._recent(order.path)
        window.remember(article=str(order.path))
        window.tasks.run(save_memory, window.surroundings.state, window.memory, must_end=True)

    def _on_failed(self, order: Order, error: Exception) -> None:
        window = self._window
        self._failed = order.path
        if isinstance(error, EncodingUnknown):
            from analyst_app.ui.files.encoding_dialog import ask_for_encoding

            ask_for_encoding(window, order, str(error))
        elif isinstance(error, TooLarge):
            anyway = Order(order.path, order.layer_id, order.encoding, large=True)
            self._bar("open", str(error), [("Open anyway", lambda: window.desk.open(anyway))])
        elif isinstance(error, AnalystError | OSError):
            self._bar("open", str(error))
        else:
            raise error

    def _recent(self, path: Path) -> None:
        window = self._window
        window.memory = window.memory.with_recent(str(path))
        window.menus.recent.show_paths([Path(recent) for recent in window.memory.recent])

    def _step(self, step: int) -> None:
        window = self._window
        order = window.desk.order
        here = self._failed or (order.path if order is not None else None)
        path = window.article_list.neighbour(here, step)
        if path is None:
            end = "This is the last article." if step > 0 else "This is the first article."
            window.bridge.say(end if window.article_list.model.articles else "No articles are listed.")
        else:
            self.open_article(path)

    # -- dialogs -------------------------------------------------------------------

    def _place(self) -> str:
        order = self._window.desk.order
        return str(order.path.parent if order is not None else self._window.desk.folder or Path.home())

    def _ask_for_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            "Open articles",
            self._place(),
            tr("Articles ({pattern});;All files (*)", pattern=ARTICLE_FILES),
        )
        if names:
            self.open_paths([Path(name) for name in names])

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder of articles", self._place())
        if name:
            self.open_paths([Path(name)])

    def _save_now(self) -> None:
        session = self._window.bridge.session
        if session is None:
            return
        saver = self._window.autosave.saver(session)
        if session.read_only:
            self._window.bridge.say(f"Read-only: {session.read_only}")
        elif saver.is_clean:
            self._window.bridge.say("Everything is saved.")
        else:
            saver.save()

    def _save_copy(self) -> None:
        session = self._window.bridge.session
        if session is not None:
            self.save_copies([session], lambda: None)

    def save_copies(self, sessions: Sequence[Session], then: Callable[[], object]) -> None:
        """Ask for a folder and write articles with their layers there, then go on."""
        from analyst_app.session.layer_files import write_copy

        name = QFileDialog.getExistingDirectory(self._window, "Folder for the copy", str(Path.home()))
        if not name:
            return

        def done(written: list[Path]) -> None:
            self._window.bridge.say(f"Copied to {shown_name(str(written[-1]))}")
            then()

        self._window.tasks.run(
            lambda: [write_copy(session, Path(name)) for session in sessions],
            done=done,
            failed=self._report,
            must_end=True,
        )

    def _show_history(self) -> None:
        from analyst_app.ui.files.history_dialog import HistoryDialog

        HistoryDialog(self._window).open()

    def _show_preferences(self) -> None:
        from analyst_app.ui.commands.preferences_dialog import PreferencesDialog

        PreferencesDialog(self._window).open()

    # -- words ---------------------------------------------------------------------

    def _bar(self, matter: str, words: str, choices: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        self._window.bars.show_bar(matter, words, choices)

    def _report(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self._bar("open", str(error) if isinstance(error, AnalystError) else f"{error.strerror}: {error.filename}")


def samples_folder() -> Path:
    """Where the samples' copies are."""
    return data_folder() / "samples"


def _sorted_out(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """In a worker: folders, and articles; a layer's file stands for its article."""
    folders, files = [], []
    for path in paths:
        if path.is_dir():
            folders.append(path.absolute())
        elif (article := article_of_layer(path.name)) is not None:
            files.append(path.absolute().with_name(article))
        else:
            files.append(path.absolute())
    return folders, files


def _copy_samples(annotator: str) -> Path:
    """In a worker: the folder of the samples' copies, made the first time; their layer becomes the person's own."""
    from analyst_app.session.layer_files import of_another

    target = samples_folder()
    if not target.is_dir():
        fresh = target.with_name("samples.part")
        fresh.mkdir(parents=True, exist_ok=True)
        for sample in resources.folder("samples").iterdir():
            if sample.is_file() and not sample.name.startswith("."):
                name, data = of_another(sample.name, sample.read_bytes(), owner=_SAMPLE, other=annotator)
                (fresh / name).write_bytes(data)
        fresh.rename(target)
    return target

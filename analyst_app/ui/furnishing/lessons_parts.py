"""The lessons of a folder for its codebook: the window, and the ways from it into the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.ui.furnishing.window_left import WindowLeft
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.lessons.lessons_reading import Lessons
    from analyst_app.ui.lessons.lessons_window import LessonsWindow
    from analyst_app.ui.reading_place import ReadingPlace
    from analyst_app.ui.review.article_review import ArticleReview
    from analyst_app.ui.widgets.long_work import LongWork


def make(window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, review: ArticleReview) -> None:
    """Register the command that opens it."""
    left = WindowLeft(window)
    panels.actions.register("corpus.lessons", lambda: _show_lessons(left, place, panels, files, review))


def _show_lessons(
    left: WindowLeft, place: ReadingPlace, panels: PanelParts, files: FileParts, review: ArticleReview
) -> None:
    """Show what the folder teaches its codebook."""
    from analyst_app.corpus.articles import built_in
    from analyst_app.ui.lessons.lessons_reading import lessons
    from analyst_app.ui.lessons.lessons_window import LessonsWindow

    corpus, codebook = place.workplace.folder, panels.actions.codebook or built_in()
    if corpus is None:
        place.bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) to see what its codebook can learn."))
        return

    def read(meter: LongWork) -> Lessons:
        return lessons(corpus, codebook, meter, place.workplace.seal(corpus))

    def list_older(shown: LessonsWindow, person: str, name: str, tag: str) -> None:
        """Open the first article in which something of hers is older, and list that alone."""
        if not name:
            shown.tell(tr("{person} has no annotation of this tag from an older version.", person=person))
        elif person != place.workplace.annotator:
            shown.tell(tr("Only {person} can say what is still right. Ask her to go through it.", person=person))
        else:
            panels.shown.show_only((tag,))
            panels.shown.show_older(True)
            left.give_way()
            files.opener.open_article(corpus / name)

    def go_to(name: str, pair: tuple[str, str], tag: str, at: int) -> None:
        left.give_way()
        review.begin(name, pair, tag, at)

    def show() -> None:
        of = (corpus, place.workplace.annotator, codebook)
        if left.comes_back(of):
            return
        shown = LessonsWindow(read, codebook, place.tasks, review.title_of, left.window)
        shown.difference_wanted.connect(go_to)
        shown.older_wanted.connect(lambda person, name, tag: list_older(shown, person, name, tag))
        left.keep(shown, of)

    place.desk.when_saved(show)

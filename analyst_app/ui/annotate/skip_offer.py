"""Lines that are not the article: offered when one is opened for the first time, and on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout

from analyst_app.core import edits
from analyst_app.core.codebook import Tag
from analyst_app.core.excerpts import counted, excerpt, set_apart
from analyst_app.core.layer_ids import is_gold
from analyst_app.gestures.tagging import Outcome, Scene, refused, same_again
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.widgets.message import MessageBars, PlainLabel
from analyst_app.ui.widgets.screen_fit import resize_on_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.language.zones import Zone
    from analyst_app.session.session import Session
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

MATTER = "skip"
_LINE = 90


class SkipOffer(QObject):
    """Looks for such lines in a worker and says what it found; only a person's act tags them."""

    def __init__(
        self, performer: Performer, bridge: SessionBridge, view: ArticleView, bars: MessageBars, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._bars, self._tasks = performer, bridge, view, bars, tasks
        bridge.opened.connect(self._on_opened)
        bridge.changed.connect(lambda _: bars.hide_bar(MATTER))

    def look(self) -> None:
        """Look for such lines because the person asks."""
        self._look(is_asked=True)

    def _on_opened(self) -> None:
        self._bars.hide_bar(MATTER)
        session = self._bridge.session
        if session is None or session.read_only or is_gold(session.layer_id):
            return  # gold gets what the readers skipped
        if _is_empty(session):
            self._look(is_asked=False)

    def _look(self, *, is_asked: bool) -> None:
        scene, session = self._performer.scene(), self._bridge.session
        if scene is None or session is None or skip_tag(scene) is None:
            return

        def done(zones: list[Zone]) -> None:
            if self._bridge.session is session and (is_asked or _is_empty(session)):
                self._offer(scene, [zone for zone in zones if not _is_skipped(scene, zone)], is_asked=is_asked)

        self._tasks.run(_zones, scene, session, is_asked, done=done)

    def _offer(self, scene: Scene, zones: list[Zone], *, is_asked: bool) -> None:
        if zones and is_asked:
            self._review(scene, zones)
        elif zones:
            look = "looks" if len(zones) == 1 else "look"
            self._bars.show_bar(
                MATTER,
                f"{counted(len(zones), 'line')} {look} like captions or repeats.",
                [
                    ("Review", lambda: self._review(scene, zones)),
                    ("Skip all", lambda: self._skip(scene, zones)),
                ],
            )
        elif is_asked:
            self._bridge.say("No line looks like a caption or repeat.")

    def _skip(self, scene: Scene, zones: Sequence[Zone]) -> None:
        self._performer.perform(skip_lines(scene, zones))
        self._performer.focus_text()

    def _review(self, scene: Scene, zones: list[Zone]) -> None:
        dialog = SkipReview(self._view, scene, zones)
        dialog.accepted.connect(lambda: self._skip(scene, dialog.chosen()))
        dialog.open()


class SkipReview(QDialog):
    """The lines with a tick each; choosing one shows it in the article."""

    def __init__(self, view: ArticleView, scene: Scene, zones: list[Zone]) -> None:
        super().__init__(view.window())
        self.setObjectName("skip_review")
        self.setWindowTitle("Lines that are not the article")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._zones = zones
        self.lines = QListWidget(self)
        self.lines.setObjectName("skip_lines")
        for zone in zones:
            item = QListWidgetItem(f"{set_apart(excerpt(scene.text, zone.span, _LINE))}  –  {zone.why}", self.lines)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.lines.currentRowChanged.connect(lambda row: view.reveal(zones[row].span))
        view.set_hits([zone.span for zone in zones])
        self.finished.connect(lambda: view.set_hits([]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton("Skip those ticked", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        meaning = "Skipped lines are greyed, and left out of counts, suggestions and agreement."
        column.addWidget(PlainLabel(meaning, self))
        column.addWidget(self.lines, 1)
        column.addWidget(buttons)
        resize_on_screen(self, 620, 360)

    def chosen(self) -> list[Zone]:
        """The lines that are ticked."""
        ticked = Qt.CheckState.Checked
        return [zone for row, zone in enumerate(self._zones) if self.lines.item(row).checkState() == ticked]


def _is_empty(session: Session) -> bool:
    return not len(session.store) and not session.store.unplaced


def skip_tag(scene: Scene) -> Tag | None:
    """The codebook's tag for text that is not the article."""
    return scene.codebook.first_for("skip")


def skip_lines(scene: Scene, zones: Sequence[Zone]) -> Outcome:
    """Tag lines as not the article, in one step, each with its kind."""
    tag = skip_tag(scene)
    fresh = [zone for zone in zones if not _is_skipped(scene, zone)]
    if tag is None or not fresh:
        return refused("No line is left to skip.")
    kind = tag.attribute("kind")
    known = {value.id for value in kind.values} if kind is not None else set()
    made = [
        edits.new_annotation(tag.id, zone.span, {"kind": zone.kind} if zone.kind in known else {}) for zone in fresh
    ]
    return Outcome(
        f"Skip {counted(len(made), 'line')}", edits.add(*made), said=f"{counted(len(made), 'line')} skipped."
    )


def _is_skipped(scene: Scene, zone: Zone) -> bool:
    tag = skip_tag(scene)
    return tag is not None and same_again(scene.store, tag.id, zone.span) is not None


def _zones(scene: Scene, session: Session, is_asked: bool) -> list[Zone]:
    """In a worker: the lines; none unasked if the layer has been written before."""
    from analyst_app.language.zones import zones

    if not is_asked and session.sidecar.exists():
        return []
    return list(zones(scene.text, scene.language))

"""Lines that are not the article: offered when one is opened for the first time, and on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Tag
from analyst_app.core.layer_ids import is_gold
from analyst_app.core.span import Span
from analyst_app.gestures.tagging import Outcome, Scene, refused, same_again
from analyst_app.ui.annotate.performing import Performer
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analyst_app.core.store import Change
    from analyst_app.language.zones import Zone
    from analyst_app.session.session import Session
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.bars.offer_strip import OfferStrip
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

MATTER = "skip"


class SkipOffer(QObject):
    """Looks for such lines in a worker and says what it found; only a person's act tags them."""

    def __init__(
        self, performer: Performer, bridge: SessionBridge, view: ArticleView, strip: OfferStrip, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._strip, self._tasks = performer, bridge, view, strip, tasks
        self._open: dict[Path, list[Zone]] = {}
        """The lines that were offered and wait for an answer, by article, until the program ends."""
        bridge.opened.connect(self._on_opened)
        bridge.changed.connect(self._on_changed)

    def look(self) -> None:
        """Look for such lines because the person asks."""
        self._look(is_asked=True)

    def _on_opened(self) -> None:
        self._strip.withdraw(MATTER)
        self._tasks.give_up(self)
        session = self._bridge.session
        if session is None or session.read_only or is_gold(session.layer_id):
            return  # gold gets what the readers skipped
        if _is_empty(session) or session.path in self._open:
            self._look(is_asked=False)

    def _on_changed(self, change: Change) -> None:
        """Offer what is left when lines were skipped one by one."""
        session = self._bridge.session
        if session is None or session.path not in self._open:
            return
        removed, added = change.of(Annotation)
        skips = session.codebook.ids_counted_as("skip")
        if any(one.tag in skips for one in (*removed, *added)):
            self._offer(session)

    def _look(self, *, is_asked: bool) -> None:
        session = self._bridge.session
        if session is None or session.codebook.first_for("skip") is None:
            return
        is_open = session.path in self._open

        def done(zones: list[Zone]) -> None:
            if self._bridge.session is not session:
                return
            if is_asked:
                self._review(session, zones)
            elif is_open or _is_empty(session):
                self._open[session.path] = zones
                self._offer(session)

        if is_asked:
            self._tasks.run(_zones, session, is_asked, done=done)
        else:
            self._tasks.run_at_rest(self, _zones, session, is_open, done=done)

    def _offer(self, session: Session) -> None:
        """Say in the strip how many lines are left; it stays until it is answered or none is."""
        scene = self._performer.scene()
        zones = self._open.get(session.path, [])
        left = sum(not _is_skipped(scene, zone) for zone in zones) if scene is not None else 0
        if not left:
            self._strip.withdraw(MATTER)
            return
        self._strip.offer(
            MATTER,
            tr("{n} line looks like a caption or repeat.|{n} lines look like captions or repeats.", n=left),
            [
                (tr("Review"), lambda: self._review(session, zones)),
                (tr("Skip all"), lambda: self._skip(session, zones)),
            ],
            declined=(tr("Skip none"), lambda: self._close(session)),
        )

    def _close(self, session: Session) -> None:
        """The offer is answered."""
        self._open.pop(session.path, None)
        self._strip.withdraw(MATTER)

    def _skip(self, session: Session, zones: Sequence[Zone]) -> None:
        scene = self._performer.scene()
        if scene is None or self._bridge.session is not session:
            return
        self._open[session.path] = list(zones)  # what is answered; undone, these are offered again
        self._strip.withdraw(MATTER)
        self._performer.perform(skip_lines(scene, zones))
        self._performer.focus_text()

    def _review(self, session: Session, zones: list[Zone]) -> None:
        scene = self._performer.scene()
        left = [zone for zone in zones if scene is not None and not _is_skipped(scene, zone)]
        if scene is None or self._bridge.session is not session:
            return
        if not left:
            self._close(session)
            self._bridge.say(tr("No line looks like a caption or repeat."))
            return
        from analyst_app.ui.annotate.skip_review import SkipReview  # when somebody asks for the list

        dialog = SkipReview(self._view, scene, left)
        dialog.accepted.connect(lambda: self._skip(session, dialog.chosen()))
        dialog.rejected.connect(lambda: self._offer(session))
        dialog.open()


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
        return refused(tr("No line is left to skip."))
    kind = tag.attribute("kind")
    known = {value.id for value in kind.values} if kind is not None else set()
    made = [
        edits.new_annotation(tag.id, zone.span, {"kind": zone.kind} if zone.kind in known else {}) for zone in fresh
    ]
    label, said = tr("Skip {n} line|Skip {n} lines", len(made)), tr("{n} line skipped.|{n} lines skipped.", len(made))
    return Outcome(label, edits.add(*made), said=said)


def _is_skipped(scene: Scene, zone: Zone) -> bool:
    tag = skip_tag(scene)
    return tag is not None and same_again(scene.store, tag.id, zone.span) is not None


def _zones(session: Session, is_asked: bool) -> list[Zone]:
    """In a worker: the lines; none unasked if the layer has been written before."""
    from analyst_app.language.languages import language_of
    from analyst_app.language.zones import zones

    if not is_asked and session.sidecar.exists():
        return []
    text = session.document.text
    noted = _noted(session.path, text)
    found = [one for one in zones(text, language_of(text, session.language)) if not any(map(one.span.overlaps, noted))]
    return sorted([*noted.values(), *found], key=lambda zone: zone.span)


def _noted(path: Path, text: str) -> dict[Span, Zone]:
    """The zones in the article's facts, noted by its import or the team, by their span; those that lie in the text."""
    from analyst_app.corpus.facts import read_facts
    from analyst_app.errors import AnalystError
    from analyst_app.language.zones import Kind, Zone

    try:
        noted = read_facts(path).zones
    except (AnalystError, OSError):  # whoever opens the article says so
        return {}
    kinds: tuple[Kind, ...] = get_args(Kind)
    found = {}
    for one in noted:
        start, end = one.get("start"), one.get("end")
        if type(start) is int and type(end) is int and 0 <= start < end <= len(text) and text[start:end].strip():
            kind: Kind = next((known for known in kinds if known == one.get("kind")), "caption")
            found[Span(start, end)] = Zone(Span(start, end), kind, tr("the article's facts note it"))
    return found

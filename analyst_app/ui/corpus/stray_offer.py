"""The bar that offers an article the layers that were left behind, or whose file has a name that no layer has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.corpus.carrying import Carried
    from analyst_app.corpus.misplaced import Misplaced, Offer
    from analyst_app.session.earlier_saves import KeptBefore
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.message import BarChoice
    from analyst_app.ui.widgets.tasks import Tasks

MATTER = "stray"
_TAKEN = "stray_taken"


class _Taken(NamedTuple):
    """Files that an article got on a person's word."""

    article: Path
    words: str
    carried: Carried


class _Step(NamedTuple):
    """The files that were moved on a person's word, and those that could not be."""

    carried: Carried | None
    taken: list[Offer]
    barred: list[Offer]


class StrayOffer(QObject):
    """Looks for such files in a worker; only a person's word moves them, and puts them back.

    Args:
        desk: says which article is open.
        bridge: shows the layer that a file may be merged into.
        bars: shows the offer, which stays until it is answered.
        tasks: to look and to move with.
        workplace: says which folder is open.
    """

    marked = Signal(object)
    """The words that the list says of each article to which such files belong, by path."""
    kept = Signal(object, object)
    """A Session that a file was merged into, and the full save that was kept before."""

    moved = Signal(object)
    """The article, a Path, that got layers or gave them back."""

    waits = Signal(object, str)
    """A Session, and the file whose layer may be taken into it, once that is known; empty: none, or it is answered."""

    def __init__(
        self, desk: Desk, bridge: SessionBridge, bars: MessageBars, tasks: Tasks, workplace: Workplace
    ) -> None:
        super().__init__(desk)
        self._desk, self._bridge, self._bars, self._tasks, self._workplace = desk, bridge, bars, tasks, workplace
        self._taken: _Taken | None = None
        self._known: tuple[Path, Misplaced] | None = None
        """The folder that was looked through last, and what was found."""
        self._marked: Misplaced | None = None
        self._spent: frozenset[Path] = frozenset()
        """Sources of offers that the open layer already holds all of."""
        desk.loaded.connect(self._on_loaded)
        bars.closed.connect(self._on_closed)

    def look(self) -> None:
        """Look through the opened folder anew, in a worker, for the marks of the list and the next offers."""
        folder, self._known = self._workplace.folder, None
        if folder is None:
            return

        def done(found: tuple[Misplaced, dict[Path, str] | None]) -> None:
            there, marks = found
            if folder == self._workplace.folder:
                self._known = (folder, there)
                if marks is not None:
                    self._marked = there
                    self.marked.emit(marks)
                    self._offer_anew(marks)

        self._tasks.run(_looked, folder, self._marked, done=done, failed=self._fail)

    def _on_loaded(self, loaded: Loaded) -> None:
        session = loaded.session
        taken, self._taken = self._taken, None
        if taken is not None and taken.article == session.path:
            self._show_taken(taken)
        self._find(session)

    def _offer_anew(self, marks: Mapping[Path, str]) -> None:
        """Offer the open article what has come into the folder meanwhile."""
        session = self._bridge.session
        if session is not None and session.path in marks:
            self._find(session)

    def _find(self, session: Session) -> None:
        folder = self._workplace.folder
        known = self._known[1] if self._known is not None and self._known[0] == folder else None

        def look() -> tuple[list[Offer], frozenset[Path]]:
            offers = _offers(session.path, folder, session.document.sha256, known)
            return offers, frozenset(offer.source for offer in offers if _is_spent(session, offer))

        def done(found: tuple[list[Offer], frozenset[Path]]) -> None:
            now = self._bridge.session
            offers, self._spent = found
            mine = [offer for offer in offers if session.layer_id in offer.layers and offer.source not in self._spent]
            self.waits.emit(session, shown_name(mine[0].source.name) if mine else "")
            if offers and now is not None and now.path == session.path:
                self._offer(now, offers)

        self._tasks.run(look, done=done, failed=partial(self._give_up, session))

    def _on_closed(self, matter: str) -> None:
        session = self._bridge.session
        if matter == MATTER and session is not None:
            self.waits.emit(session, "")  # not now: the bar is there again when the article is opened anew

    def _offer_again(self, session: Session, offers: Sequence[Offer], error: Exception) -> None:
        """Nothing was taken: what was offered still is, and what waits for it still waits."""
        if session is self._bridge.session:
            self._offer(session, offers)
        self._fail(error)

    def _give_up(self, session: Session, error: Exception) -> None:
        self.waits.emit(session, "")
        self._fail(error)

    def _offer(self, session: Session, offers: Sequence[Offer]) -> None:
        first, rest = offers[0], offers[1:]
        choices: list[BarChoice] = []
        if not first.barred:
            name = tr("Rename it") if first.is_name else tr("Take it|Take them", len(first.layers))
            choices.append((name, lambda: self._move(session, [first])))
        elif first.layers == (session.layer_id,) and first.source not in self._spent:
            choices.append((tr("Merge it"), lambda: self._merge(session, first)))
        free = [offer for offer in offers if not offer.barred]
        layers = [layer for offer in free for layer in offer.layers]
        if len(free) > 1 and len(set(layers)) == len(layers):
            choices.append((tr("Take all {count}", count=len(layers)), lambda: self._move(session, free)))
        if rest:
            choices.append((tr("Next"), lambda: self._offer(session, [*rest, first])))
        words = _words(first, is_open=first.layers == (session.layer_id,))
        if first.source in self._spent:
            words = _words_when_spent(first)
        self._bars.show_bar(MATTER, words, choices)

    def _move(self, session: Session, offers: Sequence[Offer]) -> None:
        """Move what nothing bars by now; a layer that was begun since the offer gets the other's items instead."""
        article, folder, state = session.path, self._workplace.folder, self._workplace.state

        def done(step: _Step) -> None:
            mine = next((offer for offer in step.barred if offer.layers == (session.layer_id,)), None)
            if step.carried is not None:
                words = " ".join(_words_when_taken(offer) for offer in step.taken)
                self._tell_taken(_Taken(article, words, step.carried), is_to_reload=mine is None)
            if mine is not None:
                self._merge(session, mine)
            elif step.barred and step.carried is None:
                self._offer(session, step.barred)
            elif step.carried is None:
                self.waits.emit(session, "")
                self._bars.show_bar(_TAKEN, _words_when_refused(offers[0]))

        text = session.document.sha256
        failed = partial(self._offer_again, session, offers)
        self._desk.when_saved(
            lambda: self._tasks.run(_take, article, folder, text, offers, state, done=done, failed=failed)
        )

    def _tell_taken(self, taken: _Taken, *, is_to_reload: bool) -> None:
        if is_to_reload:
            self._taken = taken
            self._again(taken.article)
            return
        self._show_taken(taken)
        self.look()
        self.moved.emit(taken.article)

    def _show_taken(self, taken: _Taken) -> None:
        self._bars.show_bar(_TAKEN, taken.words, [(tr("Put back"), lambda: self._put_back(taken))])

    def _put_back(self, taken: _Taken) -> None:
        from analyst_app.corpus.carrying import put_back

        self._desk.when_saved(
            lambda: self._tasks.run(
                put_back,
                taken.carried,
                self._workplace.state,
                done=lambda _: self._again(taken.article),
                failed=self._fail,
            )
        )

    def _again(self, article: Path) -> None:
        """Open the article anew: its layers lie elsewhere now."""
        self.look()
        self._desk.reload()
        self.moved.emit(article)

    def _merge(self, session: Session, offer: Offer) -> None:
        """Merge a file into the open layer, as one step that can be undone; the file stays."""
        from analyst_app.session.layer_files import merge_copy

        old = offer.moves[0].old

        def done(merged: tuple[Change, KeptBefore | None]) -> None:
            change, kept = merged
            if session is not self._bridge.session:
                return
            if not change:
                self._bars.show_bar(_TAKEN, _words_when_spent(offer))
            elif self._bridge.do(tr("Merge a layer that was left behind"), change):
                count = len({record.id for record in (*change.removed, *change.added)})
                self._bridge.say(tr("Merged {count} from {name}.", count=count, name=shown_name(old.name)))
                if kept is not None:
                    self.kept.emit(session, kept)
            self.waits.emit(session, "")

        failed = partial(self._offer_again, session, [offer])
        self._desk.when_saved(lambda: self._tasks.run(merge_copy, session, old, done=done, failed=failed))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self._bars.report(_TAKEN, error)


def _words(offer: Offer, *, is_open: bool) -> str:
    name, new = shown_name(offer.source.name), offer.moves[0].new
    layers = in_row(offer.layers)
    if offer.is_name and not offer.barred:
        return tr(
            "{name} is no layer's name. As {new} it is a layer of this text.", name=name, new=shown_name(new.name)
        )
    if offer.is_name:
        words = tr("{name} is no layer's name, and {new} is there already.", name=name, new=shown_name(new.name))
    elif offer.barred:
        words = tr(
            "A layer of {name} ({layers}) belongs to this text, which has one of {layers} already.",
            name=name,
            layers=layers,
        )
    elif not offer.is_of_text:
        return tr(
            "A layer of {name} ({layers}) has this name, but was made on another text."
            "|{n} layers of {name} ({layers}) have this name, but were made on another text.",
            len(offer.layers),
            name=name,
            layers=layers,
        )
    else:
        return tr(
            "A layer of {name} ({layers}) belongs to this text: its article was renamed or moved."
            "|{n} layers of {name} ({layers}) belong to this text: their article was renamed or moved.",
            len(offer.layers),
            name=name,
            layers=layers,
        )
    return words if is_open else f"{words} {tr('Merge both with: {command}', command=shown_name(offer.command))}"


def _words_when_taken(offer: Offer) -> str:
    name = shown_name(offer.source.name)
    if offer.is_name:
        return tr("{name} was renamed to {new}.", name=name, new=shown_name(offer.moves[0].new.name))
    return tr("Taken from {name}: {layers}.", name=name, layers=in_row(offer.layers))


def _words_when_spent(offer: Offer) -> str:
    name = shown_name(offer.moves[0].old.name)
    return tr("All that {name} holds is in your layer already. You can delete it.", name=name)


def _words_when_refused(offer: Offer) -> str:
    return tr(
        "Nothing was taken from {name}: it has gone, or your layer was begun meanwhile and that was made on another "
        "text.",
        name=shown_name(offer.source.name),
    )


def _take(article: Path, folder: Path | None, text_sha256: str, wanted: Sequence[Offer], state: Path) -> _Step:
    """In a worker: move what was offered, as far as nothing bars it now."""
    from analyst_app.corpus.carrying import carry

    asked = {(offer.source, layer) for offer in wanted for layer in offer.layers}
    now = [
        offer
        for offer in _offers(article, folder, text_sha256, None)
        if asked.issuperset((offer.source, layer) for layer in offer.layers)
    ]
    free = [offer for offer in now if not offer.barred]
    moves = [move for offer in free for move in offer.moves]
    return _Step(carry(moves, state) if moves else None, free, [offer for offer in now if offer.barred])


def _is_spent(session: Session, offer: Offer) -> bool:
    """In a worker: true if the open layer, whose name the file would need, holds all of it. Of a bad file: false."""
    from analyst_app.session.layer_files import holds_all_of

    return offer.barred and offer.layers == (session.layer_id,) and holds_all_of(session, offer.moves[0].old)


def _offers(article: Path, folder: Path | None, text_sha256: str, known: Misplaced | None) -> list[Offer]:
    """In a worker: the files that belong to an article."""
    from analyst_app.corpus.misplaced import misplaced_in, offers_for

    if known is None:
        is_in_folder = folder is not None and article.is_relative_to(folder)
        known = misplaced_in(folder if folder is not None and is_in_folder else article.parent, is_deep=is_in_folder)
    return offers_for(article, text_sha256, known)


def _looked(folder: Path, marked: Misplaced | None) -> tuple[Misplaced, dict[Path, str] | None]:
    """In a worker: what is misplaced in a folder, and the marks of the list if they are other ones."""
    from analyst_app.corpus.misplaced import marks, misplaced_in

    there = misplaced_in(folder)
    return there, marks(there) if there != (marked or ((), (), ())) else None

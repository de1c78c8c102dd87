"""Finds the decisions on the tags of whoever opens her own layer, and says in a bar that there are some."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation, Record
from analyst_app.core.layer_ids import is_gold
from analyst_app.core.store import AnnotationStore
from analyst_app.wording import listed, marked, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.core.document import Document
    from analyst_app.core.store import Change
    from analyst_app.corpus.answering.answers_beside import ReadersAnswers
    from analyst_app.corpus.sealing import Seal
    from analyst_app.review.returned.return_to_sender import Returned
    from analyst_app.review.returned.returned_account import ReturnedAccount
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_BAR = "returned"
_HAS, _ASKS = marked("{names} has|{names} have"), marked("{names} asks|{names} ask")
"""The beginnings of the sentences below, by the number of names."""
_DECIDED = marked("{who} decided on {n} tag of yours.|{who} decided on {n} tags of yours.")
_ADDED = marked("{who} added {n} tag to yours.|{who} added {n} tags to yours.")
_MISSED = marked("{who} taken {n} tag that you have not.|{who} taken {n} tags that you have not.")
_ASKED = marked("{who} about {n} tag of yours.|{who} about {n} tags of yours.")
_ANSWERED = marked("{who} answered your report at {n} place.|{who} answered your report at {n} places.")


class ReturnedNews(QObject):
    """Reads the gold layers beside her own, off the GUI thread.

    Args:
        bridge: the open session.
        workplace: says who she is, and what is sealed.
        bars: say that there are decisions.
        tasks: read.
    """

    wanted = Signal()
    """The bar's button: she wants to see the decisions."""
    renewed = Signal()
    """Her layer has changed, and the decisions are told as they are now."""

    def __init__(self, bridge: SessionBridge, workplace: Workplace, bars: MessageBars, tasks: Tasks) -> None:
        super().__init__(bars)
        self._bridge, self._workplace, self._bars, self._tasks = bridge, workplace, bars, tasks
        self._account: ReturnedAccount | None = None
        self._waited_for: frozenset[str] = frozenset()
        """Ids of annotations that readers answered and that wait for a place, or are gone."""
        self._since: list[Change] = []
        """The changes of her layer while the account is being made of a copy."""
        self._session: Session | None = None
        self._then: Callable[[], object] | None = None
        self._is_reading = False
        bridge.opened.connect(self._on_opened)
        bridge.changed.connect(self._heard)

    @property
    def session(self) -> Session | None:
        """Her own session, if that is what is open and may be changed."""
        return self._session

    @property
    def found(self) -> Sequence[Returned]:
        """The decisions on her tags in reading order."""
        return self._account.items if self._account is not None else ()

    def about(self, annotation: Annotation) -> list[Returned]:
        """The decisions about one of her annotations."""
        return self._account.about(annotation.id) if self._account is not None else []

    def gold_of(self, one: Returned) -> AnnotationStore | None:
        """The gold layer that a decision stands in."""
        return self._account.gold_of(one) if self._account is not None else None

    def when_read(self, then: Callable[[], object]) -> None:
        """Do something as soon as the gold layers are read: at once, if they are."""
        if self._is_reading:
            self._then = then
        else:
            then()

    def look_for(self, loaded: Loaded) -> None:
        """Look for decisions on a layer that was loaded, if it is one's own."""
        self._look_for(loaded.session)

    def look_again(self) -> None:
        """Look anew for what was said about the layer that is open: answers were taken in."""
        if self._session is not None and self._session is self._bridge.session and not self._is_reading:
            self._look_for(self._session)

    def tell(self) -> None:
        """Say in a bar how many decisions wait for her answer, if any do."""
        own = self._session.layer_id if self._session is not None else ""
        parts = _answered_parts(self.found)
        others = [one for one in self.found if one.decision.by != own or one.decision.is_of_reader]
        waiting = [one for one in others if one.is_waiting and one.key not in parts]
        if waiting:
            self._bars.show_bar(_BAR, _decided_words(waiting), [(tr("Look"), self.wanted.emit)])

    def hide(self) -> None:
        """Say nothing while they are shown."""
        self._bars.hide_bar(_BAR)

    # -- inside ----------------------------------------------------------------

    def _look_for(self, session: Session) -> None:
        if session.layer_id != self._workplace.annotator or session.read_only:
            return

        def read(found: _Beside) -> None:
            if self._bridge.session is not session:
                return
            if not found.gold and not found.answers:  # as a rule: then nothing of the review is imported
                take((None, frozenset()))
                return
            store, self._since = session.store, []
            records: list[Record] = [*store.annotations, *store.links, *store.entries("replies")]
            document, layer = session.document, session.layer_id
            self._tasks.run(_account_of, found, records, document, layer, done=take, failed=fail)

        def take(made: tuple[ReturnedAccount | None, frozenset[str]]) -> None:
            account, self._waited_for = made
            if self._bridge.session is not session:
                return
            self._session, self._account, self._is_reading = session, account, False
            if account is not None:
                account.use(session.store)
                for change in self._since:
                    account.heard(change)
            then, self._then = self._then, None
            if then is not None:
                then()
            else:
                self.tell()

        def fail(error: Exception) -> None:
            self._is_reading, self._then = False, None
            self._bars.report(_BAR, error)

        self._is_reading = True
        seal = self._workplace.seal(session.path)
        self._tasks.run(_read_beside, session.path, session.document, session.layer_id, seal, done=read, failed=fail)

    def _on_opened(self) -> None:
        if self._bridge.session is not self._session:
            self._session, self._account, self._then, self._is_reading = None, None, None, False

    def _heard(self, change: Change) -> None:
        if self._is_reading:
            self._since.append(change)
        elif self._account is not None:
            self._account.heard(change)
            self.renewed.emit()
            if not self._waited_for.isdisjoint(one.id for one in change.of(Annotation)[1]):
                self.look_again()  # what was answered has got its place


def _answered_parts(found: Sequence[Returned]) -> set[tuple[str, str]]:
    """The keys of what came along with a decision that waits for no answer."""
    if not found:
        return set()
    from analyst_app.review.returned.returned_course import parts_by_unit

    waiting = {one.key for one in found if one.is_waiting}
    return {part.key for unit, parts in parts_by_unit(found).items() if unit not in waiting for part in parts}


def _decided_words(waiting: Sequence[Returned]) -> str:
    """The sentences that count the tags of hers which were decided on, what was added or lacks, and what is asked."""
    fresh = [one for one in waiting if one.decision.is_settling and not one.is_taken and one.answer is None]
    of_each = (
        (_HAS, _DECIDED, [one for one in fresh if not one.decision.is_addition and not one.is_missed]),
        (_HAS, _ADDED, [one for one in fresh if one.decision.is_addition]),
        (_HAS, _MISSED, [one for one in fresh if one.is_missed and not one.decision.is_addition]),
        (_ASKS, _ASKED, [one for one in waiting if one not in fresh and not one.decision.is_of_reader]),
        (_HAS, _ANSWERED, [one for one in waiting if one.decision.is_of_reader]),
    )
    return " ".join(tr(words, len(some), who=_who(begun, some)) for begun, words, some in of_each if some)


def _who(begun: str, decided: Sequence[Returned]) -> str:
    """The beginning of a sentence: the names of those who said something, and the verb that fits their number."""
    who = sorted({one.decision.by for one in decided})
    return tr(begun, len(who), names=listed(who))


class _Beside(NamedTuple):
    """The decisions and answers beside a layer that are about it."""

    gold: list[AnnotationStore]
    answers: list[ReadersAnswers]


def _read_beside(article: Path, document: Document, layer: str, seal: Seal) -> _Beside:
    """In a worker: the decisions and the readers' answers beside an article that may be seen."""
    from analyst_app.corpus.answering.answers_beside import answers_beside

    return _Beside(_read_gold(article, document, seal), answers_beside(article, document, layer, seal))


def _read_gold(article: Path, document: Document, seal: Seal) -> list[AnnotationStore]:
    """In a worker: the gold layers beside an article that may be seen; none without decisions."""
    from analyst_app.corpus.other_layers import layer_beside
    from analyst_app.session.session import layers_of

    found: list[AnnotationStore] = []
    for layer in layers_of(article, only=is_gold):
        if layer.status != "damaged" and not seal.hides(article, layer.layer_id):
            gold = layer_beside(article, layer.layer_id, document)
            if gold.entries:
                records: list[Record] = [*gold.annotations, *gold.links, *gold.entries]
                found.append(AnnotationStore(records, length=len(document)))
    return found


def _account_of(
    found: _Beside, records: list[Record], document: Document, layer: str
) -> tuple[ReturnedAccount, frozenset[str]]:
    """In a worker: the decisions and answers about a layer, of which a copy of the records is given.

    Returns:
        Beside them the ids of what was answered and is not there, or waits for a place.
    """
    from analyst_app.review.returned.answered import Answering, discussions, waited_for
    from analyst_app.review.returned.returned_account import ReturnedAccount

    own = AnnotationStore(records, length=len(document))
    said = [Answering(*one) for one in found.answers]
    answers = discussions(own, layer, text=document.text, text_sha256=document.sha256, said=said)
    account = ReturnedAccount(found.gold, own, layer, document.text, answers)
    for one in account.items:
        _ = one.is_waiting, one.is_as_hers, one.key  # else worked out while the window waits
    return account, waited_for(own, layer, said)

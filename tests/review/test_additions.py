"""What a reviewer adds in a check comes back to the colleague, who accepts or contests it."""

from __future__ import annotations

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.decisions import Decision, Ruling
from analyst_app.review.one_reading import NOBODY
from analyst_app.review.replies import replies_in
from analyst_app.review.returned.return_to_sender import Returned, accept, reply, returned
from tests.review.readings import spans
from tests.review.trial import TEXT, Trial, reading_of, store_of

MISSED = Annotation("g1", "actor", 0, 10)


class Check:
    """Alice's one quote is checked; max adds the actor that she missed."""

    def __init__(self) -> None:
        self.trial = Trial(spans("a", ("quote", 16, 35)), Reading(NOBODY, [], []))
        self.hers: AnnotationStore = store_of(self.trial.a)
        self.change = Change((), (MISSED,)).then(self.trial.review.added(MISSED))
        self.trial.make(self.change)

    @property
    def told(self) -> Returned:
        (one,) = [one for one in returned(self.trial.gold, self.hers, "a", TEXT) if one.decision.is_addition]
        return one

    def open_again(self) -> None:
        """The reviewer comes back: her layer as it is by now, and her answers."""
        self.trial.open(reading_of("a", self.hers), replies=replies_in(self.hers.entries("replies"), "a"))

    def rows(self) -> list[tuple[str, int, str]]:
        review = self.trial.review
        return [(one.shown_kind, one.start, review.state(n)) for n, one in enumerate(review.differences)]


def test_an_addition_waits_for_her_and_is_no_row_of_the_check() -> None:
    check = Check()
    assert check.rows() == [("only_a", 16, "open")]
    assert (check.told.own, check.told.gold, check.told.is_waiting) == ((), (MISSED,), True)
    (stored,) = check.trial.gold.entries("decisions")
    read = Decision.from_entry(stored)
    assert read is not None
    assert (read.by, read.verdict, read.is_addition, read.is_of_gone) == ("max", "own", True, True)


def test_undo_takes_the_annotation_and_its_decision_away() -> None:
    check = Check()
    check.trial.make(check.change.inverse())
    assert not check.trial.gold.annotations
    assert not check.trial.decisions()
    assert check.rows() == [("only_a", 16, "open")]


def test_accepting_gives_her_the_annotation_and_leaves_nothing_to_check_there() -> None:
    check = Check()
    check.hers.apply(accept(check.told, check.trial.gold, check.hers, "a"))
    assert [(one.tag, one.start, one.end) for one in check.hers.annotations] == [("actor", 0, 10), ("quote", 16, 35)]
    assert (check.told.is_taken, check.told.is_waiting, check.told.answer) == (True, False, "accept")
    check.open_again()
    assert check.rows() == [("only_a", 0, "settled"), ("only_a", 16, "open")]


def test_what_she_has_tagged_so_by_herself_meanwhile_asks_her_nothing() -> None:
    check = Check()
    check.hers.apply(Change((), (MISSED._replace(id="own"),)))
    assert check.told.is_as_hers
    check.open_again()
    assert check.rows() == [("only_a", 0, "agreed"), ("only_a", 16, "open")]


def test_what_she_contests_waits_again_and_is_kept_or_removed() -> None:
    for ruling, left in ((None, [("actor", 0, 10)]), (Ruling("reject"), [])):
        check = Check()
        check.hers.apply(reply(check.told, "a", "contest", "nobody speaks here"))
        assert not check.told.is_waiting
        check.open_again()
        assert check.rows() == [("added", 0, "contested"), ("only_a", 16, "open")]
        assert check.trial.review.since(0) == {}
        review = check.trial.review
        check.trial.make(review.decide([0], ruling) if ruling is not None else review.keep([0]))
        assert check.rows()[0] == ("added", 0, "settled")
        assert [span[:3] for span in check.trial.spans()] == left
        check.open_again()
        assert [row for row in check.rows() if row[2] != "settled"] == [("only_a", 16, "open")]


def test_an_addition_that_is_deleted_from_gold_asks_her_nothing() -> None:
    check = Check()
    check.trial.make(Change((MISSED,), ()))
    (one,) = returned(check.trial.gold, check.hers, "a", TEXT)
    assert one.is_as_hers

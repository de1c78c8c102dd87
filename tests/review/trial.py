"""A review on trial: a text, two layers, a gold store and its history."""

from __future__ import annotations

from collections.abc import Sequence

from analyst_app.alignment.align import Reading
from analyst_app.core.document import text_sha256
from analyst_app.core.history import History, Step
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.adjudicate import Review
from analyst_app.review.decisions import Decision, Ruling, decisions_in
from analyst_app.review.replies import Reply

TEXT = "Ada Brandt said “we will not leave”, and the depot closes by May. Nobody else agreed with her then.\n" * 2

TAKE_A = Ruling("take", ("a",))
TAKE_B = Ruling("take", ("b",))
BOTH = Ruling("both", ("a", "b"))
REJECT = Ruling("reject", reason="not a claim")


class Trial:
    """Makes the Changes that a Review gives out, as the window does."""

    def __init__(
        self, a: Reading, b: Reading, *others: Reading, text: str = TEXT, gold: AnnotationStore | None = None
    ) -> None:
        self.text, self.others = text, others
        self.gold = gold if gold is not None else AnnotationStore(length=len(text))
        self.history = History()
        self.a, self.b = a, b
        self.open()

    def open(self, a: Reading | None = None, b: Reading | None = None, replies: Sequence[Reply] = ()) -> Review:
        """Begin the review anew, perhaps with other layers."""
        self.a, self.b = a or self.a, b or self.b
        sha256 = text_sha256(self.text)
        self.review = Review(
            *(self.a, self.b, *self.others),
            text=self.text,
            text_sha256=sha256,
            gold=self.gold,
            reviewer="max",
            replies=replies,
        )
        return self.review

    def make(self, change: Change) -> set[int]:
        self.gold.apply(change)
        self.history.record(Step("decide", change))
        return self.review.heard(change)

    def decide(self, ruling: Ruling, *places: int) -> set[int]:
        return self.make(self.review.decide(places or self.waiting()[:1], ruling))

    def waiting(self) -> list[int]:
        return list(self.review.waiting())

    def states(self) -> list[str]:
        return [self.review.state(place) for place in range(len(self.review.differences))]

    def decisions(self) -> list[Decision]:
        return decisions_in(self.gold.entries("decisions"))

    def spans(self) -> list[tuple]:
        return sorted((one.tag, one.start, one.end, one.attributes, one.note) for one in self.gold.annotations)

    def links(self) -> set[tuple]:
        def at(annotation_id: str) -> tuple:
            return self.gold.annotation(annotation_id)[1:4]

        return {(link.role, at(link.from_id), at(link.to_id)) for link in self.gold.links}


def content(reading: Reading) -> list[tuple]:
    return sorted((one.tag, one.start, one.end, one.attributes, one.note) for one in reading.annotations)


def content_of_links(reading: Reading) -> set[tuple]:
    at = {one.id: one[1:4] for one in reading.annotations}
    return {(link.role, at[link.from_id], at[link.to_id]) for link in reading.links}


def store_of(reading: Reading, *, text: str = TEXT) -> AnnotationStore:
    return AnnotationStore([*reading.annotations, *reading.links], length=len(text))


def reading_of(layer: str, store: AnnotationStore) -> Reading:
    return Reading(layer, list(store.annotations), store.links)

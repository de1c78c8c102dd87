"""Several readings at work: one key takes what some say, one what most say, one that of all that is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.review.voices import proposal, proposes_majority
from analyst_app.ui.review.open_review import ACCEPT
from analyst_app.ui.review.review_session import MANY, ReviewSession
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.alignment.gathering import Voice
    from analyst_app.core.store import Change
    from analyst_app.review.decisions import Ruling


class SeveralSession(ReviewSession):
    """A review of three readers or more."""

    @property
    def has_proposals(self) -> bool:
        """True if the codebook wants what most say proposed."""
        return proposes_majority(self.compared.codebook.raw)

    def proposed(self, place: int | None) -> Ruling | None:
        """The ruling that is proposed for a difference; None if none is.

        Args:
            place: of the difference.
        """
        if place is None or not self.has_proposals:
            return None
        return proposal(self.board.rows[place].difference, self.layers)

    def is_proposed(self, place: int, voice: Voice) -> bool:
        """True if what some readers say is proposed for a difference.

        Args:
            place: of the difference.
            voice: numbers of the readers.
        """
        ruling = self.proposed(place)
        return ruling is not None and self.layers[voice[0]] in ruling.taken

    def accept(self, *, alike: bool = False) -> None:
        """Take what most say, of what is looked at or of all that is listed and open; or say why that cannot be."""
        ruling = self.proposed(self.place)
        if alike:
            self._settle_each(tr("Accept what most say"), self._accepted, self.all_for(ACCEPT), alike=True)
        elif ruling is not None:
            self.decide(tr("Accept what most say"), ruling)
        else:
            self.refuse(self.why_none())

    def left_by_most(self, places: Sequence[int]) -> list[int]:
        """The places of what accepting what most say at some places drops along; none if many."""
        return self.board.review.left_by_each(self._proposals(places)) if len(places) <= MANY else []

    def why_none(self) -> str:
        """A sentence about why nothing is proposed."""
        if not self.has_proposals:
            return tr('The codebook proposes no majority: it has no "majority": true.')
        return tr("No reading here has more than half of the readers. A digit takes one.")

    # -- words, and what is settled at once --------------------------------------

    def all_for(self, what: str) -> list[int]:
        """Those of the list that nobody has decided or spoken about and for which something is proposed; else alike.

        What is folded into a reading is decided with that.
        """
        if what != ACCEPT:
            return self.alike()
        rows = map(self.board.rows.__getitem__, self._listed_waiting())
        return [row.place for row in rows if row.state == "open" and row.decision is None and self.proposed(row.place)]

    def told_all(self, what: str) -> str:
        """The cause that those share which are settled at once; of what most say, the number that stays open."""
        if what != ACCEPT:
            return super().told_all(what)
        rows = self.all_for(ACCEPT)
        settled = {*rows, *(part for row in rows for part in self.folding.parts_of(row))}
        others = sum(place not in settled for place in self.waiting())  # counted as what is left is, part by part
        return tr("; {n} decision stays open|; {n} decisions stay open", others) if others else ""

    # -- inside ----------------------------------------------------------------

    def _listed_waiting(self) -> list[int]:
        """The rows of the list that wait, without what is folded into them."""
        return [place for place in self.places if place in self.board.rows.waiting]

    def _accepted(self, places: Sequence[int]) -> Change:
        return self.board.review.decide_each(self._proposals(places))

    def _proposals(self, places: Sequence[int]) -> dict[int, Ruling]:
        proposals = {place: self.proposed(place) for place in places}
        return {place: one for place, one in proposals.items() if one is not None}

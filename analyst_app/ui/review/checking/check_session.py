"""One reading at work: each of its tags is confirmed, corrected or rejected, and what was missed is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import line_of
from analyst_app.core.roles import CONTINUES
from analyst_app.gestures.tagging import Scene, refused, tag_here
from analyst_app.review.adrift import Adrift
from analyst_app.review.decisions import Ruling, origins_of, ref_of
from analyst_app.review.one_reading import NOBODY
from analyst_app.ui.review import corrections
from analyst_app.ui.review.review_session import ReviewSession
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.codebook import Tag
    from analyst_app.core.span import Span
    from analyst_app.core.store import Change
    from analyst_app.core.tag import LinkRole

_MOST = 9
"""So many targets of a link are offered: each has a digit."""
_WORDS = 60


class CheckSession(ReviewSession):
    """A review in which nobody stands against the reader."""

    @property
    def reader(self) -> str:
        """The name of who is checked."""
        return self.name_of(self.layers[0])

    # -- words -----------------------------------------------------------------

    def tally(self) -> str:
        """The number of those that are checked, in words."""
        every, waiting = self.board.rows.total, len(self.board.rows.waiting)
        return tr("{checked} of {n} tag checked|{checked} of {n} tags checked", every, checked=every - waiting)

    def in_words(self, count: int) -> str:
        """A number of tags, in words."""
        return tr("{n} tag|{n} tags", count)

    def to_do(self) -> str:
        """A sentence about the number of those that wait."""
        waiting = len(self.waiting())
        if not waiting:
            return tr("Every tag of {name} is checked.", name=self.reader)
        return tr("{n} tag of {name} to check.|{n} tags of {name} to check.", waiting, name=self.reader)

    # -- deciding --------------------------------------------------------------

    def rest(self) -> list[int]:
        """The places that are listed and that nobody has decided or spoken about: what "the rest is right" confirms."""
        rows = (self.board.rows[place] for place in self.waiting())
        return [row.place for row in rows if row.state == "open" and row.decision is None]

    def all_for(self, what: str) -> list[int]:
        """The rest for take_a, else those that are alike."""
        return self.rest() if what == "take_a" else self.alike()

    def told_all(self, what: str) -> str:
        """Words about those that are settled at once; for take_a, the number that is left out."""
        if what != "take_a":
            return super().told_all(what)
        others = len(self.board.rows.waiting) - len(self.rest())
        if not others:
            return ""
        return tr(
            "; {n} more that is not listed, changed, contested or commented stays open"
            "|; {n} more that are not listed, changed, contested or commented stay open",
            others,
        )

    def take(self, side: int, *, alike: bool = False) -> None:
        """Confirm her tag, or all the rest; there is no other side to take."""
        if side == 1:
            self.refuse(tr("Only {name}’s reading is checked. R rejects a tag, for a reason.", name=self.reader))
        elif self.row is None or (isinstance(self.row.difference, Adrift) and not alike):
            super().take(0)
        elif alike:
            self._settle_each(tr("Confirm the rest"), self._confirmed, self.rest(), alike=True)
        else:
            self.decide(tr("Confirm"), self._confirming)

    def take_both(self) -> None:
        """Say that there is one reading."""
        self.take(1)

    def add(self, tag: Tag, selection: Span) -> bool:
        """Put an annotation of the reviewer's own into gold, for words that she left out.

        Args:
            tag: of the annotation.
            selection: its words, code points; the tag's edge rule trims them.

        Returns:
            True if gold has it now.
        """
        from analyst_app.language.languages import language_of  # word lists are not read before the first gesture

        text, session = self.compared.document.text, self._bridge.session
        language = language_of(text, session.language if session is not None else "")
        scene = Scene(text, self.board.review.gold, self.compared.codebook, language)
        made = tag_here(scene, tag, selection=selection, caret=selection.start)
        hers = {one[1:4] for one in self.compared.stores[0].touching(*selection)}
        added = made.change.of(Annotation)[1]
        if any(one[1:4] in hers for one in added):
            made = refused(tr("{name} has that tag, too. 1 confirms it.", name=self.reader))
        if not made.change:
            self.refuse(made.said)
            return False
        change = made.change
        for one in added:
            change = change.then(self.board.review.added(one))
        if not self.do(tr("Add {tag}", tag=tag.name), change):
            return False
        told = tr("{tag} added, which {name} has not: Ctrl+Z takes it back.", tag=tag.name, name=self.reader)
        self.say(f"{told} {made.said}".rstrip())
        return True

    # -- links -----------------------------------------------------------------

    @property
    def link_role(self) -> LinkRole | None:
        """The role of the link that L corrects: the first of the tag that leads to another tag; None: it has none."""
        base = corrections.base_of(self)
        tag = self.compared.codebook.tag(base[0].tag) if base else None
        return next((role for role in tag.links if role.role != CONTINUES), None) if tag is not None else None

    def link_targets(self, role: LinkRole) -> list[tuple[str, str]]:
        """The annotations that a link of a role could lead to, the nearest first: the name of each, and its words.

        Of several with the same words the nearest stands for all.

        Args:
            role: of the link.
        """
        base, text, layer = corrections.base_of(self)[0], self.compared.document.text, self.layers[0]
        gold = self.board.review.gold
        every = [(ref_of(layer, one.id), one) for one in self.compared.stores[0].annotations if one.tag in role.to]
        own = [one for one in gold.annotations if one.tag in role.to and not origins_of(one)]
        every += [(ref_of(NOBODY, one.id), one) for one in own]
        every.sort(key=lambda named: min(abs(named[1].start - base.end), abs(base.start - named[1].end)))
        found: dict[str, str] = {}
        for name, one in every:
            found.setdefault(line_of(text[one.start : one.end], _WORDS), name)
            if len(found) == _MOST:
                break
        return [(name, words) for words, name in found.items()]

    def relink(self, role: LinkRole, target: str) -> None:
        """Let the link of a role lead to a target; the other links stay as she has them.

        Args:
            role: of the link.
            target: the name of an annotation, as ``link_targets`` gives it; empty: no link of this role.
        """
        base, layer, row = corrections.base_of(self), self.layers[0], self.row
        if row is None or not base:
            return
        hers = next((side[0].id for side in row.difference.sides if side), "")
        links = [
            (link.role, ref_of(layer, link.to_id))
            for link in self.compared.stores[0].links_from(hers)
            if link.role != role.role
        ]
        links += [(role.role, target)] if target else []
        name = tr("Correct the {role}", role=role.name)
        self.decide(name, Ruling("own", (), own=base, links=tuple(links)))

    # -- inside ----------------------------------------------------------------

    @property
    def _confirming(self) -> Ruling:
        return Ruling("take", self.layers[:1])

    def _confirmed(self, places: Sequence[int]) -> Change:
        return self.board.review.decide(places, self._confirming)

    def _told_alike(self, count: int) -> str:
        return tr("{n} tag confirmed|{n} tags confirmed", count)

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

    came_from: int | None = None
    """The place that was looked at when something was added: 1 leads back there."""

    @property
    def reader(self) -> str:
        """The name of who is checked."""
        return self.name_of(self.layers[0])

    # -- words -----------------------------------------------------------------

    def tally(self) -> str:
        """The number of those that are checked, in words."""
        every, waiting = len(self._hers()), len(self.board.rows.waiting - self._added())
        return tr("{checked} of {n} tag checked|{checked} of {n} tags checked", every, checked=every - waiting)

    def in_words(self, count: int) -> str:
        """A number of tags, in words."""
        return tr("{n} tag|{n} tags", count)

    def to_do(self) -> str:
        """A sentence about the number of those that wait."""
        waiting, added = {*self.waiting()}, self._added()
        if waiting - added:
            count = len(waiting - added)
            told = tr("{n} tag of {name} to check.|{n} tags of {name} to check.", count, name=self.reader)
        elif self._hers():
            told = tr("Every tag of {name} is checked.", name=self.reader)
        else:
            told = tr("{name} has tagged nothing here.", name=self.reader)
        contested = len(waiting & added)
        more = tr(
            "{name} contests {n} that was added.|{name} contests {n} that were added.", contested, name=self.reader
        )
        return f"{told} {more}" if contested else told

    def _added(self) -> set[int]:
        """The places of what was added to her tags."""
        return {row.place for row in self.board.rows.listed if row.difference.shown_kind == "added"}

    def _hers(self) -> list[int]:
        """The places of her tags."""
        return [row.place for row in self.board.rows.listed if row.difference.shown_kind != "added"]

    # -- going -------------------------------------------------------------------

    def go_on_from(self, other: ReviewSession) -> None:
        """Go on as in another review; where what was looked at is no more, from where it was added."""
        super().go_on_from(other)
        if not isinstance(other, CheckSession) or other.came_from is None:
            return
        before, now = other.board.review, self.board.review
        self.came_from = now.place_of_any(before.refs(before.differences[other.came_from]))
        seen = other.row.difference if other.row is not None else None
        if self.came_from is not None and seen is not None and now.place_of_any(before.refs(seen)) is None:
            self.go_to_any(self.came_from)

    def go_to_change(self, change: Change) -> None:
        """Look at what a change of gold is about, and remember what was looked at before."""
        before = self.place
        super().go_to_change(change)
        is_added = self.row is not None and self.row.difference.shown_kind == "added"
        if is_added and before is not None and before not in self._added():
            self.came_from = before

    # -- deciding --------------------------------------------------------------

    def rest(self) -> list[int]:
        """The places that are listed and that nobody has decided or spoken about: what "the rest is right" confirms.

        What is folded into a reading is among them where its reading is.
        """
        rows = map(self.board.rows.__getitem__, self.waiting())
        untouched = [row.place for row in rows if row.state == "open" and row.decision is None]
        listed = {*self.places} & {*untouched}
        heads_of = self.board.review.units.heads_of
        return [place for place in untouched if place in listed or not listed.isdisjoint(heads_of(place))]

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
            if self.row is not None and self.row.difference.shown_kind == "added" and self.row.state == "settled":
                self._go_back()
            else:
                super().take(0)
                super()._advance()
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
        told = tr("{tag} added, which {name} has not: Delete takes it back, 1 goes on.", tag=tag.name, name=self.reader)
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
        own = [one for one in gold.annotations if one.tag in role.to and not origins_of(one) and one.id != base.id]
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
        others = [(link.role, ref_of(layer, link.to_id)) for link in self.compared.stores[0].links_from(hers)]
        if isinstance(row.difference, Adrift):
            others = [(link.role, self._named(link.to_id)) for link in self.board.review.gold.links_from(base[0].id)]
        links = [(name, end) for name, end in others if name != role.role]
        links += [(role.role, target)] if target else []
        words = dict(self.link_targets(role)).get(target, "")
        name = tr("{role} → {words}", role=role.name, words=words) if words else tr("No {role}", role=role.name)
        self.decide(name, Ruling("own", (), own=base, links=tuple(links)))

    # -- inside ----------------------------------------------------------------

    def _named(self, gold_id: str) -> str:
        """The name of an annotation of gold: that of hers, if it was made of one."""
        one, layer = self.board.review.gold.annotation(gold_id), self.layers[0]
        refs = origins_of(one) if one is not None else ()
        return next((ref for ref in refs if ref.startswith(f"{layer}:")), ref_of(NOBODY, gold_id))

    def _go_back(self) -> None:
        """Look at what was looked at before something was added, if that waits, else at what does."""
        is_open = (
            self.came_from is not None and self.came_from in self.board.rows.waiting and self.came_from in self.places
        )
        self.say(tr("It is in gold: Delete takes it back."))
        if is_open:
            self.go_to(self.came_from)
        else:
            super()._advance()

    def _advance(self) -> None:
        """Stay where something was added, to go on with its values and links; else as ever."""
        if self.row is None or self.row.difference.shown_kind != "added":
            super()._advance()

    @property
    def _confirming(self) -> Ruling:
        return Ruling("take", self.layers[:1])

    def _confirmed(self, places: Sequence[int]) -> Change:
        return self.board.review.decide(places, self._confirming)

    def _told_alike(self, count: int) -> str:
        return tr("{n} tag confirmed|{n} tags confirmed", count)

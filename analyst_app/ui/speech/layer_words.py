"""Sentences about the annotations of a layer, and about what a gesture made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.excerpts import line_of
from analyst_app.core.roles import role_name, value_name, who_role
from analyst_app.language.snapping import count_words
from analyst_app.ui.panels.rows.row_facts import RowWords
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.store import Change
    from analyst_app.session.session import Session

MOST_SAID = 90
"""Characters of an annotation's words that are said: more is read in the text, where the caret stands then."""
_BRIEF = 40
_MOST_LINKS = 3
"""Links of one change that are said one by one."""


class LayerWords:
    """Sentences about one session.

    Args:
        session: has the layer, the text and the codebook.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._codebook = session.codebook
        self._rows = RowWords(session.store, session.document.text, session.codebook)

    def is_of(self, session: Session) -> bool:
        """True if these are the words of a session as it is now; its codebook may be another."""
        return self._session is session and self._codebook is session.codebook

    def forget(self) -> None:
        """Look anew: the layer has changed."""
        self._rows.forget_all()

    def heard(self, annotation: Annotation) -> str:
        """An annotation as it is said: tag, words, speaker, value, paragraph."""
        return self._rows.heard(annotation, MOST_SAID)

    def tag(self, annotation: Annotation) -> str:
        """The name of its tag."""
        return self._rows.tag_name(annotation)

    def words(self, annotation: Annotation) -> str:
        """Its words, briefly."""
        return line_of(self._session.document.text[annotation.start : annotation.end][: 4 * _BRIEF], _BRIEF)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph at a code point."""
        return self._rows.paragraph_at(place)

    def speaker(self, annotation: Annotation) -> str:
        """The one whose words these are, as ``speaker Ada Brandt``; empty if nobody can be that."""
        facts = self._rows.facts(annotation)
        if facts.speaker:
            return tr("speaker {name}", name=facts.speaker)
        return tr("no speaker") if facts.lacks_speaker else ""

    def values(self, annotation: Annotation) -> list[str]:
        """Its values, each with the name of its attribute."""
        tag = self._codebook.tag(annotation.tag)
        held = [(tag.attribute(name), value) for name, value in annotation.attributes] if tag is not None else []
        return [f"{one.name}: {value_name(one, value)}" for one, value in held if one is not None]

    # -- what was done -------------------------------------------------------------

    def of_change(
        self, change: Change, current: Annotation | None, left: int | None, *, has_word: bool
    ) -> tuple[list[str], list[str]]:
        """The words on what a change made: those before the word of the status bar, and those after it.

        Args:
            change: as it was made.
            current: the annotation that is current now.
            left: quotations that nobody has tagged yet; None: that is not known.
            has_word: True if the status bar says a word on it, which is not to be said twice.
        """
        gone, came = change.of(Annotation)
        before = {one.id: one for one in gone}
        made = [one for one in came if one.id not in before]
        links = change.of(Link)
        lost = [one for one in gone if one.id not in {other.id for other in came}]
        if made and not self._is_for_link(links[1], made):
            main = current if current is not None and current in made else made[0]
            return self._made(main, len(made), left), []
        if lost and not links[1]:
            if has_word and len(lost) == 1:
                return [], [self.tag(lost[0]), *self._left(lost[0].tag, left)]
            return self._deleted(lost, left), []
        if len(came) == 1 and not links[0] and not links[1]:
            return self._altered(before[came[0].id], came[0], has_word=has_word), []
        return ([], []) if has_word else (self._linked(*links), [])

    def of_step(self, change: Change) -> list[str]:
        """The words that a step was about which was taken back, or made again.

        Args:
            change: as it was made just now.
        """
        gone, came = change.of(Annotation)
        return [self.words(one) for one in (*came, *gone)[:1]]

    @staticmethod
    def _is_for_link(links: Sequence[Link], made: Sequence[Annotation]) -> bool:
        """True if annotations were made because something that was there already is linked to them."""
        fresh = {one.id for one in made}
        return any(link.from_id not in fresh for link in links)

    def _made(self, main: Annotation, count: int, left: int | None) -> list[str]:
        text = self._session.document.text
        said = [tr("{tag} made, {n} word|{tag} made, {n} words", count_words(text, main.span), tag=self.tag(main))]
        said += [self.speaker(main), *self._left(main.tag, left)]
        others = [tr("{n} more annotation|{n} more annotations", count - 1)] if count > 1 else []
        return [*said, *others, self.words(main)]

    def _deleted(self, lost: Sequence[Annotation], left: int | None) -> list[str]:
        if len(lost) > 1:
            return [tr("{n} annotation deleted|{n} annotations deleted", len(lost))]
        return [tr("{tag} deleted", tag=self.tag(lost[0])), *self._left(lost[0].tag, left), self.words(lost[0])]

    def _altered(self, old: Annotation, new: Annotation, *, has_word: bool) -> list[str]:
        """The words on all that is otherwise of one annotation."""
        said = []
        if new.tag != old.tag:
            said.append(tr("{tag} now", tag=self.tag(new)))
        if new.span != old.span:
            number = count_words(self._session.document.text, new.span)
            said.append(tr("edges kept, {n} word|edges kept, {n} words", number))
            said.append(self.words(new))
        if new.note != old.note:
            said.append(tr("note kept") if new.note else tr("note removed"))
        if new.attributes != old.attributes and new.tag == old.tag and not has_word:
            said += self.values(new) or [tr("no values")]
        return said

    def _linked(self, gone: Sequence[Link], came: Sequence[Link]) -> list[str]:
        """The words on those to whom an annotation is linked now, or no longer."""
        said = [tr("{role}: {name}", role=self._role(link), name=self._end(link)) for link in came[:_MOST_LINKS]]
        if not came:
            said += [tr("{role} removed: {name}", role=self._role(link), name=self._end(link)) for link in gone[:1]]
        return said

    def _role(self, link: Link) -> str:
        source = self._session.store.annotation(link.from_id)
        return role_name(self._codebook.tag(source.tag) if source is not None else None, link.role)

    def _end(self, link: Link) -> str:
        end = self._session.store.annotation(link.to_id)
        return self.words(end) if end is not None else tr("somebody who is no longer tagged")

    def _left(self, tag_id: str, left: int | None) -> list[str]:
        """The number of quotations that are left, where the tag is for quotations."""
        if left is None or tag_id not in self._codebook.ids_counted_as("quotation"):
            return []
        if who_role(self._codebook.tag(tag_id)) is None:
            return []
        return [tr("{n} left|{n} left", left)]

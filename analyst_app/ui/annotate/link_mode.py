"""Linking a quote to who said it: L proposes, Enter accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import LinkRole
from analyst_app.core.excerpts import excerpt
from analyst_app.core.roles import NOT_STATED, who_role
from analyst_app.core.span import Span
from analyst_app.gestures import linking
from analyst_app.gestures.tagging import Outcome, Scene
from analyst_app.ui.annotate.link_candidates import (
    LinkCandidate,
    linked,
    matching,
    more_people,
    people,
    quotes,
    takes_names,
)
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.modes import LINK, ModeKeeper
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.annotate.link_list import LinkList
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.files.session_bridge import SessionBridge


class LinkSubject(NamedTuple):
    """The annotation that L was pressed on."""

    annotation: Annotation
    roles: list[LinkRole]
    """Those that ←/→ go through; of a person, the quotes' role."""
    is_person: bool
    """True if it is the person, and quotes are offered."""
    made: set[str]
    """Ids of names that linking tagged since the app began; new ones are added."""


class LinkMode:
    """One annotation that is being linked: a quote or claim to people, or a person to quotes.

    Args:
        performer: carries out what is accepted.
        bridge: says what is selected and current.
        beside: lists who is proposed.
        modes: to leave through.
        subject: what is being linked.
    """

    name = LINK

    def __init__(
        self, performer: Performer, bridge: SessionBridge, beside: LinkList, modes: ModeKeeper, subject: LinkSubject
    ) -> None:
        self._performer, self._bridge, self._list, self._modes = performer, bridge, beside, modes
        self._subject_id, self._roles, self.is_person = subject.annotation.id, subject.roles, subject.is_person
        self._made = subject.made
        self._role = 0
        self._row = 0
        self._letters = ""
        self._selected: LinkCandidate | None = None
        self._offered: list[LinkCandidate] = []
        self._more: list[LinkCandidate] | None = None
        self._adds = False
        self._sentence: Span | None = None
        self._list.clicked.connect(self._clicked)
        self._offer()
        self.take_selection()

    # -- as a mode -----------------------------------------------------------------

    def hints(self) -> list[str]:
        """The keys of the mode."""
        is_adding = self._adds or not self._now
        if self._is_kept:
            hints = [tr("Enter keep"), tr("↑/↓ another"), tr("Shift+Enter keep, add another")]
        elif is_adding:
            hints = [tr("Enter accept"), tr("↑/↓ another"), tr("Shift+Enter accept, stay")]
        else:
            hints = [tr("Enter replace"), tr("↑/↓ another"), tr("Shift+Enter add")]
        if len(self._roles) > 1:
            hints.append(tr("←/→ another role"))
        if self._knows_not_stated():
            hints.append(tr("0 not stated"))
        return [*hints, tr("Esc leave")]

    def heard(self) -> str:
        """The one whom Enter would take, and the number of all."""
        chosen, many = self.chosen, len(self.candidates)
        role = tr("{role} of", role=self.role.name) if self.is_person else self.role.name
        if chosen is None:
            return tr("{role}: nobody is proposed", role=role)
        told = tr("{role}: {name}", role=role, name=chosen.shown)
        number = min(self._row, many - 1) + 1
        return ", ".join(filter(None, (told, chosen.why, tr("{number} of {many}", number=number, many=many))))

    def key_pressed(self, key: Key) -> bool:
        """Choose, filter, accept or leave."""
        if key.ctrl or key.alt:
            return False
        if key.name == "Enter":
            self.accept(stays=key.shift)
        elif key.name == "Esc":
            self._modes.leave(keep=False)
        elif key.name in ("Up", "Down"):
            self._choose(self._row + (1 if key.name == "Down" else -1))
        elif key.name in ("Left", "Right") and not key.shift:
            self._turn_role(1 if key.name == "Right" else -1)
        elif key.digit is not None:
            self._press_digit(key.digit)
        elif key.name == "Backspace" or (key.name == "Delete" and self._letters):
            self._filter(self._letters[:-1])
        elif key.letter or (len(key.text) == 1 and key.text.isprintable()):
            self._filter(self._letters + (key.text if key.text.isprintable() and key.text else key.letter.lower()))
        else:
            return False
        return True

    def leave(self, *, keep: bool) -> None:
        """End; what was accepted was done at once."""
        self._list.clicked.disconnect(self._clicked)
        self._list.leave()
        if self.subject is not None:
            self._bridge.set_current(self._subject_id, reveal=True)

    # -- what is chosen --------------------------------------------------------------

    @property
    def subject(self) -> Annotation | None:
        """The annotation that L was pressed on, as it is now."""
        session = self._bridge.session
        return session.store.annotation(self._subject_id) if session is not None else None

    @property
    def role(self) -> LinkRole:
        """The role that Enter gives."""
        return self._roles[self._role]

    @property
    def candidates(self) -> list[LinkCandidate]:
        """The candidates that are listed now."""
        listed = self._offered
        if self._letters:
            listed = matching([*self._offered, *self._all()], self._letters)
        return [self._selected, *listed] if self._selected is not None else listed

    @property
    def chosen(self) -> LinkCandidate | None:
        """The candidate that Enter accepts."""
        listed = self.candidates
        return listed[min(self._row, len(listed) - 1)] if listed else None

    def take_selection(self) -> None:
        """Selecting text, or clicking someone, means that one."""
        bridge = self._bridge
        scene, subject, selection = self._performer.scene(), self.subject, bridge.selection
        if scene is None or subject is None:
            return
        current = bridge.current
        if selection is not None and not self.is_person and takes_names(scene, self.role):
            span = linking.tagged_span(scene, self.role, selection)
            self._selected = LinkCandidate(excerpt(scene.text, span), tr("selected"), span, span)
        elif current is not None and current.id != subject.id and self._fits(scene, current):
            self._selected = LinkCandidate(excerpt(scene.text, current.span), tr("clicked"), current.span, current)
        elif selection is None and self._selected is not None and isinstance(self._selected.target, Span):
            self._selected = None
        else:
            return
        self._row = 0
        self._show()

    def accept(self, *, stays: bool) -> None:
        """Link to what is chosen (Enter); ``stays`` waits for another."""
        scene, subject, chosen = self._performer.scene(), self.subject, self.chosen
        if scene is None or subject is None:
            self._modes.leave(keep=False)
        elif chosen is None:
            self._performer.refuse(tr("Nobody is chosen. Select the name in the text."))
        elif self._is_kept:
            self._keep(scene, chosen, stays=stays)
        else:
            replaces = not stays and not self._adds
            self._finish(self._outcome(scene, subject, chosen, replaces=replaces), stays=stays)

    def _outcome(self, scene: Scene, subject: Annotation, chosen: LinkCandidate, *, replaces: bool) -> Outcome:
        if self.is_person and isinstance(chosen.target, Annotation):
            tag = scene.codebook.tag(chosen.target.tag)
            return linking.accept(scene, chosen.target, who_role(tag) or self.role, subject)
        if chosen.target == subject:
            return linking.not_stated(scene, subject)
        now = scene.store.links_from(subject.id, self.role.role) if replaces else []
        return linking.accept(scene, subject, self.role, chosen.target, cue=chosen.cue, instead_of=now, made=self._made)

    def _keep(self, scene: Scene, chosen: LinkCandidate, *, stays: bool) -> None:
        """The one it has stays; Shift+Enter goes on to another beside it."""
        if stays:
            self._stay()
            return
        self._modes.leave(keep=True)
        self._bridge.say(tr("The {role} stays {words}.", role=self.role.name, words=scene.words(chosen.span)))

    def _finish(self, outcome: Outcome, *, stays: bool) -> None:
        self._selected = None  # or clearing the selection would choose anew
        if not self._performer.perform(outcome, clears_selection=True):
            return
        ends = {record.to_id for record in outcome.change.added if isinstance(record, Link)}
        self._made |= {record.id for record in outcome.change.added if record.id in ends}
        if stays:
            self._stay()
        else:
            self._modes.leave(keep=True)

    def _stay(self) -> None:
        self._adds, self._letters, self._row = True, "", 0
        self._offer()

    # -- inside ------------------------------------------------------------------------

    @property
    def _now(self) -> set[str]:
        """Ids of those to whom it is linked in this role."""
        scene, subject = self._performer.scene(), self.subject
        if scene is None or subject is None or self.is_person:
            return set()
        return {link.to_id for link in scene.store.links_from(subject.id, self.role.role)}

    @property
    def _is_kept(self) -> bool:
        """True if the one that is chosen is one that it has."""
        chosen = self.chosen
        return chosen is not None and isinstance(chosen.target, Annotation) and chosen.target.id in self._now

    def _knows_not_stated(self) -> bool:
        session, subject = self._bridge.session, self.subject
        tag = session.codebook.tag(subject.tag) if session is not None and subject is not None else None
        return not self.is_person and tag is not None and tag.attribute(NOT_STATED) is not None

    def _fits(self, scene: Scene, annotation: Annotation) -> bool:
        if self.is_person:
            role = who_role(scene.codebook.tag(annotation.tag))
            return role is not None and self.subject is not None and self.subject.tag in role.to
        return annotation.tag in self.role.to

    def _offer(self) -> None:
        from analyst_app.language.people import KnownNames

        scene, subject = self._performer.scene(), self.subject
        if scene is None or subject is None:
            return
        now = [] if self.is_person else linked(scene, subject, self.role)
        found = quotes(scene, subject) if self.is_person else people(scene, subject, self.role)
        linked_now = KnownNames(one.name for one in now)
        others = [one for one in found if not linked_now.alike(one.name)]
        self._offered = others if self._adds else [*now, *others]
        self._more = None
        self._show()

    def _all(self) -> list[LinkCandidate]:
        """The others of the article, looked for when the first letter is typed."""
        if self._more is None:
            scene, subject = self._performer.scene(), self.subject
            self._more = []
            if scene is not None and subject is not None and not self.is_person:
                self._more = more_people(scene, subject, self.role, self._offered)
        return self._more

    def _choose(self, row: int) -> None:
        count = len(self.candidates)
        self._row = row % count if count else 0
        self._show()

    def _press_digit(self, digit: int) -> None:
        if digit == 0 and not self.is_person:
            scene, subject = self._performer.scene(), self.subject
            if scene is not None and subject is not None:
                self._finish(linking.not_stated(scene, subject), stays=False)
        elif 1 <= digit <= len(self.candidates):
            self._choose(digit - 1)

    def _turn_role(self, step: int) -> None:
        if len(self._roles) > 1:
            self._role = (self._role + step) % len(self._roles)
            self._row, self._adds = 0, False
            self._offer()

    def _filter(self, letters: str) -> None:
        self._letters, self._row, self._selected = letters, 0, None
        self._show()

    def _clicked(self, row: int) -> None:
        if row < len(self.candidates):
            self._row = row
            self.accept(stays=False)

    def _show(self) -> None:
        subject, chosen = self.subject, self.chosen
        if subject is None:
            return
        title = tr("{role} of", role=self.role.name) if self.is_person else f"{self.role.name} →"
        self._list.show_candidates(f"{title} {self._letters}".strip(), self.candidates, self._row)
        proposed = chosen.span if chosen and chosen.target != subject else None
        self._list.stand_beside(subject.span, self._sentence_of(subject), proposed)

    def _sentence_of(self, subject: Annotation) -> Span:
        """The sentence, or sentences, that it stands in: who said it is often told there."""
        scene = self._performer.scene()
        if self._sentence is None and scene is not None:
            from analyst_app.language.sentences import sentence_at

            first, last = (sentence_at(scene.text, place, scene.language) for place in (subject.start + 1, subject.end))
            self._sentence = Span(min(first.start, subject.start), max(last.end, subject.end))
        return self._sentence or subject.span

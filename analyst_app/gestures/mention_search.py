"""The mentions of a person, found in portions from one mention outwards: nothing waits for ten megabytes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.gestures.identifying import (
    NAME,
    MentionPlaces,
    PersonForms,
    is_one,
    people_among,
    places_among,
    unlike,
)
from analyst_app.gestures.tagging import Scene
from analyst_app.language.forms_of_address import told_by_title
from analyst_app.language.known_people import actor_of
from analyst_app.language.mentions import NameSearch
from analyst_app.language.people import is_same_person, spelt

PORTION = 24
"""Names that are read in one portion at most: a few milliseconds."""
_READY = 8
"""Places whose surroundings are looked at in the time that reading one name takes."""
_TAGGED = 25
"""Annotations, the same."""


class FoundMention(NamedTuple):
    """A mention that can be tagged, or that has a tag and can be given name and kind."""

    span: Span
    annotation: Annotation | None
    """None if it is not tagged yet."""
    is_doubtful: bool
    """True if it may as well mean another person of that surname."""


class MentionSearch:
    """The mentions of one person, listed as they are found.

    Who a surname alone means depends on every full name of the article. So
    what is listed is certain when the search is complete, and whenever a name
    that is found late changes it, the list begins anew.

    Args:
        scene: the article and its layer.
        mention: an annotation of the person.
    """

    def __init__(self, scene: Scene, mention: Annotation) -> None:
        self.scene, self.mention = scene, mention
        self.person = ""
        """The full name, if it was asked for."""
        self.listed: list[FoundMention] = []
        """The mentions found since the list began anew, in no certain order."""
        self.beginnings = 0
        """Counts how often the list began anew."""
        self.is_complete = False
        """True if nothing will be added or taken away any more."""
        self._rest: Iterator[int] = iter(())
        self._spans: set[Span] = set()
        self._words = " ".join(mention.span.of(scene.text).split())
        self._told = told_by_title(scene.text, mention.span, scene.language)
        self._names = NameSearch(scene.text, self._words, scene.language, around=mention.start)
        known = scene.person_of(mention)
        self._known_id = known.id if known is not None else ""
        self._aliases = [
            NameSearch(scene.text, name, scene.language, around=mention.start)
            for name in (known.names if known is not None else ())
            if spelt(name) != spelt(self._words) and scene.people.one_called(name) is known
        ]
        """Searches for the known person's other names."""
        self._taken = {mention.tag, *(tag.id for tag in scene.codebook.tags_for("skip"))}
        self._begin()

    @property
    def actor(self) -> str:
        """The id of the known person that stands with the mention, and is kept with the others; empty: none does."""
        actor = actor_of(self.mention)
        return actor if self.scene.people.with_id(actor) is not None else ""

    @property
    def canonical(self) -> str:
        """The name that all mentions get, where it is not theirs already: as asked for, else the known person's."""
        known = self.scene.people.with_id(self._known_id)
        if self.person or self.mention.attribute(NAME) or known is None:
            return self.person
        return known.name

    @property
    def people(self) -> list[str]:
        """The people whom the mention may mean, as printed in full, if there are several; known when names are read."""
        if self.person or self.mention.attribute(NAME) or " " in self._words:
            return []
        return people_among(self._names, self._words, self._told) if self._names.is_complete else []

    def choose(self, person: str) -> None:
        """Look for this one of several people.

        Args:
            person: the full name.
        """
        self.person = person
        self._begin()

    def begin_again(self) -> bool:
        """List anew: annotations came or went; no name is read twice.

        Returns:
            False if the mention itself is gone, or is another now: then there is nothing to list.
        """
        old, now = self.mention, self.scene.store.annotation(self.mention.id)
        if now is None or (now.tag, now.span) != (old.tag, old.span):
            return False
        self.mention = now
        self._begin()
        return True

    @property
    def is_asking(self) -> bool:
        """True if it is known that several people may be meant: it goes on when one was chosen."""
        return bool(self.people)

    def advance(self) -> None:
        """Find the next portion."""
        effort = portion = PORTION if self.listed else PORTION // 2  # the first rows are waited for
        if not self._names.is_complete:
            effort = self._names.advance(portion)
            self._read()
            if self._names.is_thinned:
                self._begin()
        effort = max(effort, PORTION // 2)
        for cost in self._rest:
            effort -= cost
            if effort <= 0:
                return
        self.is_complete = self._names.is_complete and not self.is_asking
        if not self.is_complete:
            self._rest = self._list_places()

    # -- inside ------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        return self.person or str(self.mention.attribute(NAME) or "")

    def _begin(self) -> None:
        self.listed, self.is_complete = [], False
        self._spans = set()
        self.beginnings += 1
        self._number = 0
        """Number of places that were looked at."""
        self._known = -1
        """Number of forms by which the person was read."""
        self._person_forms = PersonForms([], frozenset(), frozenset(), frozenset())
        self._read()
        self._rest = self._list_places()

    def _read(self) -> None:
        """Read anew who is meant if a new form was found, and begin anew if that changes what others mean."""
        forms = self._names.forms
        if len(forms) == self._known:
            return
        before, self._person_forms = (
            self._person_forms,
            PersonForms.of(self._names, self._words, self._name, self._told),
        )
        known, self._known = forms[: max(0, self._known)], len(forms)
        now = self._person_forms
        if any((f in before.fitting, f in before.doubtful) != (f in now.fitting, f in now.doubtful) for f in known):
            self._begin()

    def _list_places(self) -> Iterator[int]:
        """List the places found so far, and when no more will come, what is tagged."""
        while True:
            portion = self._names.places[self._number : self._number + _READY]
            if not portion:
                break
            self._number += len(portion)
            for place in portion:
                if place.form in self._person_forms.fitting and self._is_free(place.span):
                    self.listed.append(FoundMention(place.span, None, place.form in self._person_forms.doubtful))
                    self._spans.add(place.span)
            yield 1
        if self._names.is_complete and not self.people:
            yield from self._list_aliases()
            yield from self._list_tagged()

    def _list_aliases(self) -> Iterator[int]:
        """List the places of the known person's other names; a surname that another full name has, too, is doubtful."""
        known = self.scene.people.with_id(self._known_id)
        held = sorted(self._spans)
        for names in self._aliases if known is not None else ():
            while not names.is_complete:
                names.advance(1)
                yield 1
            for place in names.places:
                yield 1
                span, at = place.span, bisect_left(held, place.span)
                is_held = any(other.overlaps(span) for other in held[max(0, at - 1) : at + 1])
                if is_held or not self._is_free(span) or self.scene.people.one_called(place.form.spelt) is not known:
                    continue
                held.insert(at, span)
                is_alone = " " not in place.form.spelt
                others = is_alone and any(known is not None and not _is_of(full, known.names)
                                          for full in names.namesakes(place.form.spelt))  # fmt: skip
                self.listed.append(FoundMention(span, None, others))

    def _is_free(self, span: Span) -> bool:
        return not any(one.tag in self._taken for one in self.scene.store.touching(*span))

    def _list_tagged(self) -> Iterator[int]:
        """List those of the person's annotations that lack name or kind: known when all have been looked at."""
        places = places_among(self._names, self._words, self._name, self._told)
        tagged: list[Annotation] = []
        known: dict[tuple[str, str, bool, bool], bool] = {}
        mention, annotations = self.mention, self.scene.store.annotations
        for start in range(0, len(annotations), _TAGGED):
            for one in annotations[start : start + _TAGGED]:
                if one.tag == mention.tag and one.id != mention.id and self._is_one(one, places, known):
                    tagged.append(one)
            yield 1
        renewed = unlike(mention, tagged, name="" if self.person else self.canonical, actor=self.actor)
        self.listed += [FoundMention(one.span, one, False) for one in renewed]

    def _is_one(self, one: Annotation, places: MentionPlaces, known: dict[tuple[str, str, bool, bool], bool]) -> bool:
        if self.scene.people.people:
            held = self.scene.person_of(one)
            if held is not None:
                return held is self.scene.people.with_id(self._known_id)
        words = one.span.of(self.scene.text)
        key = (str(one.attribute(NAME) or ""), words, one.span in places.doubtful, one.span in places.others)
        found = known.get(key)
        if found is None:
            found = known[key] = is_one(self.scene, one, places)
        return found


def _is_of(full: str, names: tuple[str, ...]) -> bool:
    return any(is_same_person(full, name) for name in names)

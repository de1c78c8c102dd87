"""The mentions of one person in an article, and steps that act on all of them: tagged, named and sorted as one.

Each function that changes something answers with an Outcome and changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Container, Generator, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, edited, pairs
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.excerpts import sentence
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.gestures.automatic import automatic_attributes
from analyst_app.gestures.tagging import Outcome, Scene, refused
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.language.forms_of_address import NameForm, Told
    from analyst_app.language.known_people import Person
    from analyst_app.language.mentions import NameSearch

NAME, KIND = "name", "kind"
"""The attributes that hold for a person, not for a mention; ids of the codebook that this module knows."""
_PORTION = 200
"""Annotations that are made, or given values, in one portion."""


class MentionPlaces(NamedTuple):
    """The stretches of a text in which a person is mentioned, whatever is tagged there."""

    name: str
    """The canonical or full name that was looked for; empty: none."""
    forms: list[str]
    """Names of the person in the text."""
    spans: list[Span]
    """In the order of the text, the doubtful ones among them."""
    doubtful: frozenset[Span]
    """Mentions by a surname that another person of the article has, too."""
    others: frozenset[Span] = frozenset()
    """Places of the name that are another person's, or may be, by their titles."""


class PersonForms(NamedTuple):
    """The forms of names in a text by which a person is mentioned, as far as is known so far."""

    forms: list[str]
    """Names of the person in the text."""
    fitting: frozenset[NameForm]
    """Forms that mean the person, or may."""
    doubtful: frozenset[NameForm]
    """Forms that may as well mean another person: a surname that two have."""
    others: frozenset[NameForm]
    """Forms that are another person's, or may be, by their titles."""

    @classmethod
    def of(cls, search: NameSearch, words: str, name: str, told: Told) -> PersonForms:
        """The forms of a person by what a search for the words has found so far.

        Args:
            search: for the words.
            words: the person's name or role as one mention has it.
            name: the canonical or full name; empty: unknown.
            told: by the title of that mention.
        """
        from analyst_app.language.forms_of_address import TitledForms
        from analyst_app.language.people import is_same_person

        titled = TitledForms(search.forms)
        full_names = titled.fitting(search.namesakes(words), told)
        full = _full_name(name, words, full_names)
        told = told or titled.of_name(full)
        forms = [full or words]
        if not is_same_person(forms[0], words):
            forms.append(words)  # “harbour chief”, who is Ada Brandt
        alone: set[str] = set()
        if any(not is_same_person(one, full) for one in full_names):
            alone = {form for form in search.forms_of(words.rpartition(" ")[2]) if " " not in form}
        named = alone.union(*map(search.forms_of, forms))
        excluded = titled.not_of(told)
        unsure = titled.unsure(told, full if name or " " in words else "") - excluded
        fitting = frozenset(form for form in search.forms if form.spelt in named) - excluded
        doubtful = frozenset(form for form in search.forms if form.spelt in alone) | unsure
        return cls(forms, fitting, doubtful, excluded | unsure)


class Mentions(NamedTuple):
    """The other places of one person in an article; none within skipped text."""

    tagged: list[Annotation]
    """Annotations that are the same person's."""
    untagged: list[Span]
    """Mentions that nobody has tagged yet, in the order of the text."""
    doubtful: frozenset[Span]
    """Those of ``untagged`` that may as well mean another person of that surname."""


def is_actor(codebook: Codebook, annotation: Annotation) -> bool:
    """True if an annotation is a person or body: its tag plays an actor.

    Args:
        codebook: of its layer.
        annotation: any of the layer.
    """
    return any(tag.id == annotation.tag for tag in codebook.tags_for("actor"))


def people_called(scene: Scene, mention: Annotation, search: NameSearch | None = None) -> list[str]:
    """The people whom a mention may mean, as printed in full, if there are several; else nobody.

    A mention that has a name, or is a full name itself, means one person.

    Args:
        scene: the article and its layer.
        mention: an annotation of a person.
        search: for its words, complete; None: it is made where it is needed.
    """
    from analyst_app.language.forms_of_address import told_by_title

    words = _words(scene, mention)
    if mention.attribute(NAME) or " " in words:
        return []
    told = told_by_title(scene.text, mention.span, scene.language)
    return people_among(search or _search(scene, words), words, told)


def people_among(search: NameSearch, words: str, told: Told) -> list[str]:
    """The people whom a surname may mean, by a search for it that is complete.

    Args:
        search: for the words.
        words: the surname.
        told: by the title of the mention.
    """
    from analyst_app.language.forms_of_address import TitledForms

    found = TitledForms(search.forms).fitting(search.namesakes(words), told)
    return found if len(found) > 1 else []


def places_among(search: NameSearch, words: str, name: str, told: Told) -> MentionPlaces:
    """The same by what a search for the words has found so far.

    Args:
        search: for the words.
        words: the person's name or role as one mention has it.
        name: the canonical or full name; empty: unknown.
        told: by the title of that mention.
    """
    read = PersonForms.of(search, words, name, told)

    def spans(forms: Container[NameForm]) -> frozenset[Span]:
        return frozenset(place.span for place in search.places if place.form in forms)

    return MentionPlaces(name, read.forms, sorted(spans(read.fitting)), spans(read.doubtful), spans(read.others))


def mentions_of(scene: Scene, mention: Annotation, person: str = "", search: NameSearch | None = None) -> Mentions:
    """All places of the person whom a mention means, but the mention itself.

    Args:
        scene: the article and its layer.
        mention: an annotation of the person.
        person: the full name, where the mention's words may mean several.
        search: for the mention's words, complete; None: it is made.
    """
    from analyst_app.language.forms_of_address import told_by_title

    words, name = _words(scene, mention), person or str(mention.attribute(NAME) or "")
    told = told_by_title(scene.text, mention.span, scene.language)
    return sorted_out(scene, mention, places_among(search or _search(scene, words), words, name, told))


def sorted_out(scene: Scene, mention: Annotation, places: MentionPlaces) -> Mentions:
    """The places of a person as they are tagged, or not, in a layer.

    Args:
        scene: the article and its layer.
        mention: an annotation of the person.
        places: from ``places_among`` for that mention.
    """
    tagged = [one for one in _others(scene, mention) if is_one(scene, one, places)]
    taken = {mention.tag, *(tag.id for tag in scene.codebook.tags_for("skip"))}
    free = [span for span in places.spans if not any(one.tag in taken for one in scene.store.touching(*span))]
    return Mentions(tagged, free, places.doubtful)


def name_person(scene: Scene, mention: Annotation, name: str, person: Person | None = None) -> Outcome:
    """Say who a mention is: name and kind hold for all tagged mentions of that person, in one step.

    A new name is given to all that had the old one. The name of another person of the article moves this mention alone,
    to that person. What is said of a mention without a name takes nobody's name: “Brandt”, said to be Eva Brandt, is
    not the one who is called “Ada Brandt” already.

    Args:
        scene: the article and its layer.
        mention: the one that was asked about.
        name: the canonical name; empty takes it away.
        person: the known person who was chosen: their name and kind hold, and their id is kept with each mention. None:
            it is a name like any other, and no id of somebody else stays with it.
    """
    from analyst_app.language.people import spelt

    name = person.name if person is not None else name
    theirs = [one for one in _others(scene, mention) if name and spelt(str(one.attribute(NAME) or "")) == spelt(name)]
    own = str(mention.attribute(NAME) or "")
    words = _words(scene, mention)
    search = _search(scene, words)  # once: it walks through the whole text
    full_names = search.namesakes(words)
    is_other = own and (theirs or any(spelt(name) == spelt(one) != spelt(own) for one in full_names))
    nameless = mention._replace(attributes=pairs({k: v for k, v in mention.attributes if k != NAME}))
    if is_other or people_called(scene, mention, search):
        found = (
            mentions_of(scene, nameless, name, search).tagged if len(full_names) > 1 and name in full_names else theirs
        )
        found = [one for one in found if spelt(str(one.attribute(NAME) or name)) == spelt(name)]
        values = _of_person([*found, nameless])
    else:
        found = list({one.id: one for one in [*mentions_of(scene, mention, search=search).tagged, *theirs]}.values())
        if not own:
            found = [one for one in found if _may_be_called(one, name)]
        values = _of_person([mention, *found])
    values = {**values, NAME: name or None, **_kind_of(scene, mention, person)}
    if person is not None:
        found = list({one.id: one for one in [*found, *_known_as(scene, mention, person)]}.values())
    found = [one for one in found if not _is_anothers(scene, one, mention, person)]
    return _given(scene, mention, found, values, label=tr("Set identity"), actor=person.id if person else "")


def _known_as(scene: Scene, mention: Annotation, person: Person) -> list[Annotation]:
    """The other mentions that mean a known person."""
    return [one for one in _others(scene, mention) if scene.person_of(one) is person]


def _is_anothers(scene: Scene, one: Annotation, mention: Annotation, person: Person | None) -> bool:
    """True if somebody said of a mention that it is another known person, and not the one whom this step is about."""
    from analyst_app.language.known_people import actor_of

    actor = actor_of(one)
    if not actor or actor == actor_of(mention) or scene.people is None:
        return False
    held = scene.people.with_id(actor)
    return held is not None and held is not person


def _kind_of(scene: Scene, mention: Annotation, person: Person | None) -> dict[str, Any]:
    """The kind of a known person, if the codebook has it for such mentions."""
    tag = scene.codebook.tag(mention.tag)
    attribute = tag.attribute(KIND) if tag is not None else None
    if person is None or attribute is None or not person.kind or not attribute.takes(person.kind):
        return {}
    return {KIND: person.kind}


def tag_mentions(
    scene: Scene,
    mention: Annotation,
    tagged: Sequence[Annotation],
    spans: Iterable[Span],
    *,
    name: str = "",
    actor: str = "",
) -> Outcome:
    """Tag mentions of a person like one of them, and give all of them one name and kind, in one step.

    How each mention names the person is read off its own words.

    Args:
        scene: the article and its layer.
        mention: the one that was asked about.
        tagged: other mentions that are tagged already.
        spans: mentions that are to be tagged, code points.
        name: the canonical name, if it was asked for; empty: the one that they have.
        actor: id of the known person that is kept with each; empty: none.
    """
    portions = tagging(scene, mention, tagged, spans, name=name, actor=actor)
    while True:
        try:
            next(portions)
        except StopIteration as end:
            return cast("Outcome", end.value)


def tagging(
    scene: Scene,
    mention: Annotation,
    tagged: Sequence[Annotation],
    spans: Iterable[Span],
    *,
    name: str = "",
    actor: str = "",
) -> Generator[None, None, Outcome]:
    """The same in portions, of which each takes a few milliseconds: 50,000 mentions would stop the window for seconds.

    Args:
        scene: the article and its layer.
        mention: the one that was asked about.
        tagged: other mentions that are tagged already.
        spans: mentions that are to be tagged, code points.
        name: the canonical name, if it was asked for; empty: the one that they have.
        actor: id of the known person that is kept with each; empty: none.
    """
    from analyst_app.language.known_people import with_actor

    values: dict[str, Any] = _of_person([mention, *tagged]) | ({NAME: name} if name else {})
    tag = scene.codebook.tag(mention.tag)
    own = {key: value for key, value in mention.attributes if not _is_automatic(tag, key)}
    made: list[Annotation] = []
    for number, span in enumerate(spans, 1):
        if not any(other.tag == mention.tag for other in scene.store.touching(*span)):
            read = automatic_attributes(tag, scene.text, span, scene.language) if tag else {}
            new = edits.new_annotation(mention.tag, span, {**own, **values, **read})
            made.append(with_actor(new, actor) if actor else new)
        if not number % _PORTION:
            yield
    removed, renewed = [], []
    for number, one in enumerate((mention, *tagged), 1):
        other = _with(one, values, actor or None)
        if other != one:
            removed.append(one)
            renewed.append(other)
        if not number % _PORTION:
            yield
    given = _said_of(scene, mention, removed, renewed, label=tr("Set name and kind"))
    if not made and not given.change:
        return refused(tr("Every mention of {span} is tagged.", span=scene.words(mention.span)))
    if not made:
        return given
    it = scene.words(mention.span)
    words = [tr("{n} mention tagged like {it}|{n} mentions tagged like {it}", len(made), it=it), given.said.rstrip(".")]
    change = Change(given.change.removed, (*made, *given.change.added))
    return Outcome(tr("Tag {n} mention|Tag {n} mentions", len(made)), change, mention.id, sentence(words))


def unlike(mention: Annotation, tagged: Sequence[Annotation], *, name: str = "", actor: str = "") -> list[Annotation]:
    """The tagged mentions that have not yet the name and kind which hold for their person, nor the person's id.

    Args:
        mention: the one that was asked about.
        tagged: the person's other mentions.
        name: the canonical name, if it is known; empty: the one that they have.
        actor: id of the known person; empty: none is kept.
    """
    values = _of_person([mention, *tagged]) | ({NAME: name} if name else {})
    return [one for one in tagged if _with(one, values, actor or None) != one]


def _given(
    scene: Scene, mention: Annotation, others: list[Annotation], values: Mapping[str, Any], *, label: str, actor: str
) -> Outcome:
    """Give a mention and others the same values and person's id; None takes a value away."""
    renewed = [(one, other) for one in (mention, *others) if (other := _with(one, values, actor)) != one]
    return _said_of(scene, mention, [one for one, _ in renewed], [other for _, other in renewed], label=label)


def _with(one: Annotation, values: Mapping[str, Any], actor: str | None) -> Annotation:
    """An annotation with these values beside its others; None takes one away, and of the person's id leaves it."""
    from analyst_app.language.known_people import actor_of, with_actor

    held = {**dict(one.attributes), **values}
    person = with_actor(one, actor) if actor is not None and actor != actor_of(one) else one
    values_left = {key: value for key, value in held.items() if value is not None}
    return edited(one, person._replace(attributes=pairs(values_left)))


def _said_of(
    scene: Scene, mention: Annotation, removed: list[Annotation], added: list[Annotation], *, label: str
) -> Outcome:
    count = sum(one.id != mention.id for one in removed)
    words = tr(
        "Name and kind given to {n} other mention of {span}|Name and kind given to {n} other mentions of {span}",
        count,
        span=scene.words(mention.span),
    )
    return Outcome(label, Change(tuple(removed), tuple(added)), mention.id, sentence([words]) if count else "")


def _of_person(found: Iterable[Annotation]) -> dict[str, Any]:
    """The name and kind that hold for a person: the first mention's that has one."""
    shared: dict[str, Any] = {}
    for one in found:
        for key, value in one.attributes:
            if key in (NAME, KIND):
                shared.setdefault(key, value)
        if len(shared) == len((NAME, KIND)):
            break
    return shared


def _is_automatic(tag: Tag | None, attribute_id: str) -> bool:
    attribute = tag.attribute(attribute_id) if tag else None
    return attribute is not None and attribute.automatic


def _full_name(given: str, words: str, full_names: list[str]) -> str:
    """The person's full name as printed; empty if the article has none, or several that the words may mean."""
    from analyst_app.language.people import spelt

    printed = next((name for name in full_names if spelt(given) == spelt(name)), "")
    if printed:
        return printed
    if " " in words:
        return words
    return full_names[0] if len(full_names) == 1 else ""


def is_one(scene: Scene, one: Annotation, places: MentionPlaces) -> bool:
    """True if an annotation is of a person: by its name, else by its words where those are clear.

    Args:
        scene: the article and its layer.
        one: any annotation of the layer.
        places: of the person, from ``places_among``.
    """
    from analyst_app.language.people import is_same_person, spelt

    theirs = str(one.attribute(NAME) or "")
    if theirs and places.name:
        return spelt(theirs) == spelt(places.name)
    if one.span in places.others:
        return False
    words = theirs or _words(scene, one)
    is_clear = bool(theirs) or one.span not in places.doubtful
    return is_clear and any(is_same_person(words, form) for form in places.forms)


def _may_be_called(one: Annotation, name: str) -> bool:
    """True unless a mention has a name that is another's."""
    from analyst_app.language.people import is_same_person

    theirs = str(one.attribute(NAME) or "")
    return not theirs or (bool(name) and is_same_person(theirs, name))


def _others(scene: Scene, mention: Annotation) -> Iterator[Annotation]:
    return (one for one in scene.store.annotations if one.tag == mention.tag and one.id != mention.id)


def _search(scene: Scene, words: str) -> NameSearch:
    from analyst_app.language.mentions import NameSearch

    return NameSearch(scene.text, words, scene.language).completed()


def _words(scene: Scene, mention: Annotation) -> str:
    return " ".join(mention.span.of(scene.text).split())

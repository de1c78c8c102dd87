"""The mentions of one person in an article, and steps that act on all of them: tagged, named and sorted as one.

Each function that changes something answers with an Outcome and changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, pairs
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.excerpts import counted, sentence
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.gestures.automatic import automatic_attributes
from analyst_app.gestures.tagging import Outcome, Scene, refused

if TYPE_CHECKING:
    from analyst_app.language.forms_of_address import Told
    from analyst_app.language.language import Language

NAME, KIND = "name", "kind"
"""The attributes that hold for a person, not for a mention; ids of the codebook that this module knows."""


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
    told: Told = ""
    """The man or woman that a title tells of; empty: none does."""
    others: frozenset[Span] = frozenset()
    """Places of the name that are another person's, or may be, by their titles."""


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


def people_called(scene: Scene, mention: Annotation) -> list[str]:
    """The people whom a mention may mean, as printed in full, if there are several; else nobody.

    A mention that has a name, or is a full name itself, means one person.

    Args:
        scene: the article and its layer.
        mention: an annotation of a person.
    """
    from analyst_app.language.forms_of_address import titled_places, told_by_title
    from analyst_app.language.mentions import namesakes

    words = _words(scene, mention)
    if mention.attribute(NAME) or " " in words:
        return []
    told = told_by_title(scene.text, mention.span, scene.language)
    found = namesakes(scene.text, words, scene.language)
    fitting = titled_places(scene.text, words, scene.language).fitting(found, told)
    return fitting if len(fitting) > 1 else []


def places_of(text: str, words: str, name: str, language: Language, at: Span | None = None) -> MentionPlaces:
    """The places of a person in a text, whatever is tagged there.

    Args:
        text: the article.
        words: the person's name or role as one mention has it.
        name: the canonical or full name; empty: unknown.
        language: the language that the article is read in.
        at: where that mention stands, code points, half-open; None: its title is not known.
    """
    from analyst_app.language.forms_of_address import titled_places, told_by_title
    from analyst_app.language.mentions import mentions, namesakes
    from analyst_app.language.people import is_same_person

    titled = titled_places(text, words, language)
    told = told_by_title(text, at, language) if at else ""
    full_names = titled.fitting(namesakes(text, words, language), told)
    full = _full_name(name, words, full_names)
    told = told or titled.of_name(full)
    forms = [full or words]
    if not is_same_person(forms[0], words):
        forms.append(words)  # “harbour chief”, who is Ada Brandt
    found = {span for form in forms for span in mentions(text, form, language)}
    doubtful: set[Span] = set()
    if any(not is_same_person(one, full or "") for one in full_names):
        alike = mentions(text, words.rpartition(" ")[2], language)
        doubtful = {span for span in alike if " " not in " ".join(span.of(text).split())}
    excluded = titled.not_of(told)
    unsure = titled.unsure(told, full if name or " " in words else "") - excluded
    spans = sorted((found | doubtful) - excluded)
    return MentionPlaces(name, forms, spans, frozenset(doubtful | unsure), told, excluded | unsure)


def mentions_of(scene: Scene, mention: Annotation, person: str = "") -> Mentions:
    """All places of the person whom a mention means, but the mention itself.

    Args:
        scene: the article and its layer.
        mention: an annotation of the person.
        person: the full name, where the mention's words may mean several.
    """
    words, name = _words(scene, mention), person or str(mention.attribute(NAME) or "")
    return sorted_out(scene, mention, places_of(scene.text, words, name, scene.language, mention.span))


def sorted_out(scene: Scene, mention: Annotation, places: MentionPlaces) -> Mentions:
    """The places of a person as they are tagged, or not, in a layer.

    Args:
        scene: the article and its layer.
        mention: an annotation of the person.
        places: from ``places_of`` for that mention.
    """
    tagged = [one for one in _others(scene, mention) if _is_one(scene, one, places)]
    taken = {mention.tag, *(tag.id for tag in scene.codebook.tags_for("skip"))}
    free = [span for span in places.spans if not any(one.tag in taken for one in scene.store.touching(*span))]
    return Mentions(tagged, free, places.doubtful)


def name_person(scene: Scene, mention: Annotation, name: str) -> Outcome:
    """Say who a mention is: name and kind hold for all tagged mentions of that person, in one step.

    A new name is given to all that had the old one. The name of another person of the article moves this mention alone,
    to that person. What is said of a mention without a name takes nobody's name: “Brandt”, said to be Eva Brandt, is
    not the one who is called “Ada Brandt” already.

    Args:
        scene: the article and its layer.
        mention: the one that was asked about.
        name: the canonical name; empty takes it away.
    """
    from analyst_app.language.mentions import namesakes
    from analyst_app.language.people import spelt

    theirs = [one for one in _others(scene, mention) if name and spelt(str(one.attribute(NAME) or "")) == spelt(name)]
    own = str(mention.attribute(NAME) or "")
    full_names = namesakes(scene.text, _words(scene, mention), scene.language)
    is_other = own and (theirs or any(spelt(name) == spelt(one) != spelt(own) for one in full_names))
    nameless = mention._replace(attributes=pairs({k: v for k, v in mention.attributes if k != NAME}))
    if is_other or people_called(scene, mention):
        found = mentions_of(scene, nameless, name).tagged if len(full_names) > 1 and name in full_names else theirs
        found = [one for one in found if spelt(str(one.attribute(NAME) or name)) == spelt(name)]
        values = _of_person([*found, nameless])
    else:
        found = list({one.id: one for one in [*mentions_of(scene, mention).tagged, *theirs]}.values())
        if not own:
            found = [one for one in found if _may_be_called(one, name)]
        values = _of_person([mention, *found])
    return _given(scene, mention, found, {**values, NAME: name or None}, label="Set identity")


def tag_mentions(
    scene: Scene, mention: Annotation, tagged: Sequence[Annotation], spans: Iterable[Span], *, name: str = ""
) -> Outcome:
    """Tag mentions of a person like one of them, and give all of them one name and kind, in one step.

    How each mention names the person is read off its own words.

    Args:
        scene: the article and its layer.
        mention: the one that was asked about.
        tagged: other mentions that are tagged already.
        spans: mentions that are to be tagged, code points.
        name: the canonical name, if it was asked for; empty: the one that they have.
    """
    values: dict[str, Any] = _of_person([mention, *tagged]) | ({NAME: name} if name else {})
    tag = scene.codebook.tag(mention.tag)
    own = {key: value for key, value in mention.attributes if not _is_automatic(tag, key)}
    made = []
    for span in spans:
        if any(other.tag == mention.tag for other in scene.store.touching(*span)):
            continue
        read = automatic_attributes(tag, scene.text, span, scene.language) if tag else {}
        made.append(edits.new_annotation(mention.tag, span, {**own, **values, **read}))
    given = _given(scene, mention, tagged, values, label="Set name and kind")
    if not made and not given.change:
        return refused(f"Every mention of {scene.words(mention.span)} is tagged.")
    if not made:
        return given
    words = [f"{counted(len(made), 'mention')} tagged like {scene.words(mention.span)}", given.said.rstrip(".")]
    change = edits.merged([edits.add(*made), given.change])
    return Outcome(f"Tag {counted(len(made), 'mention')}", change, mention.id, sentence(words))


def unlike(mention: Annotation, tagged: Sequence[Annotation]) -> list[Annotation]:
    """The tagged mentions that have not yet the name and kind which hold for their person.

    Args:
        mention: the one that was asked about.
        tagged: the person's other mentions.
    """
    values = _of_person([mention, *tagged])
    return [one for one in tagged if any(one.attribute(key) != value for key, value in values.items())]


def _given(
    scene: Scene, mention: Annotation, others: Sequence[Annotation], values: Mapping[str, Any], *, label: str
) -> Outcome:
    """Give a mention and others the same values; None takes one away."""
    removed, added = [], []
    for one in (mention, *others):
        held = {**dict(one.attributes), **values}
        renewed = one._replace(attributes=pairs({key: value for key, value in held.items() if value is not None}))
        if renewed != one:
            removed.append(one)
            added.append(renewed)
    count = sum(one.id != mention.id for one in removed)
    words = f"Name and kind given to {counted(count, 'other mention')} of {scene.words(mention.span)}" if count else ""
    return Outcome(label, Change(tuple(removed), tuple(added)), mention.id, sentence([words]) if words else "")


def _of_person(found: Iterable[Annotation]) -> dict[str, Any]:
    """The name and kind that hold for a person: the first mention's that has one."""
    shared: dict[str, Any] = {}
    for one in found:
        for key, value in one.attributes:
            if key in (NAME, KIND):
                shared.setdefault(key, value)
    return shared


def _is_automatic(tag: Tag | None, attribute_id: str) -> bool:
    attribute = tag.attribute(attribute_id) if tag else None
    return attribute is not None and attribute.automatic


def _full_name(given: str, words: str, full_names: list[str]) -> str:
    """The person's full name as printed; empty if the article has none, or several that the words may mean."""
    from analyst_app.language.people import spelt

    if any(spelt(given) == spelt(name) for name in full_names):
        return given
    if " " in words:
        return words
    return full_names[0] if len(full_names) == 1 else ""


def _is_one(scene: Scene, one: Annotation, places: MentionPlaces) -> bool:
    """True if an annotation is of a person: by its name, else by its words where those are clear."""
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


def _words(scene: Scene, mention: Annotation) -> str:
    return " ".join(mention.span.of(scene.text).split())

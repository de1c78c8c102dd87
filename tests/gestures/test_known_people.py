"""I and S with people of actors.json: id, name and kind hold for all mentions, by every name, and for nobody else's.

More tests of gestures.identifying and gestures.mention_search.
"""

from __future__ import annotations

from analyst_app.core.annotation import Annotation
from analyst_app.gestures.identifying import name_person, tag_mentions
from analyst_app.gestures.mention_search import MentionSearch
from analyst_app.gestures.tagging import Scene
from analyst_app.language.known_people import KnownPeople, Person, actor_of
from tests.core.scenes import put, scene_of

TEXT = (
    "The World Trade Body met. “No,” the WTB said. Ada Brandt left the WTB. Later Ms Brandt wrote. Eva Brandt slept.\n"
)
WTB = Person("p1", "World Trade Body", ("WTB",), "organisation")
ADA = Person("p2", "Ada Brandt", ("Ms Brandt",), "person")
EVA = Person("p3", "Eva Brandt", (), "person")


def known(*people: Person) -> Scene:
    return scene_of(TEXT)._replace(people=KnownPeople(people))


def said(scene: Scene) -> list[tuple[str, object, object, str]]:
    return [
        (one.span.of(TEXT), one.attribute("name"), one.attribute("kind"), actor_of(one))
        for one in scene.store.annotations
    ]


def rows(scene: Scene, mention: Annotation) -> list[tuple[str, bool, bool]]:
    search = MentionSearch(scene, mention)
    while not (search.is_complete or search.is_asking):
        search.advance()
    found = sorted(search.listed)
    return [(one.span.of(TEXT), one.annotation is not None, one.is_doubtful) for one in found]


def test_a_known_person_holds_for_all_mentions_by_whatever_name_in_one_step_and_back() -> None:
    scene = known(WTB, ADA, EVA)
    mention = put(scene, "actor", "WTB")
    put(scene, "actor", "World Trade Body")
    put(scene, "actor", "WTB", 1)
    put(scene, "actor", "Ada Brandt")
    before = list(scene.store.annotations)
    outcome = name_person(scene, mention, "", WTB)
    scene.store.apply(outcome.change)
    body = ("World Trade Body", "organisation", "p1")
    assert said(scene) == [
        ("World Trade Body", *body), ("WTB", *body), ("Ada Brandt", None, None, ""), ("WTB", *body),
    ]  # fmt: skip
    scene.store.apply(outcome.change.inverse())
    assert list(scene.store.annotations) == before


def test_another_name_takes_the_id_away_again() -> None:
    scene = known(WTB)
    mention = put(scene, "actor", "WTB")
    scene.store.apply(name_person(scene, mention, "", WTB).change)
    mention = scene.store.annotations[0]
    scene.store.apply(name_person(scene, mention, "Water Board").change)
    assert said(scene) == [("WTB", "Water Board", "organisation", "")]


def test_what_was_said_to_be_another_known_person_stays_theirs() -> None:
    scene = known(ADA, EVA)
    eva = put(scene, "actor", "Brandt", 1)
    scene.store.apply(name_person(scene, eva, "", EVA).change)
    scene.store.apply(name_person(scene, put(scene, "actor", "Ada Brandt"), "", ADA).change)
    assert [one[1:] for one in said(scene)] == [("Ada Brandt", "person", "p2"), ("Eva Brandt", "person", "p3")]


def test_without_people_nothing_is_otherwise() -> None:
    scene = scene_of(TEXT)
    mention = put(scene, "actor", "Ada Brandt")
    scene.store.apply(name_person(scene, mention, "Ada Brandt").change)
    assert said(scene) == [("Ada Brandt", "Ada Brandt", None, "")]
    assert all(not one.extra for one in scene.store.annotations)


def test_the_list_of_mentions_has_every_name_of_the_known_person() -> None:
    scene = known(WTB)
    mention = put(scene, "actor", "World Trade Body")
    assert rows(scene, mention) == [("WTB", False, False), ("WTB", False, False)]
    scene = known()
    assert rows(scene, put(scene, "actor", "World Trade Body")) == []


def test_the_id_goes_on_to_the_mentions_that_are_tagged_from_the_list() -> None:
    scene = known(WTB)
    mention = put(scene, "actor", "World Trade Body")
    scene.store.apply(name_person(scene, mention, "", WTB).change)
    search = MentionSearch(scene, scene.store.annotations[0])
    while not search.is_complete:
        search.advance()
    spans = sorted(one.span for one in search.listed)
    outcome = tag_mentions(scene, search.mention, [], spans, name=search.canonical, actor=search.actor)
    scene.store.apply(outcome.change)
    assert said(scene) == [
        (words, "World Trade Body", "organisation", "p1") for words in ("World Trade Body", "WTB", "WTB")
    ]


def test_an_alias_that_is_the_surname_of_another_full_name_is_doubtful() -> None:
    scene = known(Person("p2", "Ada Brandt", ("chair", "Brandt")))._replace(text=TEXT)
    found = rows(scene, put(scene, "actor", "Ada Brandt"))
    assert ("Brandt", False, True) in found
    assert not any(words == "Eva Brandt" for words, *_ in found)


def test_an_alias_of_two_people_is_nobodys() -> None:
    scene = known(WTB, Person("p9", "Wide Tidal Basin", ("WTB",)))
    assert rows(scene, put(scene, "actor", "World Trade Body")) == []

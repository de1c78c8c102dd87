from __future__ import annotations

import pytest

from analyst_app.core.annotation import Annotation
from analyst_app.gestures.identifying import (
    mentions_of,
    name_person,
    people_called,
    places_among,
    sorted_out,
    tag_mentions,
    unlike,
)
from analyst_app.gestures.tagging import Scene
from analyst_app.language.languages import language
from analyst_app.language.mentions import NameSearch
from tests.core.scenes import put, scene_of, words_by_tag

ONE = "Ada Brandt spoke. Then Brandt left, and Brandt’s deputy Omar Hall stayed. Ada Brandt came back.\n"
TWO = (
    "Ada Brandt leads the union. Karl Brandt owns the depot. On Monday Mr. Brandt sold it. "
    "“No,” said Brandt. Ada Brandt wept.\n"
)


def names(scene: Scene) -> list[tuple[str, object]]:
    return [(one.span.of(scene.text), one.attribute("name")) for one in scene.store.annotations]


def now(scene: Scene, one: Annotation) -> Annotation:
    found = scene.store.annotation(one.id)
    assert found is not None
    return found


def test_all_mentions_of_a_person_are_found_by_whichever_of_them() -> None:
    for words, nth in (("Ada Brandt", 0), ("Brandt", 1), ("Ada Brandt", 1)):
        scene = scene_of(ONE)
        found = mentions_of(scene, put(scene, "actor", words, nth))
        assert len(found.untagged) == 3
        assert not found.doubtful


def test_a_surname_of_two_people_means_both() -> None:
    scene = scene_of(TWO)
    assert people_called(scene, put(scene, "actor", "Brandt", 2)) == ["Ada Brandt", "Karl Brandt"]
    assert people_called(scene, put(scene, "actor", "Ada Brandt")) == []
    assert people_called(scene, put(scene, "actor", "Brandt", 3, name="Karl Brandt")) == []


def test_mentions_by_a_shared_surname_are_doubtful() -> None:
    scene = scene_of(TWO)
    found = mentions_of(scene, put(scene, "actor", "Ada Brandt"))
    assert [(span.of(TWO), span in found.doubtful) for span in found.untagged] == [
        ("Brandt", True),
        ("Brandt", True),
        ("Ada Brandt", False),
    ]


def found_for(text: str, words: str, nth: int) -> tuple[list[str], list[str]]:
    """The mentions that S finds for an actor, each with the word before it: the sure and the doubtful ones."""
    scene = scene_of(text)
    found = mentions_of(scene, put(scene, "actor", words, nth))
    with_title = {span: f"{text[: span.start].split()[-1:]} {span.of(text)}" for span in found.untagged}
    sure = [words for span, words in with_title.items() if span not in found.doubtful]
    return sure, [words for span, words in with_title.items() if span in found.doubtful]


MR, MS, NO = "['Mr.'] Brandt", "['Ms.'] Brandt", "['So'] Brandt"
TITLED = "Mr. Brandt came. Ms. Brandt left. Then Mr. Brandt sat, and Ms. Brandt rose. So Brandt won."


def test_mr_and_ms_brandt_are_two_people() -> None:
    assert found_for(TITLED, "Brandt", 0) == ([MR], [NO])
    assert found_for(TITLED, "Brandt", 3) == ([MS], [NO])
    assert found_for(TITLED, "Brandt", 4) == ([], [MR, MS, MR, MS])


def test_which_of_them_has_the_only_full_name_is_not_guessed() -> None:
    text = f"Later Anna Brandt ran it. {TITLED}"
    anna = "['Later'] Anna Brandt"
    assert found_for(text, "Anna Brandt", 0) == ([], [MR, MS, MR, MS, NO])
    assert found_for(text, "Brandt", 1) == ([MR], [anna, NO])


def test_the_title_of_the_full_name_tells_which_of_them_it_is() -> None:
    text = f"Later Ms. Anna Brandt ran it. {TITLED}"
    anna = "['Ms.'] Anna Brandt"
    assert found_for(text, "Anna Brandt", 0) == ([MS, MS], [NO])
    assert found_for(text, "Brandt", 1) == ([MR], [NO])
    assert found_for(text, "Brandt", 2) == ([anna, MS], [NO])


def test_titles_of_other_languages_tell_as_well() -> None:
    for he, she in (("Herr", "Frau"), ("M.", "Mme"), ("Sr.", "Sra."), ("Mr", "Mrs")):
        text = f"Dann kam {he} Brandt. Dann kam {she} Brandt. Dann kam {he} Brandt."
        assert found_for(text, "Brandt", 0) == ([f"['{he}'] Brandt"], []), he
        assert found_for(text, "Brandt", 1) == ([], []), she


def test_an_initial_is_no_title() -> None:
    assert found_for("Anna M. Brandt came. Mrs. Brandt left.", "Brandt", 1)[0] != []


def test_mr_brandt_is_not_asked_whether_he_is_ms_ada_brandt() -> None:
    scene = scene_of(TWO.replace("Ada Brandt leads", "Ms. Ada Brandt leads"))
    mention = put(scene, "actor", "Brandt", 2)
    assert people_called(scene, mention) == []
    assert next(span.of(scene.text) for span in mentions_of(scene, mention).untagged) == "Karl Brandt"


def test_a_name_for_mr_brandt_is_not_given_to_ms_brandt() -> None:
    scene = scene_of(TITLED)
    first, second, third = (put(scene, "actor", "Brandt", nth) for nth in range(3))
    scene.store.apply(name_person(scene, first, "Karl Brandt").change)
    assert [now(scene, one).attribute("name") for one in (first, second, third)] == ["Karl Brandt", None, "Karl Brandt"]


def test_a_person_who_was_chosen_has_the_full_mentions() -> None:
    scene = scene_of(TWO)
    found = mentions_of(scene, put(scene, "actor", "Brandt", 2), "Karl Brandt")
    assert [span.of(TWO) for span in found.untagged if span not in found.doubtful] == ["Karl Brandt"]


def test_nothing_in_skipped_text_is_a_mention() -> None:
    scene = scene_of("Photo: Ada Brandt\n\nAda Brandt spoke. Brandt left.\n")
    put(scene, "skip", "Photo: Ada Brandt")
    found = mentions_of(scene, put(scene, "actor", "Brandt", 2))
    assert [span.start for span in found.untagged] == [scene.text.index("Ada Brandt spoke")]


def test_tagged_mentions_are_told_from_others_by_name_then_by_words() -> None:
    scene = scene_of(TWO)
    ada = put(scene, "actor", "Ada Brandt", name="Brandt, A.")
    last = put(scene, "actor", "Ada Brandt", 1)
    put(scene, "actor", "Karl Brandt")
    put(scene, "actor", "Brandt", 2)
    named = put(scene, "actor", "Brandt", 3, name="Brandt, A.")
    assert {one.id for one in mentions_of(scene, ada).tagged} == {last.id, named.id}


def test_places_do_not_hang_on_the_layer() -> None:
    scene = scene_of(ONE)
    mention = put(scene, "actor", "Ada Brandt")
    places = places_among(NameSearch(ONE, "Ada Brandt", language("en")).completed(), "Ada Brandt", "", "")
    assert sorted_out(scene, mention, places) == mentions_of(scene, mention)


def test_a_name_and_kind_hold_for_all_mentions_in_one_step() -> None:
    scene = scene_of(ONE)
    first = put(scene, "actor", "Ada Brandt", kind="person")
    put(scene, "actor", "Brandt", 1)
    put(scene, "actor", "Omar Hall")
    outcome = name_person(scene, first, "A. Brandt")
    scene.store.apply(outcome.change)
    assert names(scene) == [("Ada Brandt", "A. Brandt"), ("Brandt", "A. Brandt"), ("Omar Hall", None)]
    assert [one.attribute("kind") for one in scene.store.annotations] == ["person", "person", None]
    assert outcome.said == "Name and kind given to 1 other mention of “Ada Brandt”."
    scene.store.apply(outcome.change.inverse())
    assert names(scene) == [("Ada Brandt", None), ("Brandt", None), ("Omar Hall", None)]


def test_another_spelling_is_given_to_all_that_had_the_old_name() -> None:
    scene = scene_of(ONE)
    first = put(scene, "actor", "Ada Brandt", name="Brandt")
    put(scene, "actor", "Brandt", 1, name="Brandt")
    scene.store.apply(name_person(scene, first, "Brandt, Ada").change)
    assert {name for _, name in names(scene)} == {"Brandt, Ada"}


def test_another_person_s_name_moves_one_mention_only() -> None:
    scene = scene_of(TWO)
    put(scene, "actor", "Ada Brandt", name="Ada Brandt", kind="person")
    wrong = put(scene, "actor", "Brandt", 2, name="Ada Brandt")
    put(scene, "actor", "Brandt", 3, name="Ada Brandt")
    put(scene, "actor", "Karl Brandt", name="Karl Brandt", kind="group")
    scene.store.apply(name_person(scene, wrong, "Karl Brandt").change)
    assert [name for _, name in names(scene)] == ["Ada Brandt", "Karl Brandt", "Karl Brandt", "Ada Brandt"]
    assert now(scene, wrong).attribute("kind") == "group"


def test_a_name_for_a_shared_surname_goes_to_that_mention_and_the_full_ones() -> None:
    scene = scene_of(TWO)
    put(scene, "actor", "Ada Brandt")
    put(scene, "actor", "Karl Brandt", kind="person")
    one = put(scene, "actor", "Brandt", 2)
    put(scene, "actor", "Brandt", 3)
    scene.store.apply(name_person(scene, one, "Karl Brandt").change)
    assert [name for _, name in names(scene)] == [None, "Karl Brandt", "Karl Brandt", None]
    assert now(scene, one).attribute("kind") == "person"


def test_a_name_for_a_nameless_mention_does_not_rename_another_person() -> None:
    scene = scene_of(ONE)
    ada = put(scene, "actor", "Ada Brandt", name="Ada Brandt")
    brandt = put(scene, "actor", "Brandt", 1)
    unnamed = put(scene, "actor", "Brandt", 2)
    scene.store.apply(name_person(scene, brandt, "Eva Brandt").change)
    assert now(scene, ada).attribute("name") == "Ada Brandt"
    assert now(scene, brandt).attribute("name") == now(scene, unnamed).attribute("name") == "Eva Brandt"


def test_a_longer_name_of_the_same_person_is_given_to_all() -> None:
    scene = scene_of(ONE)
    ada = put(scene, "actor", "Ada Brandt", name="Brandt")
    scene.store.apply(name_person(scene, put(scene, "actor", "Brandt", 1), "Ada Brandt").change)
    assert now(scene, ada).attribute("name") == "Ada Brandt"


def test_no_name_for_a_nameless_mention_takes_nobody_s() -> None:
    scene = scene_of(ONE)
    ada = put(scene, "actor", "Ada Brandt", name="Ada Brandt")
    scene.store.apply(name_person(scene, put(scene, "actor", "Brandt", 1), "").change)
    assert now(scene, ada).attribute("name") == "Ada Brandt"


def test_no_name_takes_it_from_all_of_them() -> None:
    scene = scene_of(ONE)
    first = put(scene, "actor", "Ada Brandt", name="Ada Brandt")
    put(scene, "actor", "Brandt", 1, name="Ada Brandt")
    scene.store.apply(name_person(scene, first, "").change)
    assert {name for _, name in names(scene)} == {None}


def test_mentions_are_tagged_and_named_in_one_step() -> None:
    scene = scene_of(ONE)
    first = put(scene, "actor", "Ada Brandt", kind="person", name="Ada Brandt")
    tagged = put(scene, "actor", "Brandt", 1)
    found = mentions_of(scene, first)
    assert unlike(first, found.tagged) == [tagged]
    outcome = tag_mentions(scene, first, found.tagged, found.untagged)
    scene.store.apply(outcome.change)
    assert words_by_tag(scene, "actor") == ["Ada Brandt", "Brandt", "Brandt", "Ada Brandt"]
    assert {name for _, name in names(scene)} == {"Ada Brandt"}
    assert {one.attribute("kind") for one in scene.store.annotations} == {"person"}
    assert outcome.label == "Tag 2 mentions"
    scene.store.apply(outcome.change.inverse())
    assert words_by_tag(scene, "actor") == ["Ada Brandt", "Brandt"]


def test_a_name_that_only_another_mention_has_is_shared_too() -> None:
    scene = scene_of(ONE)
    bare = put(scene, "actor", "Brandt", 1)
    put(scene, "actor", "Ada Brandt", name="Ada Brandt")
    found = mentions_of(scene, bare)
    scene.store.apply(tag_mentions(scene, bare, found.tagged, []).change)
    assert {name for _, name in names(scene)} == {"Ada Brandt"}


def test_with_nothing_to_do_it_says_so() -> None:
    scene = scene_of(ONE)
    outcome = tag_mentions(scene, put(scene, "actor", "Omar Hall"), [], [])
    assert not outcome.change
    assert outcome.said == "Every mention of “Omar Hall” is tagged."


def test_who_it_is_takes_one_walk_through_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_of(ONE)
    walks: list[str] = []
    real = NameSearch.completed

    def completed(search: NameSearch) -> NameSearch:
        walks.append("walk")
        return real(search)

    monkeypatch.setattr(NameSearch, "completed", completed)
    name_person(scene, put(scene, "actor", "Ada Brandt"), "Ada M. Brandt")
    assert walks == ["walk"]

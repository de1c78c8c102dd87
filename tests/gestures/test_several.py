from __future__ import annotations

from analyst_app.gestures import several
from tests.core.scenes import connect, put, scene_of, tag_of

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”. The council replied.\n"


def test_links_that_the_new_tag_has_no_role_for_go_once_and_are_counted() -> None:
    scene = scene_of(TEXT)
    first, second = put(scene, "quote", "“we stay”"), put(scene, "quote", "“we go”")
    ada = put(scene, "actor", "Ada Brandt")
    connect(scene, "continues", second, first)
    connect(scene, "speaker", first, ada)
    outcome = several.retag(scene, [first, second], tag_of("claim"))
    scene.store.apply(outcome.change)
    assert scene.store.links_around([first.id, second.id]) == []  # a claim has neither role
    assert "2 links gone with the old tag" in outcome.said


def test_a_link_whose_ends_are_both_changed_so_that_it_stays_valid_stays() -> None:
    scene = scene_of(TEXT)
    claims = [put(scene, "claim", "we stay"), put(scene, "claim", "we go")]
    connect(scene, "continues", claims[1], claims[0])  # no claim continues another: it came with an import
    outcome = several.retag(scene, claims, tag_of("quote"))
    scene.store.apply(outcome.change)
    assert [link.role for link in scene.store.links_around([claims[0].id])] == ["continues"]


def test_two_chosen_on_the_same_words_become_one_annotation_and_the_other_stays() -> None:
    scene = scene_of(TEXT)
    chosen = [put(scene, "quote", "“we stay”"), put(scene, "cue", "“we stay”")]
    outcome = several.retag(scene, chosen, tag_of("actor"))
    assert len(outcome.change.added) == 1
    assert "1 was tagged so already" in outcome.said


def test_clearing_values_of_several_tags_says_so_where_there_are_none() -> None:
    scene = scene_of(TEXT)
    chosen = [put(scene, "claim", "we stay"), put(scene, "cue", "said")]
    assert several.press_digit(scene, chosen, 0).said == "No values are set."

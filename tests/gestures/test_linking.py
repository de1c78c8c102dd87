from __future__ import annotations

from analyst_app.core.annotation import Link
from analyst_app.core.codebook import LinkRole
from analyst_app.core.span import Span
from analyst_app.gestures import linking
from analyst_app.gestures.tagging import Scene, tag_spans
from tests.core.scenes import connect, put, scene_of, span_of, tag_of, words_by_tag

TEXT = "Ada Brandt’s deputy said “we stay put”. Omar Hall denied it: “we all go now”. Rain fell.\n"


def speaker() -> LinkRole:
    role = tag_of("quote").role("speaker")
    assert role is not None
    return role


def said_by(scene: Scene) -> list[tuple[str, str, str]]:
    def words(annotation_id: str) -> str:
        found = scene.store.annotation(annotation_id)
        return found.span.of(scene.text) if found else "?"

    return [(link.role, words(link.from_id), words(link.to_id)) for link in scene.store.links]


def test_accepting_links_to_a_tagged_name() -> None:
    scene = scene_of(TEXT)
    quote, actor = put(scene, "quote", "“we all go now”"), put(scene, "actor", "Omar Hall")
    outcome = linking.accept(scene, quote, speaker(), actor)
    scene.store.apply(outcome.change)
    assert said_by(scene) == [("speaker", "“we all go now”", "Omar Hall")]
    assert outcome.said == "Speaker → “Omar Hall”."


def test_a_name_not_yet_tagged_is_tagged_and_linked_in_one_step() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“we all go now”")
    outcome = linking.accept(scene, quote, speaker(), span_of(scene, "Omar Hall"))
    scene.store.apply(outcome.change)
    assert words_by_tag(scene, "actor") == ["Omar Hall"]
    assert said_by(scene) == [("speaker", "“we all go now”", "Omar Hall")]
    scene.store.apply(outcome.change.inverse())
    assert scene.store.links == []
    assert len(scene.store) == 1


def test_the_edge_rule_applies_to_a_name_tagged_by_linking() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“we stay put”")
    scene.store.apply(linking.accept(scene, quote, speaker(), span_of(scene, "Ada Brandt’s ")).change)
    assert words_by_tag(scene, "actor") == ["Ada Brandt"]


def test_the_reporting_verb_becomes_a_cue_on_acceptance() -> None:
    scene = scene_of(TEXT)
    quote, actor = put(scene, "quote", "“we all go now”"), put(scene, "actor", "Omar Hall")
    scene.store.apply(linking.accept(scene, quote, speaker(), actor, cue=span_of(scene, "denied")).change)
    assert words_by_tag(scene, "cue") == ["denied"]
    assert {role for role, _, _ in said_by(scene)} == {"speaker", "cue"}


def test_a_cue_that_is_there_is_not_made_again() -> None:
    scene = scene_of(TEXT)
    quote, actor = put(scene, "quote", "“we all go now”"), put(scene, "actor", "Omar Hall")
    put(scene, "cue", "denied")
    scene.store.apply(linking.accept(scene, quote, speaker(), actor, cue=span_of(scene, "denied")).change)
    assert words_by_tag(scene, "cue") == ["denied"]


def test_the_same_link_again_is_refused() -> None:
    scene = scene_of(TEXT)
    quote, actor = put(scene, "quote", "“we all go now”"), put(scene, "actor", "Omar Hall")
    connect(scene, "speaker", quote, actor)
    assert linking.accept(scene, quote, speaker(), actor).said == "“Omar Hall” is its speaker already."


def test_0_says_not_stated_and_takes_the_speaker_away() -> None:
    scene = scene_of(TEXT)
    quote, actor = put(scene, "quote", "“we all go now”"), put(scene, "actor", "Omar Hall")
    connect(scene, "speaker", quote, actor)
    scene.store.apply(linking.not_stated(scene, quote).change)
    quote = scene.store.annotation(quote.id)
    assert quote is not None
    assert quote.attribute("speaker_not_stated") is True
    assert scene.store.links == []
    scene.store.apply(linking.accept(scene, quote, speaker(), actor).change)
    quote = scene.store.annotation(quote.id)
    assert quote is not None
    assert quote.attribute("speaker_not_stated") is None


def test_a_continued_part_is_linked_by_its_first_part() -> None:
    scene = scene_of(TEXT)
    spans = [span_of(scene, "“we stay put”"), span_of(scene, "“we all go now”")]
    scene.store.apply(tag_spans(scene, tag_of("quote"), spans).change)
    first, second = scene.store.annotations
    assert linking.first_part(scene, second) == first
    assert linking.first_part(scene, first) == first


def test_an_actor_is_offered_the_nearest_quote_without_a_speaker() -> None:
    scene = scene_of(TEXT)
    near, far = put(scene, "quote", "“we all go now”"), put(scene, "quote", "“we stay put”")
    actor = put(scene, "actor", "Omar Hall")
    assert linking.without_speaker(scene, actor) == [near, far]
    connect(scene, "speaker", near, actor)
    assert linking.without_speaker(scene, actor) == [far]
    connect(scene, "speaker", far, actor)
    assert linking.without_speaker(scene, actor) == []


def test_an_actor_inside_a_quote_is_not_offered_that_quote() -> None:
    scene = scene_of("“Omar Hall went home,” she said.\n")
    put(scene, "quote", "“Omar Hall went home,”")
    assert linking.without_speaker(scene, put(scene, "actor", "Omar Hall")) == []


def test_the_roles_begin_with_the_speaker_and_leave_parts_and_cues_out() -> None:
    assert [role.role for role in linking.roles_of(tag_of("quote"))] == ["speaker", "addressee", "via"]
    assert [role.role for role in linking.roles_of(tag_of("claim"))] == ["source", "about"]
    assert linking.roles_of(tag_of("actor")) == []
    assert linking.roles_of(None) == []


def test_unlinking_names_what_goes() -> None:
    scene = scene_of(TEXT)
    quote, actor = put(scene, "quote", "“we all go now”"), put(scene, "actor", "Omar Hall")
    connect(scene, "speaker", quote, actor)
    assert linking.removable(scene, actor) == linking.removable(scene, quote) == scene.store.links
    outcome = linking.unlink(scene, scene.store.links)
    scene.store.apply(outcome.change)
    assert scene.store.links == []
    assert outcome.said == "Speaker link to “Omar Hall” removed."


def test_white_space_is_nobody() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“we all go now”")
    outcome = linking.accept(scene, quote, speaker(), Span(3, 4))
    assert not outcome.change
    assert outcome.said == "Those words cannot be tagged as someone. Select a name."


def test_a_term_has_nobody_who_speaks_it_unless_its_value_says_otherwise() -> None:
    scene = scene_of("Ada Brandt opened the so-called “quiet zone”. “We go,” she said.\n")
    term, said = put(scene, "quote", "“quiet zone”", mode="term"), put(scene, "quote", "“We go,”", mode="direct")
    assert linking.is_term(scene, term)
    assert not linking.is_term(scene, said)
    assert not linking.is_term(scene, put(scene, "actor", "Ada Brandt"))
    called_direct = put(scene, "quote", "quiet zone", mode="direct")
    assert not linking.is_term(scene, called_direct)


def link_of(scene: Scene, role: str) -> list[Link]:
    return [link for link in scene.store.links if link.role == role]


def test_another_speaker_stands_in_place_of_the_one_before_in_one_step() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“we all go now”")
    ada, omar = put(scene, "actor", "Ada Brandt"), put(scene, "actor", "Omar Hall")
    connect(scene, "speaker", quote, ada)
    outcome = linking.accept(scene, quote, speaker(), omar, instead_of=link_of(scene, "speaker"))
    scene.store.apply(outcome.change)
    assert said_by(scene) == [("speaker", "“we all go now”", "Omar Hall")]
    assert words_by_tag(scene, "actor") == ["Ada Brandt", "Omar Hall"]
    assert outcome.said == "Speaker → “Omar Hall” instead of “Ada Brandt”."
    scene.store.apply(outcome.change.inverse())
    assert said_by(scene) == [("speaker", "“we all go now”", "Ada Brandt")]


def test_a_name_that_linking_made_goes_with_its_last_link_only() -> None:
    scene = scene_of(TEXT)
    one, two = put(scene, "quote", "“we all go now”"), put(scene, "quote", "“we stay put”")
    ada, omar = put(scene, "actor", "Ada Brandt"), put(scene, "actor", "Omar Hall")
    connect(scene, "speaker", one, ada)
    connect(scene, "speaker", two, ada)
    links = scene.store.links_from(one.id, "speaker")
    scene.store.apply(linking.accept(scene, one, speaker(), omar, instead_of=links, made={ada.id}).change)
    assert words_by_tag(scene, "actor") == ["Ada Brandt", "Omar Hall"]
    links = scene.store.links_from(two.id, "speaker")
    scene.store.apply(linking.accept(scene, two, speaker(), omar, instead_of=links, made={ada.id}).change)
    assert words_by_tag(scene, "actor") == ["Omar Hall"]


def test_the_reporting_verb_of_the_speaker_before_gives_way_to_the_new_one_s() -> None:
    scene = scene_of(TEXT)
    quote, ada = put(scene, "quote", "“we all go now”"), put(scene, "actor", "Ada Brandt")
    scene.store.apply(linking.accept(scene, quote, speaker(), ada, cue=span_of(scene, "said")).change)
    omar, links = put(scene, "actor", "Omar Hall"), link_of(scene, "speaker")
    outcome = linking.accept(scene, quote, speaker(), omar, cue=span_of(scene, "denied"), instead_of=links)
    scene.store.apply(outcome.change)
    assert words_by_tag(scene, "cue") == ["denied"]
    assert len(link_of(scene, "cue")) == 1


def test_a_reporting_verb_that_another_quote_has_stays() -> None:
    scene = scene_of(TEXT)
    one, two = put(scene, "quote", "“we all go now”"), put(scene, "quote", "“we stay put”")
    ada, omar = put(scene, "actor", "Ada Brandt"), put(scene, "actor", "Omar Hall")
    for quote in (one, two):
        scene.store.apply(linking.accept(scene, quote, speaker(), ada, cue=span_of(scene, "said")).change)
    links = scene.store.links_from(one.id, "speaker")
    outcome = linking.accept(scene, one, speaker(), omar, cue=span_of(scene, "denied"), instead_of=links)
    scene.store.apply(outcome.change)
    assert words_by_tag(scene, "cue") == ["said", "denied"]


def test_the_words_that_would_be_tagged_are_known_before() -> None:
    scene = scene_of(TEXT)
    assert linking.tagged_span(scene, speaker(), span_of(scene, "Ada Brandt’s ")) == span_of(scene, "Ada Brandt")

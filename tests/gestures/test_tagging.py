from __future__ import annotations

from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.gestures import tagging
from tests.core.scenes import connect, done, put, scene_of, span_of, tag_of, words_by_tag

TEXT = (
    "Ada Brandt, the union’s chair, has said “we will not leave the depot until every last locker is empty”. "
    "The council disputed that.\n"
    "Brandt’s deputy Omar Hall called it a “quiet zone”.\n"
)
SPLIT = "“We lost the key,” Ada Brandt said, “and the spare one too.” Nobody laughed.\n"
LONG_QUOTE = (
    "“The first paragraph of it goes on.\n\n“The second one goes on too.\n\n“The third one ends,” said Ada Brandt.\n"
)


def test_a_selection_is_tagged() -> None:
    scene = scene_of(TEXT)
    made = done(scene, tagging.tag_here(scene, tag_of("actor"), selection=span_of(scene, "Omar Hall"), caret=0))
    assert made.span.of(TEXT) == "Omar Hall"
    assert made.tag == "actor"


def test_without_a_selection_q_tags_the_quotation_with_its_marks() -> None:
    scene = scene_of(TEXT)
    made = done(scene, tagging.tag_here(scene, tag_of("quote"), selection=None, caret=TEXT.index("leave")))
    assert made.span.of(TEXT) == "“we will not leave the depot until every last locker is empty”"


def test_without_a_selection_q_tags_the_reported_clause_where_there_are_no_marks() -> None:
    text = "The council said the depot will close by May. Nobody disputed it.\n"
    scene = scene_of(text)
    made = done(scene, tagging.tag_here(scene, tag_of("quote"), selection=None, caret=text.index("close")))
    assert made.span.of(text) == "the depot will close by May"
    assert made.attribute("mode") == "indirect"


def test_without_a_selection_c_tags_the_sentence_without_the_attribution() -> None:
    text = "The council said the depot will close by May. Nobody disputed it.\n"
    scene = scene_of(text)
    made = done(scene, tagging.tag_here(scene, tag_of("claim"), selection=None, caret=text.index("close")))
    assert made.span.of(text) == "the depot will close by May"


def test_without_a_selection_a_tags_the_name() -> None:
    scene = scene_of(TEXT)
    made = done(scene, tagging.tag_here(scene, tag_of("actor"), selection=None, caret=TEXT.index("Brandt,") + 2))
    assert made.span.of(TEXT) == "Ada Brandt"


def test_without_a_selection_x_tags_the_paragraph() -> None:
    scene = scene_of(TEXT)
    made = done(scene, tagging.tag_here(scene, tag_of("skip"), selection=None, caret=TEXT.index("deputy")))
    assert made.span.of(TEXT) == TEXT.splitlines()[1]


def test_where_no_unit_stands_the_refusal_says_so() -> None:
    scene = scene_of("\n\nwords\n")
    outcome = tagging.tag_here(scene, tag_of("quote"), selection=None, caret=0)
    assert not outcome.change
    assert outcome.said == "No Quote stands at the caret. Select its words first."


def test_the_status_bar_says_when_the_edge_rule_moved_an_edge() -> None:
    scene = scene_of(TEXT)
    outcome = tagging.tag_here(scene, tag_of("actor"), selection=span_of(scene, "Brandt’s"), caret=0)
    assert done(scene, outcome).span.of(TEXT) == "Brandt"
    assert "ossessive" in outcome.said


def test_outer_white_space_is_never_tagged() -> None:
    scene = scene_of(TEXT)
    for tag in ("claim", "quote", "actor", "cue"):
        made = done(scene, tagging.tag_here(scene, tag_of(tag), selection=span_of(scene, " disputed that"), caret=0))
        assert made.span.of(TEXT) == "disputed that"


def test_a_selection_of_white_space_is_refused() -> None:
    scene = scene_of("a   b")
    assert (
        tagging.tag_here(scene, tag_of("claim"), selection=Span(1, 3), caret=0).said == "Only white space is selected."
    )


def test_a_selection_of_several_marked_stretches_becomes_one_quote_each_joined_by_continues() -> None:
    scene = scene_of(SPLIT)
    whole = Span(0, SPLIT.index(" Nobody"))
    outcome = tagging.tag_here(scene, tag_of("quote"), selection=whole, caret=0)
    done(scene, outcome)
    assert words_by_tag(scene, "quote") == ["“We lost the key,”", "“and the spare one too.”"]
    first, second = scene.store.annotations
    assert [(link.role, link.from_id, link.to_id) for link in scene.store.links] == [("continues", second.id, first.id)]
    assert outcome.current == first.id
    scene.store.apply(outcome.change.inverse())
    assert len(scene.store) == 0


def test_a_quotation_over_paragraphs_becomes_one_quote_a_paragraph() -> None:
    scene = scene_of(LONG_QUOTE)
    done(scene, tagging.tag_here(scene, tag_of("quote"), selection=None, caret=3))
    assert [words.split()[1] for words in words_by_tag(scene, "quote")] == ["first", "second", "third"]
    assert len(scene.store.links) == 2


def test_the_same_span_with_the_same_tag_is_refused() -> None:
    scene = scene_of(TEXT)
    put(scene, "actor", "Omar Hall")
    outcome = tagging.tag_here(scene, tag_of("actor"), selection=span_of(scene, "Omar Hall"), caret=0)
    assert not outcome.change
    assert outcome.said == "That is tagged as Actor already."


def test_the_same_span_with_another_tag_is_a_second_annotation() -> None:
    scene = scene_of(TEXT)
    put(scene, "actor", "Omar Hall")
    assert tagging.tag_here(scene, tag_of("cue"), selection=span_of(scene, "Omar Hall"), caret=0).change


def test_more_than_80_percent_overlap_with_the_same_tag_warns() -> None:
    scene = scene_of(TEXT)
    put(scene, "claim", "The council disputed that")
    near = tagging.tag_here(scene, tag_of("claim"), selection=span_of(scene, "council disputed that"), caret=0)
    assert near.change
    assert near.said == "Overlaps another Claim by 84 %: “The council disputed that”."
    far = tagging.tag_here(scene, tag_of("claim"), selection=span_of(scene, "disputed that"), caret=0)
    assert far.said == ""


def test_a_retired_tag_gets_no_new_annotations() -> None:

    scene = scene_of(TEXT)
    outcome = tagging.tag_here(scene, tag_of("claim")._replace(retired=True), selection=Span(0, 3), caret=0)
    assert not outcome.change
    assert "retired" in outcome.said


def test_retagging_keeps_what_is_valid_and_names_what_goes() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "quiet zone", mode="term")
    actor = put(scene, "actor", "Omar Hall")
    connect(scene, "speaker", quote, actor)
    outcome = tagging.retag(scene, quote, tag_of("claim"))
    assert done(scene, outcome).id == quote.id
    assert outcome.said == "Gone with the old tag: Mode = term, link speaker."
    assert scene.store.links == []


def test_retagging_applies_the_edge_rule_of_the_new_tag() -> None:
    scene = scene_of(TEXT)
    claim = put(scene, "claim", "we will not leave the depot until every last locker is empty")
    made = done(scene, tagging.retag(scene, claim, tag_of("quote")))
    assert made.span.of(TEXT).startswith("“we")
    assert made.attribute("mode") == "direct"


def test_retagging_to_the_same_tag_is_refused() -> None:
    scene = scene_of(TEXT)
    claim = put(scene, "claim", "The council disputed that")
    assert tagging.retag(scene, claim, tag_of("claim")).said == "It is a Claim already."


def test_a_digit_sets_its_value_and_the_same_digit_clears_it() -> None:
    scene = scene_of(TEXT)
    claim = put(scene, "claim", "The council disputed that")
    outcome = tagging.press_digit(scene, claim, 3)
    assert outcome.said == "Kind: prediction."
    scene.store.apply(outcome.change)
    claim = scene.store.annotations[0]
    assert claim.attribute("kind") == "prediction"
    outcome = tagging.press_digit(scene, claim, 3)
    assert outcome.said == "Kind cleared."
    scene.store.apply(outcome.change)
    assert scene.store.annotations[0].attributes == ()


def test_0_clears_all_values() -> None:
    scene = scene_of(TEXT)
    claim = put(scene, "claim", "The council disputed that", kind="call", hedged=True)
    scene.store.apply(tagging.press_digit(scene, claim, 0).change)
    assert scene.store.annotations[0].attributes == ()


def test_a_digit_that_the_tag_does_not_have_is_refused() -> None:
    scene = scene_of(TEXT)
    cue = put(scene, "cue", "said")
    assert tagging.press_digit(scene, cue, 4).said == "4 is no value of a Cue."


def test_moving_edges_keeps_id_attributes_links_and_note() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "we will not leave", mode="mixed")
    scene.store.apply(edits.set_note(quote, "check"))
    connect(scene, "speaker", quote, put(scene, "actor", "Ada Brandt"))
    quote = scene.store.annotation(quote.id)
    assert quote is not None
    moved = done(scene, tagging.move_edges(scene, quote, span_of(scene, "we will not leave the depot")))
    assert moved == quote._replace(end=moved.end)
    assert moved.span.of(TEXT) == "we will not leave the depot"
    assert len(scene.store.links_from(quote.id)) == 1


def test_moving_edges_onto_another_of_the_same_tag_is_refused() -> None:
    scene = scene_of(TEXT)
    one, other = put(scene, "actor", "Ada Brandt"), put(scene, "actor", "Brandt")
    assert not tagging.move_edges(scene, one, other.span).change


def test_an_actors_links_move_to_another_mention_of_the_name() -> None:
    scene = scene_of(TEXT)
    quote, full = put(scene, "quote", "quiet zone"), put(scene, "actor", "Ada Brandt")
    short = put(scene, "actor", "Brandt", 1)
    connect(scene, "speaker", quote, full)
    outcome = tagging.delete(scene, [full])
    scene.store.apply(outcome.change)
    assert [link.to_id for link in scene.store.links] == [short.id]
    assert outcome.said == "Deleted “Ada Brandt”. 1 link moved to “Brandt”."


def test_without_another_mention_the_links_go_too_and_are_counted() -> None:
    scene = scene_of(TEXT)
    actor = put(scene, "actor", "Omar Hall")
    for words in ("quiet zone", "we will not leave"):
        connect(scene, "speaker", put(scene, "quote", words), actor)
    put(scene, "actor", "Ada Brandt")
    outcome = tagging.delete(scene, [actor])
    scene.store.apply(outcome.change)
    assert scene.store.links == []
    assert outcome.said == "Deleted “Omar Hall”. 2 links deleted with it."


def test_an_heir_has_the_same_identity_before_the_same_words() -> None:
    scene = scene_of("Hall spoke. Hall sang. The deputy left. Hall slept.\n")
    one = put(scene, "actor", "Hall", name="Omar Hall")
    put(scene, "actor", "Hall", 1, name="Eva Hall")
    deputy = put(scene, "actor", "deputy", name="Omar Hall")
    heir = tagging.heir_of(scene, one)
    assert heir is not None
    assert heir.id == deputy.id


def test_with_a_selection_delete_acts_only_if_exactly_one_annotation_has_that_span() -> None:
    scene = scene_of(TEXT)
    one = put(scene, "actor", "Omar Hall")
    other = put(scene, "actor", "Ada Brandt")
    assert tagging.to_delete(scene.store, other, one.span) == one
    assert tagging.to_delete(scene.store, other, None) == other
    assert isinstance(tagging.to_delete(scene.store, other, Span(one.start, one.end + 1)), str)
    put(scene, "claim", "Omar Hall")
    assert isinstance(tagging.to_delete(scene.store, other, one.span), str)
    assert tagging.to_delete(scene.store, None, None) == "No annotation is current."


def test_a_sentence_that_was_gone_to_gives_each_tag_its_unit() -> None:
    scene = scene_of("“We lost the key,” Ada Brandt said.\n")
    place = Span(0, len(scene.text) - 1)
    for tag, words in (("claim", "We lost the key"), ("quote", "“We lost the key,”"), ("actor", "Ada Brandt")):
        outcome = tagging.tag_here(scene, tag_of(tag), selection=place, caret=place.end, place=place)
        assert done(scene, outcome).span.of(scene.text) == words
    words = tagging.tag_here(scene, tag_of("claim"), selection=place, caret=place.end)
    assert done(scene, words).span.of(scene.text) == "“We lost the key,” Ada Brandt said"

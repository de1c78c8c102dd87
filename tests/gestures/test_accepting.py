"""Suggestions that a person takes or lets go: what is made of them, and that all of it can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.assist.left_proposals import LeftProposals
from analyst_app.assist.quote_places import QuotePlace, dismissal, dismissed_spans, proposed
from analyst_app.assist.suggestions import SuggestedQuote, SuggestedSpan, suggested_quote
from analyst_app.core import edits
from analyst_app.core.annotation import ASSIST, Annotation, Entry, Link
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.gestures import identifying, linking, several, tagging
from analyst_app.gestures.accepting import (
    accepted,
    all_accepted,
    all_suggested,
    dismissed,
    fitted,
    quotation_tag,
    span_accepted,
    suggested,
    whole_span,
)
from analyst_app.gestures.tagging import Outcome, Scene
from analyst_app.language.quotations import Quotation
from analyst_app.storage import sidecar
from analyst_app.storage.layer import Layer
from tests.core.scenes import put, scene_of, span_of, tag_of, words_by_tag

TEXT = (
    "The harbour board met on Monday in Kova. “The quay will close in May,” said Ada Brandt, its chair.\n\n"
    "Omar Hall warned: “Prices have risen again.\n\n“Nobody has told us why.”\n\n"
    "The film “Night Bus” was shown in Kova. Hall said that the ferries would stop.\n"
)


def ghost_of(scene: Scene, *words: str) -> SuggestedQuote:
    return suggested_quote(scene.text, tuple(span_of(scene, part) for part in words), scene.language)


def take(scene: Scene, ghost: SuggestedQuote, **how: str) -> Outcome:
    outcome = accepted(scene, ghost, tag_of("quote"), **how)  # type: ignore[arg-type]
    scene.store.apply(outcome.change)
    return outcome


def arrows(scene: Scene) -> set[tuple[str, str, str]]:
    ends = {one.id: one.span.of(scene.text) for one in scene.store.annotations}
    return {(link.role, ends[link.from_id], ends[link.to_id]) for link in scene.store.links}


def test_all_of_it_is_the_quote_its_mode_its_speaker_and_the_verb() -> None:
    scene = scene_of(TEXT)
    outcome = take(scene, ghost_of(scene, "“The quay will close in May,”"))
    assert words_by_tag(scene, "quote") == ["“The quay will close in May,”"]
    assert words_by_tag(scene, "actor") == ["Ada Brandt"]
    assert words_by_tag(scene, "cue") == ["said"]
    quote = "“The quay will close in May,”"
    assert arrows(scene) == {("speaker", quote, "Ada Brandt"), ("cue", quote, "said")}
    (made,) = [one for one in scene.store.annotations if one.tag == "quote"]
    assert dict(made.attributes) == {"mode": "direct"}
    assert outcome.current == made.id
    assert outcome.label == "Accept the suggestion"
    assert outcome.said == "Tagged as Quote, direct. Tagged “Ada Brandt” as Actor. Speaker → “Ada Brandt”."


def test_what_was_accepted_says_that_it_began_as_a_suggestion_and_how_sure() -> None:
    scene = scene_of(TEXT)
    ghost = ghost_of(scene, "“The quay will close in May,”")
    take(scene, ghost)
    for one in scene.store.annotations:
        assist = dict(one.extra)[ASSIST]
        assert assist == {"by": "rules", "version": ghost.version, "score": ghost.score, "edited": False}


def test_a_speaker_who_is_tagged_is_linked_to_and_not_tagged_again() -> None:
    scene = scene_of(TEXT)
    ada = put(scene, "actor", "Ada Brandt")
    take(scene, ghost_of(scene, "“The quay will close in May,”"))
    assert words_by_tag(scene, "actor") == ["Ada Brandt"]
    assert [link.to_id for link in scene.store.links if link.role == "speaker"] == [ada.id]
    assert scene.store.annotation(ada.id) == ada


def test_who_was_linked_before_is_the_speaker_whom_l_would_offer() -> None:
    text = "“We stay,” a spokesman said. Omar Hall sat beside Lena Ortiz.\n\n“We will not leave,” he said.\n"
    scene = scene_of(text)
    quote = tag_of("quote")
    role = quote.role("speaker")
    assert role is not None
    omar = put(scene, "actor", "Omar Hall")
    first = put(scene, "quote", "“We stay,”")
    scene.store.apply(edits.link(scene.store, "speaker", first.id, omar.id))
    last = "“We will not leave,”"
    place = span_of(scene, last)
    ghost = suggested(scene, QuotePlace(Quotation((place,), (place,), 0, is_closed=True)), quote)
    assert ghost.speaker is not None
    offered = linking.proposed(scene, edits.new_annotation("quote", span_of(scene, last)), role)[0]
    assert (ghost.speaker.name, ghost.speaker.annotation_id) == (offered.name, offered.annotation_id)
    assert ghost.speaker.annotation_id == omar.id
    assert ghost.speaker.span == omar.span
    assert ghost.why == "‘said’ after the quote"
    take(scene, ghost)
    assert ("speaker", last, "Omar Hall") in arrows(scene)
    assert words_by_tag(scene, "actor") == ["Omar Hall"]


@pytest.mark.parametrize("touched", [None, "note", "name", "link"])
def test_whom_a_suggestion_tagged_goes_with_the_link_unless_a_person_did_something_with_it(touched: str | None) -> None:
    scene = scene_of(TEXT)
    take(scene, ghost_of(scene, "“The quay will close in May,”"))
    (quote,) = [one for one in scene.store.annotations if one.tag == "quote"]
    (ada,) = [one for one in scene.store.annotations if one.tag == "actor"]
    if touched == "note":
        scene.store.apply(edits.set_note(ada, "chair since May"))
    elif touched == "name":
        scene.store.apply(edits.set_attribute(ada, "name", "Ada Brandt"))
    elif touched == "link":
        scene.store.apply(edits.link(scene.store, "speaker", put(scene, "quote", "Prices have risen again").id, ada.id))
    role = tag_of("quote").role("speaker")
    assert role is not None
    now = scene.store.links_from(quote.id, "speaker")
    before = set(map(repr, scene.store.records()))
    outcome = linking.accept(scene, quote, role, span_of(scene, "Omar Hall"), instead_of=now)
    scene.store.apply(outcome.change)
    assert words_by_tag(scene, "actor") == (["Ada Brandt", "Omar Hall"] if touched else ["Omar Hall"])
    scene.store.apply(outcome.change.inverse())
    assert set(map(repr, scene.store.records())) == before


def test_a_clause_round_its_attribution_is_one_quote_of_two_parts() -> None:
    scene = scene_of("The quay, Ada Brandt said, will close in May.\n")
    ghost = suggested_quote(
        scene.text, (span_of(scene, "The quay"), span_of(scene, "will close in May")), scene.language
    )
    take(scene, ghost)
    assert words_by_tag(scene, "quote") == ["The quay", "will close in May"]
    assert words_by_tag(scene, "actor") == ["Ada Brandt"]
    assert words_by_tag(scene, "cue") == ["said"]
    assert {link.role for link in scene.store.links} == {"speaker", "cue", "continues"}


def test_several_paragraphs_are_parts_of_one_quote() -> None:
    scene = scene_of(TEXT)
    first, second = "“Prices have risen again.", "“Nobody has told us why.”"
    take(scene, ghost_of(scene, first, second))
    assert words_by_tag(scene, "quote") == [first, second]
    assert {("continues", second, first), ("speaker", first, "Omar Hall")} <= arrows(scene)


def test_a_term_gets_no_speaker_no_actor_and_no_verb() -> None:
    scene = scene_of(TEXT)
    ghost = ghost_of(scene, "“Night Bus”")
    assert ghost.mode == "term"
    take(scene, ghost)
    (made,) = scene.store.annotations
    assert dict(made.attributes) == {"mode": "term", "speaker_not_stated": True}
    assert scene.store.links == []


def test_the_quote_alone_has_no_speaker_and_not_stated_is_a_value() -> None:
    scene = scene_of(TEXT)
    ghost = ghost_of(scene, "“The quay will close in May,”")
    alone = accepted(scene, ghost, tag_of("quote"), who="nobody")
    assert alone.label == "Tag as Quote"
    assert [type(one) for one in alone.change.added] == [Annotation]
    assert dict(alone.change.added[0].attributes) == {"mode": "direct"}  # type: ignore[union-attr]
    take(scene, ghost, who="not_stated")
    (made,) = scene.store.annotations
    assert dict(made.attributes) == {"mode": "direct", "speaker_not_stated": True}


def test_another_mode_than_the_proposed_one_is_a_correction() -> None:
    scene = scene_of(TEXT)
    take(scene, ghost_of(scene, "“The quay will close in May,”"), mode="mixed")
    assert [one.attribute("mode") for one in scene.store.annotations if one.tag == "quote"] == ["mixed"]
    assert edited_tags(scene) == {"quote": True, "actor": False, "cue": False}


def edited_tags(scene: Scene) -> dict[str, bool]:
    return {one.tag: dict(one.extra)[ASSIST]["edited"] for one in scene.store.annotations}


def test_not_stated_where_somebody_is_proposed_is_a_correction() -> None:
    scene = scene_of(TEXT)
    take(scene, ghost_of(scene, "“The quay will close in May,”"), who="not_stated")
    assert edited_tags(scene) == {"quote": True}


def test_not_stated_where_nobody_is_proposed_is_none() -> None:
    scene = scene_of("Nobody was there. “Rain fell all day long.”\n")
    ghost = ghost_of(scene, "“Rain fell all day long.”")
    assert ghost.speaker is None
    take(scene, ghost, who="not_stated")
    assert edited_tags(scene) == {"quote": False}


def test_what_the_codebook_has_no_place_for_is_not_shown() -> None:
    scene = scene_of(TEXT)
    ghost = ghost_of(scene, "“The quay will close in May,”")
    quote = tag_of("quote")
    without_cue = quote._replace(links=tuple(link for link in quote.links if link.role != "cue"))
    for tag, mode, shows in (
        (quote, None, (True, True)),
        (quote, "term", (False, False)),
        (quote._replace(links=()), None, (False, False)),
        (without_cue, None, (True, False)),
    ):
        speaker = fitted(ghost, tag, scene.codebook, mode).speaker
        assert (speaker is not None, speaker is not None and speaker.cue is not None) == shows
    others = replace(scene.codebook, tags=tuple(tag for tag in scene.codebook.tags if tag.id not in ("actor", "group")))
    assert all(others.tag(end) is None for end in quote.role("speaker").to)  # type: ignore[union-attr]
    assert fitted(ghost, quote, others).speaker is None


def test_what_is_tagged_so_already_is_refused() -> None:
    scene = scene_of(TEXT)
    ghost = ghost_of(scene, "“The quay will close in May,”")
    put(scene, "quote", "“The quay will close in May,”")
    assert accepted(scene, ghost, tag_of("quote")).change == Change()
    assert accepted(scene, ghost, tag_of("quote")).said == "That is tagged as Quote already."


def test_a_tag_without_modes_and_links_gets_the_quote_only() -> None:
    scene = scene_of(TEXT)
    bare = tag_of("quote")._replace(attributes=(), links=())
    outcome = accepted(scene, ghost_of(scene, "“The quay will close in May,”"), bare)
    assert [type(one) for one in outcome.change.added] == [Annotation]
    assert outcome.change.added[0].attributes == ()  # type: ignore[union-attr]


def test_a_retired_tag_is_not_the_one_that_is_given() -> None:
    scene = scene_of(TEXT)
    retired = tuple(tag._replace(retired=True) if tag.id == "quote" else tag for tag in scene.codebook.tags)
    assert quotation_tag(scene) == tag_of("quote")
    assert quotation_tag(scene._replace(codebook=replace(scene.codebook, tags=retired))) is None


# -- later corrections ---------------------------------------------------------


def is_edited(scene: Scene, outcome: Outcome) -> list[bool]:
    scene.store.apply(outcome.change)
    began = [dict(one.extra) for one in scene.store.annotations]
    return sorted(one[ASSIST]["edited"] for one in began if ASSIST in one)


def accepted_quote(scene: Scene) -> Annotation:
    take(scene, ghost_of(scene, "“The quay will close in May,”"), who="nobody")
    return scene.store.annotations[0]


def test_each_way_to_change_span_tag_or_value_is_a_correction() -> None:
    def after(gesture: object) -> list[bool]:
        scene = scene_of(TEXT)
        return is_edited(scene, gesture(scene, accepted_quote(scene)))  # type: ignore[operator]

    inner = span_of(scene_of(TEXT), "The quay will close")
    mode = tag_of("quote").attribute("mode")
    assert mode is not None
    assert after(lambda scene, one: tagging.move_edges(scene, one, inner)) == [True]
    assert after(lambda scene, one: tagging.retag(scene, one, tag_of("claim"))) == [True]
    assert after(lambda scene, one: tagging.press_digit(scene, one, 2)) == [True]
    assert after(lambda scene, one: tagging.press_digit(scene, one, 0)) == [True]
    assert after(lambda scene, one: tagging.set_value(one, "Mode", "mode", "indirect")) == [True]
    assert after(lambda scene, one: several.retag(scene, [one], tag_of("claim"))) == [True]
    assert after(lambda scene, one: several.press_digit(scene, [one], 0)) == [True]
    assert after(lambda scene, one: several.toggle_value([one], mode, "term")) == [True]
    assert after(lambda scene, one: linking.not_stated(scene, one)) == [True]


def test_a_name_given_to_an_accepted_actor_is_a_correction_and_a_note_is_none() -> None:
    scene = scene_of(TEXT)
    take(scene, ghost_of(scene, "“The quay will close in May,”"))
    (ada,) = [one for one in scene.store.annotations if one.tag == "actor"]
    assert is_edited(scene, Outcome("", edits.set_note(ada, "chair since May"))) == [False, False, False]
    now = scene.store.annotation(ada.id)
    assert now is not None
    assert is_edited(scene, identifying.name_person(scene, now, "Ada Brandt")) == [False, False, True]


def test_undo_of_a_correction_takes_the_word_back() -> None:
    scene = scene_of(TEXT)
    quote = accepted_quote(scene)
    change = tagging.press_digit(scene, quote, 2).change
    scene.store.apply(change)
    scene.store.apply(change.inverse())
    assert scene.store.annotation(quote.id) == quote


def test_an_annotation_of_her_own_never_says_anything_of_suggestions() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“Night Bus”")
    assert is_edited(scene, tagging.press_digit(scene, quote, 2)) == []


# -- no quotation --------------------------------------------------------------


def test_no_quotation_is_noted_with_its_words_and_undone() -> None:
    scene = scene_of(TEXT)
    outcome = dismissed(scene, ghost_of(scene, "“Night Bus”"))
    assert outcome.label == "No quotation"
    assert outcome.said == "No quotation: “Night Bus” is not proposed again."
    scene.store.apply(outcome.change)
    (entry,) = scene.store.entries("dismissed")
    span = span_of(scene, "“Night Bus”")
    assert entry.place == (span, "“Night Bus”")
    assert dismissed_spans(TEXT, [entry]) == [span]
    scene.store.apply(outcome.change.inverse())
    assert scene.store.entries("dismissed") == []


def test_a_place_whose_words_have_gone_or_of_another_kind_is_none() -> None:
    entry = dismissal(TEXT, span_of(scene_of(TEXT), "“Night Bus”"))
    assert dismissed_spans(TEXT.replace("Bus", "Cab"), [entry]) == []
    other = entry._replace(body=tuple((key, "claim" if key == "kind" else value) for key, value in entry.body))
    assert dismissed_spans(TEXT, [other, Entry("r1", "replies")]) == []


def open_ghosts(scene: Scene) -> list[SuggestedQuote]:
    store, tag = scene.store, quotation_tag(scene)
    assert tag is not None
    left = LeftProposals(
        proposed(scene.text, scene.language),
        store.annotations,
        scene.codebook,
        text=scene.text,
        entries=store.entries("dismissed"),
    )
    return [ghost for ghost in all_suggested(scene, left.quotes, tag) if isinstance(ghost, SuggestedQuote)]


SENTENCES = [
    "“We stay,” said Ada Brandt.",
    "Omar Hall said that the ferries would stop.",
    "He called it a “gift” 🔥.",
    "“First part.\n\n“Second part,” Lena Ortiz wrote.",
    "قالت ليلى حداد: «لن نغادر».",
    "According to Ada Brandt, the quay will close in May.",
    "Nobody was there.",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("\n\n".join)


@settings(max_examples=40, deadline=None)
@given(text=TEXTS, picks=st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=6))
def test_nothing_is_proposed_where_something_was_accepted_or_dismissed(
    text: str, picks: list[tuple[int, bool]]
) -> None:
    scene = scene_of(text)
    settled: list[Span] = []
    for number, is_taken in picks:
        left = open_ghosts(scene)
        if not left:
            break
        ghost = left[number % len(left)]
        outcome = accepted(scene, ghost, tag_of("quote")) if is_taken else dismissed(scene, ghost)
        assert outcome.change
        scene.store.apply(outcome.change)
        settled.append(whole_span(ghost))
        assert not [one for one in open_ghosts(scene) if whole_span(one) in settled]


@settings(max_examples=40, deadline=None)
@given(text=TEXTS, number=st.integers(0, 9), is_taken=st.booleans())
def test_taking_back_gives_the_very_bytes(text: str, number: int, is_taken: bool) -> None:
    scene = scene_of(text)
    put(scene, "actor", text.split()[0])
    ghosts = open_ghosts(scene)
    if not ghosts:
        return
    before = written(scene)
    ghost = ghosts[number % len(ghosts)]
    change = (accepted(scene, ghost, tag_of("quote")) if is_taken else dismissed(scene, ghost)).change
    scene.store.apply(change)
    assert written(scene) != before
    scene.store.apply(change.inverse())
    assert written(scene) == before


def written(scene: Scene) -> bytes:
    from tests.storage.layers import empty

    base: Layer = empty(scene.text)
    layer = base.applied(Change((), tuple(scene.store.records()[1:])), "2026-11-30T01:00:00Z")
    return b"".join(sidecar.encode(layer))


# -- all at once ---------------------------------------------------------------


def test_all_above_a_threshold_are_one_step_and_share_a_speaker() -> None:
    text = "Ada Brandt said: “We stay.”\n\n“We will not leave,” she said.\n\n“It rains,” said Omar Hall.\n"
    scene = scene_of(text)
    ghosts = [ghost for ghost in open_ghosts(scene) if ghost.score >= 0.5]
    assert len(ghosts) == 3
    outcome = all_accepted(scene, ghosts, tag_of("quote"))
    assert outcome.label == "Accept 3 suggestions"
    assert outcome.said == "3 suggestions accepted."
    before = scene.store.records()
    scene.store.apply(outcome.change)
    assert words_by_tag(scene, "quote") == ["“We stay.”", "“We will not leave,”", "“It rains,”"]
    assert words_by_tag(scene, "actor").count("Ada Brandt") == 1
    scene.store.apply(outcome.change.inverse())
    assert scene.store.records() == before
    assert len(outcome.change.of(Link)[1]) >= 3


def test_none_left_is_said() -> None:
    scene = scene_of(TEXT)
    ghost = ghost_of(scene, "“Night Bus”")
    take(scene, ghost)
    assert all_accepted(scene, [ghost], tag_of("quote")).said == "None of these suggestions is left to be accepted."


def test_a_learnt_span_becomes_its_tag_and_keeps_that_it_was_learnt() -> None:
    scene = scene_of(TEXT)
    claim = tag_of("claim")
    ghost = SuggestedSpan("claim", span_of(scene, "the ferries would stop"), 0.8123, "as your team tags", "learnt", "7")
    outcome = span_accepted(scene, ghost, claim)
    scene.store.apply(outcome.change)
    assert words_by_tag(scene, "claim") == ["the ferries would stop"]
    (made,) = scene.store.annotations
    assert dict(made.extra)[ASSIST] == {"by": "learnt", "version": "7", "score": 0.81, "edited": False}
    assert not span_accepted(scene, ghost, claim).change, "the same again is refused"
    scene.store.apply(outcome.change.inverse())
    assert list(scene.store.annotations) == []


def test_a_learnt_span_that_is_let_go_is_noted_for_its_tag_and_all_are_taken_in_one_step() -> None:
    scene = scene_of(TEXT)
    span = span_of(scene, "the ferries would stop")
    ghost = SuggestedSpan("claim", span, 0.81, "as your team tags", "learnt", "7")
    outcome = dismissed(scene, ghost)
    assert (outcome.label, outcome.said.partition(":")[0]) == ("No Claim", "No Claim")
    (entry,) = outcome.change.added
    assert isinstance(entry, Entry)
    assert dict(entry.body) == {
        "start": span.start,
        "end": span.end,
        "exact": "the ferries would stop",
        "kind": "claim",
    }
    assert dismissed_spans(TEXT, [entry]) == []
    assert dismissed_spans(TEXT, [entry], ["claim"]) == [span]
    quote = ghost_of(scene, "“Night Bus”")
    both = all_accepted(scene, [quote, ghost], tag_of("quote"))
    scene.store.apply(both.change)
    assert words_by_tag(scene, "quote") == ["“Night Bus”"]
    assert words_by_tag(scene, "claim") == ["the ferries would stop"]

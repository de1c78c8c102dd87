"""Taking one reading drops the other's now useless actor and cue with it, and taking it back brings them back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.core.codebook import Codebook
from analyst_app.core.roles import CONTINUES
from analyst_app.resources import built_in_codebook
from analyst_app.review import adjudicate
from analyst_app.review.adjudicate import Review
from analyst_app.review.decisions import Decision, Ruling
from analyst_app.review.left_ends import end_tags
from tests.review.readings import layers, linked, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, TEXT, Trial

CODEBOOK = Codebook.from_data(built_in_codebook())
ENDS = end_tags(CODEBOOK)
ADA, SAID, QUOTE = ("actor", 0, 10), ("cue", 11, 15), ("quote", 16, 35)
SHORT, CLAIM = ("quote", 17, 34), ("claim", 41, 64)
LATER = ("quote", 116, 135)


class EndsTrial(Trial):
    def open(self, a: Reading | None = None, b: Reading | None = None) -> Review:
        review = super().open(a, b)
        review.ends = ENDS
        return review

    def at(self, tag: str, start: int) -> int:
        (place,) = [n for n, row in enumerate(self.review.differences) if (row.tag, row.start) == (tag, start)]
        return place

    def of(self, *places: int) -> list[Decision]:
        found = [self.review.decision(place) for place in places]
        return [one for one in found if one is not None]


def said_by(*more: tuple, links: tuple = ()) -> Reading:
    """Layer a: a quote with its speaker and its cue."""
    return linked(spans("a", QUOTE, ADA, SAID, *more), ("speaker", 0, 1), ("cue", 0, 2), *links)


def test_the_tags_that_serve_others_are_the_actor_and_the_cue() -> None:
    assert {"actor", "cue"} == ENDS
    parts = {"actor": "actor", "cue": "cue", "quote": "quotation"}
    own = built_in_codebook()
    own["tags"] = [
        {**tag, "id": f"my-{tag['id']}", "links": [], "plays": parts[tag["id"]]}
        for tag in own["tags"]
        if tag["id"] in parts
    ]
    assert end_tags(Codebook.from_data(own)) == {"my-actor", "my-cue"}


def test_taking_b_drops_the_actor_and_the_cue_that_only_a_s_quote_had_in_one_step() -> None:
    trial = EndsTrial(said_by(CLAIM), spans("b", SHORT))
    quote, actor, cue = trial.at("quote", 16), trial.at("actor", 0), trial.at("cue", 11)
    assert trial.review.left_by([quote], TAKE_B) == [actor, cue]
    trial.decide(TAKE_B, quote)
    assert [one[:3] for one in trial.spans()] == [SHORT]
    assert trial.waiting() == [trial.at("claim", 41)]
    parent, *along = trial.of(quote, actor, cue)
    assert [(one.verdict, one.along) for one in along] == [("reject", parent.id)] * 2
    assert trial.review.left_with(quote) == [actor, cue]
    step, _ = trial.history.undo(lambda change: trial.gold.refusal(change) is None)
    assert step is not None
    trial.gold.apply(step.change.inverse())
    trial.review.heard(step.change.inverse())
    assert (trial.decisions(), len(trial.waiting())) == ([], 4)


def test_a_decision_that_is_taken_back_brings_back_what_it_dropped_along() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    trial.decide(TAKE_B, trial.at("quote", 16))
    assert trial.waiting() == []
    trial.make(trial.review.reopen(trial.at("quote", 16)))
    assert (trial.decisions(), trial.states()) == ([], ["open"] * 3)


def test_a_decision_that_is_taken_back_takes_back_what_it_took_along() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    quote = trial.at("quote", 16)
    trial.decide(TAKE_A, quote)
    assert sorted(one[:3] for one in trial.spans()) == sorted([ADA, SAID, QUOTE])
    trial.make(trial.review.reopen(quote))
    assert (trial.decisions(), trial.spans(), trial.states()) == ([], [], ["open"] * 3)


def test_what_a_reading_took_along_goes_when_the_other_is_taken_instead() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    trial.decide(TAKE_A, trial.at("quote", 16))
    trial.decide(TAKE_B, trial.at("quote", 16))
    assert [one[:3] for one in trial.spans()] == [SHORT]


def test_what_another_taken_quote_needs_stays_when_one_is_taken_back() -> None:
    trial = EndsTrial(said_by(LATER, links=(("speaker", 3, 1),)), spans("b"))
    trial.decide(TAKE_A, trial.at("quote", 16))
    trial.decide(TAKE_A, trial.at("quote", 116))
    trial.make(trial.review.reopen(trial.at("quote", 16)))
    assert sorted(one[:3] for one in trial.spans()) == sorted([ADA, LATER])


def test_the_other_reading_taken_afterwards_comes_with_its_actor_and_cue() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    trial.decide(TAKE_B, trial.at("quote", 16))
    trial.decide(TAKE_A, trial.at("quote", 16))
    assert trial.links() == {("speaker", QUOTE, ADA), ("cue", QUOTE, SAID)}
    trial.decide(TAKE_B, trial.at("quote", 16))
    assert trial.links() == set()


def test_both_drop_nothing_along() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    assert trial.review.left_by([trial.at("quote", 16)], BOTH) == []


def test_rejecting_both_drops_the_actor_and_the_cue_that_only_these_had() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    quote, actor, cue = trial.at("quote", 16), trial.at("actor", 0), trial.at("cue", 11)
    assert trial.review.left_by([quote], REJECT) == [actor, cue]
    trial.decide(REJECT, quote)
    assert (trial.waiting(), trial.spans()) == ([], [])


def test_a_reading_without_links_is_not_decided_on_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    monkeypatch.setattr(adjudicate, "Settling", None)
    assert trial.review.left_by([trial.at("quote", 16)], TAKE_A) == [], "what b has links to nothing"


def test_an_actor_that_a_live_quote_needs_stays_until_that_one_is_dropped_too() -> None:
    trial = EndsTrial(said_by(LATER, links=(("speaker", 3, 1),)), spans("b", SHORT))
    first, second, actor, cue = (trial.at(*one[:2]) for one in (QUOTE, LATER, ADA, SAID))
    assert trial.review.left_by([first], TAKE_B) == [cue]
    trial.decide(TAKE_B, first)
    assert trial.review.state(actor) == "open"
    assert trial.review.left_by([second], TAKE_B) == [actor]
    trial.decide(TAKE_B, second)
    assert trial.waiting() == []
    trial.decide(TAKE_A, first)  # it needs its actor again
    assert ("speaker", QUOTE, ADA) in trial.links()


def test_what_gold_took_or_a_person_judged_stays() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    quote, actor, cue = trial.at("quote", 16), trial.at("actor", 0), trial.at("cue", 11)
    trial.decide(TAKE_A, actor)
    trial.make(trial.review.discuss(cue, "is this one?"))
    trial.decide(TAKE_B, quote)
    assert [one[:3] for one in trial.spans()] == [ADA, SHORT]
    assert trial.of(cue)[0].verdict == "discuss"


def test_a_claim_and_an_actor_of_both_are_never_dropped_along() -> None:
    a = linked(spans("a", QUOTE, ADA, CLAIM), ("speaker", 0, 1), ("about", 0, 2))
    trial = EndsTrial(a, spans("b", SHORT, ADA))
    assert trial.review.left_by([trial.at("quote", 16)], TAKE_B) == []


@st.composite
def linked_layers(draw: st.DrawFn, name: str) -> Reading:
    """A random layer whose quotes have speakers, cues and continuations."""
    reading = draw(layers(name, most=6, tags=("quote", "actor", "cue")))
    roles = {"actor": "speaker", "cue": "cue", "quote": CONTINUES}
    ends = [(roles[one.tag], number) for number, one in enumerate(reading.annotations)]
    quotes = [number for number, one in enumerate(reading.annotations) if one.tag == "quote"]
    possible = [(role, tail, head) for tail in quotes for role, head in ends if role != CONTINUES or tail < head]
    return linked(reading, *draw(st.lists(st.sampled_from(possible), max_size=8) if possible else st.just([])))


@given(
    linked_layers("a"),
    linked_layers("b"),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from((TAKE_A, TAKE_B, REJECT, BOTH))), max_size=3),
    st.lists(st.integers(0, 11), min_size=1, max_size=2),
)
def test_what_is_told_to_go_along_is_what_the_whole_decision_drops(
    a: Reading, b: Reading, decided: list[tuple[int, Ruling]], asked: list[int]
) -> None:
    trial = EndsTrial(a, b)
    count = len(trial.review.differences)
    trial.review.use(CODEBOOK)
    for number, ruling in decided if count else ():
        trial.decide(ruling, number % count)
    places = list(dict.fromkeys(number % count for number in asked)) if count else []
    for ruling in (TAKE_A, TAKE_B, REJECT):
        settling = trial.review._settling(with_shared=False)
        for place in places:
            settling.settle(place, ruling)
        assert trial.review.left_by(places, ruling) == [place for place in settling.left if place not in places]


@st.composite
def ringed_layers(draw: st.DrawFn, name: str) -> Reading:
    """A random layer with links from anything to anything, in rings, too: a damaged file may have them."""
    reading = draw(layers(name, most=6, tags=("quote", "actor", "cue", "claim")))
    count = len(reading.annotations)
    numbers = st.integers(0, 20)
    ends = draw(st.lists(st.tuples(st.sampled_from(("speaker", "cue", CONTINUES)), numbers, numbers), max_size=8))
    return linked(reading, *((role, one % count, two % count) for role, one, two in ends)) if count else reading


@given(
    ringed_layers("a"),
    ringed_layers("b"),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from((TAKE_A, TAKE_B, REJECT, BOTH))), max_size=6),
)
def test_links_in_a_ring_are_settled_once_and_one_step_takes_each_decision_back(
    a: Reading, b: Reading, decided: list[tuple[int, Ruling]]
) -> None:
    trial = EndsTrial(a, b)
    trial.review.use(CODEBOOK)
    for number, ruling in decided if trial.review.differences else ():
        before = trial.spans()
        trial.decide(ruling, number % len(trial.review.differences))
        step, _ = trial.history.undo(lambda change: trial.gold.refusal(change) is None)
        assert step is not None
        trial.gold.apply(step.change.inverse())
        assert trial.spans() == before
        trial.gold.apply(step.change)


def test_six_hundred_parts_of_one_quotation_are_decided_at_once() -> None:
    parts = [("quote", 11 * number, 11 * number + 10) for number in range(600)]
    whole = linked(spans("a", *parts), *((CONTINUES, number + 1, number) for number in range(599)))
    trial = EndsTrial(whole, spans("b"), text="“we go on” " * 600)
    trial.review.use(CODEBOOK)
    trial.decide(TAKE_A, 0)
    assert len(trial.spans()) == 600


def test_what_links_to_somebody_whom_others_need_is_not_drawn_up(monkeypatch: pytest.MonkeyPatch) -> None:
    trial = EndsTrial(said_by(LATER, links=(("speaker", 3, 1),)), spans("b", SHORT, ADA, SAID))
    trial.review.ends = frozenset(("actor",))
    drawn_up = []
    monkeypatch.setattr(adjudicate, "Settling", lambda *given: drawn_up.append(given))
    assert trial.review.left_by([trial.at("quote", 16)], TAKE_B) == []
    assert drawn_up == []


def test_a_comment_on_what_was_dropped_along_stays_when_it_comes_back() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    quote, actor = trial.at("quote", 16), trial.at("actor", 0)
    trial.decide(TAKE_B, quote)
    trial.make(trial.review.discuss(actor, "I knew her"))
    trial.make(trial.review.reopen(quote))
    assert [(one.verdict, one.comment, one.along) for one in trial.decisions()] == [("discuss", "I knew her", "")]
    assert trial.review.state(actor) == "open"


def test_settling_alike_names_only_what_it_drops_besides_what_is_named() -> None:
    trial = EndsTrial(said_by(), spans("b", CLAIM))
    quote, actor, cue = trial.at("quote", 16), trial.at("actor", 0), trial.at("cue", 11)
    assert trial.review.left_by([quote, actor], TAKE_B) == [cue]
    trial.decide(TAKE_B, quote, actor)
    assert [bool(one.along) for one in trial.of(quote, actor, cue)] == [False, False, True]


def test_an_actor_of_two_dropped_quotes_comes_back_with_either() -> None:
    """Whichever of both decisions dropped it: the quote that is open again needs its speaker."""
    for nth in (0, 1):
        a = linked(spans("a", QUOTE, ADA, LATER), ("speaker", 0, 1), ("speaker", 2, 1))
        trial = EndsTrial(a, spans("b", CLAIM))
        quotes, actor = (trial.at(*QUOTE[:2]), trial.at(*LATER[:2])), trial.at("actor", 0)
        trial.decide(TAKE_B, *quotes)
        assert trial.review.state(actor) == "settled"
        trial.make(trial.review.reopen(quotes[nth]))
        assert trial.review.state(actor) == "open"


def test_an_actor_stays_dropped_while_a_quote_is_rejected_once_more() -> None:
    a = linked(spans("a", QUOTE, ADA, LATER), ("speaker", 0, 1), ("speaker", 2, 1))
    trial = EndsTrial(a, spans("b", CLAIM))
    first, second, actor = trial.at(*QUOTE[:2]), trial.at(*LATER[:2]), trial.at("actor", 0)
    trial.decide(REJECT, first)
    trial.decide(TAKE_B, second)
    assert trial.review.state(actor) == "settled"
    trial.decide(Ruling("reject", reason="wrong tag"), first)
    assert trial.review.state(actor) == "settled"
    assert trial.review.left_with(second) == [actor]


def test_what_was_dropped_along_stays_so_when_a_third_reader_is_compared() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    trial.decide(TAKE_B, trial.at("quote", 16))
    with_carl = EndsTrial(trial.b, spans("c", ("quote", 17, 33)), gold=trial.gold)
    with_carl.decide(TAKE_B, *with_carl.waiting())
    assert with_carl.waiting() == []
    trial.open()
    assert trial.waiting() == []
    assert trial.review.left_with(trial.at("quote", 16)) == [trial.at("actor", 0), trial.at("cue", 11)]
    with_carl.make(with_carl.review.reopen(with_carl.at("quote", 17)))
    trial.open()
    assert trial.states() == ["open"] * 3


def test_keeping_gold_keeps_the_speaker_who_came_along() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    quote = trial.at("quote", 16)
    trial.decide(TAKE_A, quote)
    before = trial.links()
    trial.make(trial.review.keep([quote]))
    assert trial.links() == before == {("speaker", QUOTE, ADA), ("cue", QUOTE, SAID)}
    assert trial.waiting() == []


def test_what_came_along_with_one_quote_goes_with_the_last_that_needs_it() -> None:
    a = linked(spans("a", QUOTE, ADA, LATER), ("speaker", 0, 1), ("speaker", 2, 1))
    for order in ((0, 1), (1, 0)):
        trial = EndsTrial(a, spans("b", CLAIM))
        quotes, actor = (trial.at(*QUOTE[:2]), trial.at(*LATER[:2])), trial.at("actor", 0)
        for place in quotes:
            trial.decide(TAKE_A, place)
        trial.make(trial.review.reopen(quotes[order[0]]))
        assert trial.review.state(actor) == "settled"
        trial.make(trial.review.reopen(quotes[order[1]]))
        assert (trial.review.state(actor), trial.spans()) == ("open", [])


def test_where_only_the_links_differ_the_speaker_who_is_not_taken_goes() -> None:
    b = linked(spans("b", QUOTE, ("actor", 69, 75)), ("speaker", 0, 1))
    trial = EndsTrial(linked(spans("a", QUOTE, ADA), ("speaker", 0, 1)), b)
    trial.decide(Ruling("take", ("b",)), trial.at("quote", 16))
    assert trial.links() == {("speaker", QUOTE, ("actor", 69, 75))}
    assert trial.waiting() == []


def test_the_record_tells_what_came_along_and_is_read_again() -> None:
    trial = EndsTrial(said_by(), spans("b", SHORT))
    trial.decide(TAKE_B, trial.at("quote", 16))
    for one in trial.decisions():
        assert Decision.from_entry(one.to_entry()) == one
    assert len(TEXT) == 200

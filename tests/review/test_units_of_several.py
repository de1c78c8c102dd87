"""A reading is decided as a unit with three readers as with two.

The expected values follow from one sentence: a digit takes the whole reading of that reader, of all who say the same,
and what only served the others goes along, in one step.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.review.decisions import Ruling
from analyst_app.review.difference_rows import Rows
from analyst_app.review.unit_folding import UnitFolding
from tests.review.readings import layers, linked, spans
from tests.review.test_reading_units import (
    ADA,
    CODEBOOK,
    LATER,
    MORE,
    ONLY_ADA,
    QUOTE,
    REST,
    SAID,
    SHORT,
    UnitTrial,
)
from tests.review.trial import REJECT, Trial

TELLING = ("cue", 10, 15)
SHE = ("actor", 0, 8)
ALL = Ruling("both", ("a", "b", "c"))


def take(layer: str) -> Ruling:
    return Ruling("take", (layer,))


def saying(name: str, quote: tuple, *served: tuple) -> Reading:
    """A quote with its speaker and its cue, as far as they are given."""
    links = [("speaker" if one[0] == "actor" else "cue", 0, n) for n, one in enumerate(served, 1)]
    return linked(spans(name, quote, *served), *links)


def in_parts(name: str, *parts: tuple, speaker: tuple) -> Reading:
    """A quotation that goes on, with its speaker."""
    goes_on = [("continues", n, n - 1) for n in range(1, len(parts))]
    return linked(spans(name, *parts, speaker), *goes_on, ("speaker", 0, len(parts)))


def test_the_digit_of_one_who_stands_alone_takes_her_whole_reading_and_drops_that_of_the_two_others() -> None:
    trial = UnitTrial(saying("a", QUOTE, ADA, SAID), saying("b", SHORT, ONLY_ADA), saying("c", QUOTE, ADA, SAID))
    quote = trial.at("quote", 16)
    assert trial.review.units.parts_of(quote) == [trial.at("actor", 0), trial.at("cue", 11)]
    trial.decide(take("b"), quote)
    assert (trial.waiting(), trial.words()) == ([], [ONLY_ADA, SHORT])
    assert trial.links() == {("speaker", SHORT, ONLY_ADA)}
    assert trial.review.left_with(quote) == [trial.at("cue", 11)]
    trial.undo()
    assert trial.is_untouched()


@pytest.mark.parametrize("layer", ["a", "c"])
def test_the_digit_of_one_of_two_who_agree_takes_the_reading_of_both_with_all_that_belongs_to_it(layer: str) -> None:
    trial = UnitTrial(saying("a", QUOTE, ADA, SAID), saying("b", SHORT, ONLY_ADA), saying("c", QUOTE, ADA, SAID))
    trial.decide(take(layer), trial.at("quote", 16))
    assert (trial.waiting(), trial.words()) == ([], sorted([ADA, SAID, QUOTE]))
    assert trial.links() == {("speaker", QUOTE, ADA), ("cue", QUOTE, SAID)}
    assert all(one.taken == ("a", "c") for one in trial.decisions())


@pytest.mark.parametrize(("layer", "wanted"), [("a", SAID), ("c", TELLING)])
def test_where_two_agree_but_for_a_part_the_part_of_the_one_who_was_named_is_taken(layer: str, wanted: tuple) -> None:
    trial = UnitTrial(saying("a", QUOTE, ADA, SAID), saying("b", SHORT, ADA), saying("c", QUOTE, ADA, TELLING))
    quote, cue = trial.at("quote", 16), trial.at("cue", 10)
    assert trial.review.differences[quote].voices == ((0, 2), (1,))
    trial.decide(take(layer), quote)
    assert (trial.waiting(), trial.words()) == ([], sorted([ADA, wanted, QUOTE]))
    assert [one.taken for one in trial.of(quote, cue)] == [("a", "c"), (layer,)]
    trial.make(trial.review.reopen(quote))
    assert trial.waiting() == [cue, quote]


def test_one_digit_takes_a_quotation_with_all_its_parts_of_one_reader_and_drops_those_of_the_others() -> None:
    trial = UnitTrial(
        in_parts("a", QUOTE, MORE, REST, speaker=ADA),
        in_parts("b", SHORT, LATER, speaker=ADA),
        saying("c", SHORT, ADA),
    )
    first = trial.at("quote", 16)
    assert trial.review.units.parts_of(first) == [trial.at("quote", one[1]) for one in (MORE, REST, LATER)]
    trial.decide(take("a"), first)
    assert (trial.waiting(), trial.words()) == ([], sorted([ADA, QUOTE, MORE, REST]))
    trial.decide(take("c"), first)
    assert trial.words() == [ADA, SHORT, LATER], "of one voice: b's quotation goes on"
    trial.decide(REJECT, first)
    assert (trial.waiting(), trial.words()) == ([], [ADA]), "all three have the speaker"


def test_taking_all_asks_about_the_part_in_which_they_differ() -> None:
    trial = UnitTrial(saying("a", QUOTE, ONLY_ADA, SAID), saying("b", SHORT, SHE), saying("c", QUOTE, ADA, SAID))
    trial.decide(ALL, trial.at("quote", 16))
    assert trial.words() == sorted([SAID, QUOTE, SHORT])
    assert trial.waiting() == [trial.at("actor", 0)]


def test_what_another_quote_of_the_same_reader_needs_stays() -> None:
    hers = linked(spans("a", QUOTE, ADA, LATER), ("speaker", 0, 1), ("speaker", 2, 1))
    trial = UnitTrial(hers, spans("b", SHORT), spans("c"))
    trial.decide(take("b"), trial.at("quote", 16))
    assert trial.waiting() == [trial.at("actor", 0), trial.at("quote", 116)]
    trial.decide(take("c"), trial.at("quote", 116))
    assert (trial.waiting(), trial.words()) == ([], [SHORT])


def test_opened_into_its_parts_each_is_decided_by_itself_among_three() -> None:
    trial = UnitTrial(saying("a", QUOTE, ADA, SAID), saying("b", SHORT, ONLY_ADA), saying("c", QUOTE, ADA))
    quote, actor, cue = trial.at("quote", 16), trial.at("actor", 0), trial.at("cue", 11)
    folding = UnitFolding(trial.review, Rows(trial.review))
    assert (folding.parts_of(quote), folding.turn(quote), folding.parts_of(quote)) == ([actor, cue], True, [])
    trial.decide(take("a"), quote)
    assert (trial.words(), trial.waiting()) == ([QUOTE], [actor, cue])
    trial.decide(take("b"), actor)
    assert (trial.words(), trial.waiting()) == ([ONLY_ADA, QUOTE], [cue])


@st.composite
def quoting(draw: st.DrawFn, name: str) -> Reading:
    """A layer in which quotes have speakers and go on, as the codebook lets them."""
    own = draw(layers(name))
    count = len(own.annotations)
    ends = st.integers(0, max(0, count - 1))
    found = []
    for one, two in draw(st.lists(st.tuples(ends, ends), max_size=5, unique=True)):
        if one == two or not count or own.annotations[one].tag != "quote":
            continue
        head = own.annotations[two].tag
        if head in ("actor", "quote"):
            found.append(("speaker" if head == "actor" else "continues", one, two))
    return linked(own, *found)


@settings(max_examples=150, deadline=None)
@given(*[quoting(name) for name in "abc"], st.lists(st.sampled_from("abc*-"), min_size=27, max_size=27))
def test_once_all_readings_are_decided_nothing_waits_and_undo_takes_all_back(a, b, c, choices) -> None:
    ways = {"a": take("a"), "b": take("b"), "c": take("c"), "*": ALL, "-": REJECT}
    trial = Trial(a, b, c, text="x" * 40)
    trial.review.use(CODEBOOK)
    states = trial.states()
    for choice in choices:
        if trial.waiting():
            trial.decide(ways[choice])
    assert trial.waiting() == []
    trial.open()
    assert trial.waiting() == []
    for one, two in combinations((a, b, c) if trial.decisions() else (), 2):
        assert Trial(one, two, text="x" * 40, gold=trial.gold).waiting() == []
    while trial.history.last_done is not None:
        step, _ = trial.history.undo(lambda change: True)
        trial.gold.apply(step.change.inverse())
        trial.review.heard(step.change.inverse())
    assert (trial.states(), list(trial.gold.annotations), trial.gold.entries("decisions")) == (states, [], [])

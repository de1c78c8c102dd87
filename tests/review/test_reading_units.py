"""A quote is decided together with its speaker, its cue and its continuation, or part by part.

The expected values follow from one sentence: 1 or 2 takes the whole reading, and what only served a rejected reading
goes with it, in one step.
"""

from __future__ import annotations

import pytest

from analyst_app.alignment.align import Reading
from analyst_app.core.codebook import Codebook
from analyst_app.resources import built_in_codebook
from analyst_app.review.adjudicate import Review
from analyst_app.review.difference_rows import Rows
from analyst_app.review.reading_units import belongings
from analyst_app.review.unit_folding import UnitFolding
from tests.review.readings import linked, spans
from tests.review.test_left_ends import EndsTrial
from tests.review.trial import REJECT, TAKE_A, TAKE_B, TEXT

CODEBOOK = Codebook.from_data(built_in_codebook())
ADA, SAID, QUOTE = ("actor", 0, 10), ("cue", 11, 15), ("quote", 16, 35)
ONLY_ADA, SHORT = ("actor", 0, 3), ("quote", 17, 34)
MORE, REST = ("quote", 41, 50), ("quote", 55, 64)
LATER = ("quote", 116, 135)
HERS = linked(spans("a", QUOTE, ADA, SAID), ("speaker", 0, 1), ("cue", 0, 2))
PARTS = linked(
    spans("a", QUOTE, MORE, REST, ADA, SAID),
    *(("continues", 1, 0), ("continues", 2, 1), ("speaker", 0, 3), ("cue", 1, 4)),
)


class UnitTrial(EndsTrial):
    def open(self, a: Reading | None = None, b: Reading | None = None) -> Review:
        review = super().open(a, b)
        review.use(CODEBOOK)
        return review

    def words(self) -> list[tuple]:
        return [one[:3] for one in self.spans()]

    def is_untouched(self) -> bool:
        return not self.decisions() and not self.spans() and set(self.states()) <= {"open", "agreed"}

    def undo(self) -> None:
        step, _ = self.history.undo(lambda change: self.gold.refusal(change) is None)
        assert step is not None
        self.gold.apply(step.change.inverse())
        self.review.heard(step.change.inverse())


def test_the_link_roles_of_the_codebook_say_what_belongs_to_a_reading() -> None:
    found = belongings(CODEBOOK)
    assert found["quote", "speaker"] == {"actor"}
    assert found["quote", "cue"] == {"cue"}
    assert found["quote", "continues"] == {"quote"}
    data = built_in_codebook()
    for tag in data["tags"]:
        tag["links"] = [role for role in tag.get("links", []) if role["role"] == "continues"]
    assert list(belongings(Codebook.from_data(data))) == [("quote", "continues")]


def test_a_unit_has_the_quote_as_its_head_though_the_actor_stands_before_it() -> None:
    trial = UnitTrial(HERS, spans("b", SHORT))
    quote, actor, cue = trial.at("quote", 16), trial.at("actor", 0), trial.at("cue", 11)
    assert trial.review.units.parts_of(quote) == [actor, cue]
    assert trial.review.units.heads_of(actor) == [quote]
    assert trial.review.units.heads_of(quote) == []


def test_a_quotation_that_goes_on_is_one_unit_under_its_first_part() -> None:
    trial = UnitTrial(PARTS, spans("b"))
    first = trial.at("quote", 16)
    served = [trial.at("actor", 0), trial.at("cue", 11), trial.at("quote", 41), trial.at("quote", 55)]
    assert trial.review.units.parts_of(first) == served
    assert all(trial.review.units.heads_of(place) == [first] for place in served)


@pytest.mark.parametrize("at", [QUOTE, MORE, REST])
def test_one_key_takes_a_quotation_with_all_its_parts_its_speaker_and_its_cue(at: tuple) -> None:
    trial = UnitTrial(PARTS, spans("b"))
    trial.decide(TAKE_A, trial.at(*at[:2]))
    assert (trial.waiting(), len(trial.spans()), len(trial.links())) == ([], 5, 4)
    trial.make(trial.review.reopen(trial.at(*at[:2])))
    assert trial.is_untouched()


@pytest.mark.parametrize("ruling", [TAKE_B, REJECT])
def test_one_key_rejects_a_quotation_with_all_its_parts_its_speaker_and_its_cue(ruling) -> None:
    trial = UnitTrial(PARTS, spans("b"))
    first = trial.at("quote", 16)
    trial.decide(ruling, first)
    assert (trial.waiting(), trial.spans()) == ([], [])
    head, *along = sorted(trial.decisions(), key=lambda one: bool(one.along))
    assert {one.along for one in along} == {head.id}
    assert [one.reason for one in along] == [""] * 4, "nobody gave a reason for them"
    assert trial.review.left_with(first) == trial.review.units.parts_of(first)
    trial.undo()
    assert trial.is_untouched()


def test_what_is_taken_instead_brings_its_own_parts_and_drops_the_others() -> None:
    hers = linked(spans("a", QUOTE, ADA, SAID), ("speaker", 0, 1), ("cue", 0, 2))
    his = linked(spans("b", SHORT, LATER), ("continues", 1, 0))
    trial = UnitTrial(hers, his)
    quote = trial.at("quote", 16)
    trial.decide(TAKE_A, quote)
    assert trial.words() == sorted([ADA, SAID, QUOTE])
    trial.decide(TAKE_B, quote)
    assert trial.words() == [SHORT, LATER]
    trial.decide(TAKE_A, quote)
    assert trial.words() == sorted([ADA, SAID, QUOTE])
    assert trial.waiting() == []


def test_the_speaker_that_both_have_with_other_edges_is_taken_from_the_reading_that_is_taken() -> None:
    for ruling, wanted in ((TAKE_A, [ADA, QUOTE]), (TAKE_B, [ONLY_ADA, SHORT])):
        trial = UnitTrial(
            linked(spans("a", QUOTE, ADA), ("speaker", 0, 1)), linked(spans("b", SHORT, ONLY_ADA), ("speaker", 0, 1))
        )
        trial.decide(ruling, trial.at("quote", 16))
        assert (trial.waiting(), trial.words()) == ([], wanted)
        assert trial.links() == {("speaker", wanted[1], wanted[0])}


def test_a_rejected_quote_drops_the_speaker_that_both_have_with_other_edges() -> None:
    trial = UnitTrial(
        linked(spans("a", QUOTE, ADA), ("speaker", 0, 1)), linked(spans("b", SHORT, ONLY_ADA), ("speaker", 0, 1))
    )
    quote = trial.at("quote", 16)
    assert trial.review.left_by([quote], REJECT) == [trial.at("actor", 0)]
    trial.decide(REJECT, quote)
    assert (trial.waiting(), trial.spans()) == ([], [])


def test_a_speaker_that_both_readers_tagged_alike_stays_when_the_quote_is_rejected() -> None:
    trial = UnitTrial(
        linked(spans("a", QUOTE, ADA), ("speaker", 0, 1)), linked(spans("b", SHORT, ADA), ("speaker", 0, 1))
    )
    trial.decide(REJECT, trial.at("quote", 16))
    assert trial.words() == [ADA]


def test_what_another_quote_needs_stays_until_that_one_is_rejected_too() -> None:
    hers = linked(spans("a", QUOTE, ADA, LATER), ("speaker", 0, 1), ("speaker", 2, 1))
    trial = UnitTrial(hers, spans("b"))
    first, second, actor = trial.at("quote", 16), trial.at("quote", 116), trial.at("actor", 0)
    assert trial.review.units.heads_of(actor) == [first, second]
    trial.decide(REJECT, first)
    assert trial.waiting() == [actor, second]
    trial.decide(REJECT, second)
    assert trial.waiting() == []


def test_opened_into_its_parts_each_is_decided_by_itself() -> None:
    trial = UnitTrial(PARTS, spans("b"))
    first = trial.at("quote", 16)
    trial.review.apart.update((first, *trial.review.units.parts_of(first)))
    trial.decide(TAKE_A, first)
    assert trial.words() == [QUOTE]
    trial.decide(REJECT, trial.at("quote", 41))
    assert trial.words() == [QUOTE]
    trial.decide(TAKE_A, trial.at("actor", 0))
    assert trial.words() == [ADA, QUOTE]
    assert trial.links() == {("speaker", QUOTE, ADA)}
    assert trial.waiting() == [trial.at("cue", 11), trial.at("quote", 55)]


def test_a_reading_that_is_opened_stays_so_when_the_review_is_laid_out_anew() -> None:
    trial = UnitTrial(PARTS, spans("b"))
    first, cue = trial.at("quote", 16), trial.at("cue", 11)
    folding = UnitFolding(trial.review, Rows(trial.review))
    assert (folding.head_of(cue), folding.turn(cue), folding.head_of(cue)) == (first, True, None)
    before = trial.review
    after = trial.open(PARTS, spans("b", ("claim", 0, 3)))
    anew = UnitFolding(after, Rows(after))
    assert anew.head_of(trial.at("cue", 11)) == trial.at("quote", 16)
    anew.open_as(before)
    assert anew.head_of(trial.at("cue", 11)) is None
    assert anew.turn(trial.at("quote", 16)) is False
    assert anew.head_of(trial.at("cue", 11)) == trial.at("quote", 16)


def test_a_part_that_a_person_decided_or_spoke_of_stays_as_it_is() -> None:
    trial = UnitTrial(PARTS, spans("b"))
    trial.make(trial.review.discuss(trial.at("cue", 11), "is this one?"))
    trial.decide(REJECT, trial.at("quote", 55))
    assert trial.waiting() == [trial.at("cue", 11)], "the cue is talked about"
    assert TEXT[11:15] == "said"

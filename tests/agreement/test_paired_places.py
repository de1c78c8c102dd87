"""Places where readers answer each other: for every two of them as if they were matched by themselves."""

from __future__ import annotations

from itertools import combinations
from random import Random

from analyst_app.agreement.paired_places import Answers, pairs_among
from analyst_app.alignment.matching import match, most_overlaps
from analyst_app.core.annotation import Annotation


def spans(reader: str, *ends: tuple[int, int]) -> list[Annotation]:
    return [Annotation(f"{reader}{n}", "claim", start, end) for n, (start, end) in enumerate(ends)]


def test_in_one_place_all_three_answer_each_other_and_have_one_number() -> None:
    answers = Answers(3, wants_ends=True, wants_partners=True)
    found = answers.of_tag("claim", [spans("a", (0, 10)), spans("b", (0, 10)), spans("c", (2, 9))])
    assert found.matched == found.overlapping == {(0, 1): 1, (0, 2): 1, (1, 2): 1}
    assert found.exact == {(0, 1): 1}
    assert found.moved == {(0, 2): 3, (1, 2): 3}
    assert answers.partners == {(0, 1): {"a0": "b0"}, (0, 2): {"a0": "c0"}, (1, 2): {"b0": "c0"}}
    assert len({ends for own in answers.ends for ends in own.values()}) == 1


def test_readers_whose_spans_meet_only_through_a_third_do_not_answer_each_other() -> None:
    answers = Answers(3, wants_ends=True, wants_partners=True)
    found = answers.of_tag("claim", [spans("a", (0, 10)), spans("b", (8, 20)), spans("c", (18, 30))])
    assert found.matched == {(0, 1): 1, (1, 2): 1}
    one, two, three = (own[f"{reader}0"] for own, reader in zip(answers.ends, "abc", strict=True))
    assert answers.other_ends == {(0, 1): {one: two}, (1, 2): {two: three}}


def test_a_reader_with_several_spans_in_a_place_is_matched_by_what_is_identical_first() -> None:
    answers = Answers(2, wants_ends=False, wants_partners=True)
    found = answers.of_tag("claim", [spans("a", (0, 30), (5, 12)), spans("b", (5, 12))])
    assert answers.partners == {(0, 1): {"a1": "b0"}}
    assert (found.exact, found.matched, found.moved) == ({(0, 1): 1}, {(0, 1): 1}, {(0, 1): 0})


def test_every_two_readers_have_what_they_would_have_alone() -> None:
    for seed in range(400):
        random = Random(seed)
        base = [(start, start + random.randrange(1, 15)) for start in random.choices(range(60), k=8)]
        readers = []
        for name in "abcd":
            drawn = [one for one in base if random.random() < 0.8]
            ends = [(start + random.choice((0, 0, 0, 1)), end + random.choice((1, 1, 2))) for start, end in drawn]
            readers.append(spans(name, *ends))
        answers = Answers(4, wants_ends=True, wants_partners=True)
        found = answers.of_tag("claim", readers)
        for pair in combinations(range(4), 2):
            mine, theirs = readers[pair[0]], readers[pair[1]]
            matched = [(mine[row], theirs[column]) for row, column in match(mine, theirs).pairs]
            assert answers.partners.get(pair, {}) == {one.id: other.id for one, other in matched}
            assert found.matched.get(pair, 0) == len(matched)
            moved = sum(abs(one.start - other.start) + abs(one.end - other.end) for one, other in matched)
            assert found.moved.get(pair, 0) == moved
            most = most_overlaps([one[2:4] for one in mine], [other[2:4] for other in theirs])
            assert found.overlapping.get(pair, 0) == most
            for one, other in matched:
                number = answers.ends[pair[0]][one.id]
                assert answers.other_ends.get(pair, {}).get(number, number) == answers.ends[pair[1]][other.id]


def test_every_two_among_some_readers() -> None:
    assert pairs_among(0b1011) == ((0, 1), (0, 3), (1, 3))
    assert pairs_among(0b100) == ()

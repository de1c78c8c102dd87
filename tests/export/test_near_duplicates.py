"""Copies of articles: half of the smaller one is shared, in any order of articles."""

from __future__ import annotations

from array import array

from analyst_app.export.near_duplicates import Clusters, clusters, sketch


def some(*numbers: int) -> array[int]:
    return array("I", numbers)


def test_half_of_the_smaller_sketch_is_enough_and_less_is_not() -> None:
    assert clusters([some(*range(10)), some(*range(5, 15))]) == [0, 0]
    assert clusters([some(*range(10)), some(*range(6, 16))]) == [0, 1]
    assert clusters([some(*range(100)), some(98, 99, 200, 201)]) == [0, 0]
    assert clusters([some(98, 99, 200, 201), some(*range(100))]) == [0, 0]
    assert clusters([some(*range(100)), some(99, 200, 201)]) == [0, 1]


def test_a_cluster_has_the_number_of_its_first_article() -> None:
    assert clusters([some(1), some(2), some(3), some(2, 3), some(1)]) == [0, 1, 1, 1, 0]


def test_short_texts_are_copies_only_if_their_words_are_the_same() -> None:
    short = "Rain fell on the town, and the mayor said nothing at all."
    assert sketch(short) == sketch(short.upper().replace(",", " –"))
    assert len(sketch(short)) == 1
    assert sketch(short) != sketch(f"{short} So it was.")


def test_long_texts_have_ascending_hashes_about_a_quarter_of_their_shingles() -> None:
    one = sketch(" ".join(f"w{number}" for number in range(4_004)))
    assert list(one) == sorted(set(one))
    assert 850 < len(one) < 1_150, "of 4,000 shingles"


def test_what_is_joined_by_a_key_stays_joined_and_an_empty_key_joins_nothing() -> None:
    joined = Clusters(6)
    joined.join(5, 2)
    joined.join_equal(["a", "", "b", "a", "", "c"])
    assert joined.numbers() == [0, 1, 2, 0, 4, 2]
    joined.join(2, 3)
    assert joined.numbers() == [0, 1, 0, 0, 4, 0]


def test_two_articles_are_copies_if_half_of_their_runs_of_five_words_are_the_same() -> None:
    # Of every nine words one differs: four of nine runs of five words have none that differs (five of nine of four
    # words). Of every eleven one differs: six of eleven.
    def telling(period: int, who: str) -> str:
        return " ".join(f"{who}{n}" if n % period == 0 else f"w{n}" for n in range(period * 1_000))

    assert clusters([sketch(telling(9, "one")), sketch(telling(9, "other"))]) == [0, 1]
    assert clusters([sketch(telling(11, "one")), sketch(telling(11, "other"))]) == [0, 0]

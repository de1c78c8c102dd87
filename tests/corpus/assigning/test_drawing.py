"""Tests of corpus.assigning.drawing: who reads what is even, the same for the same seed, and takes nothing away."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.corpus.assigning.assignments_file import Assignment
from analyst_app.corpus.assigning.drawing import Draw, Terms, draw
from analyst_app.errors import ChangeRefused

FIVE = ("ada", "ben", "cem", "dora", "eva")
ARTICLES = [f"a{number:02}.txt" for number in range(24)]
DAY = "2026-11-30"


def drawn(terms: Terms, articles: list[str] = ARTICLES, **others: object) -> Draw:
    return draw(articles, terms, **({"before": {}, "begun": {}, "today": DAY} | others))


def who(found: Draw) -> dict[str, tuple[str, ...]]:
    return {one.article: one.who for one in found.assignments}


def test_every_article_is_read_by_two_of_five_and_nobody_reads_more_than_one_article_more() -> None:
    found = drawn(Terms(FIVE, 2))
    assert {len(readers) for readers in who(found).values()} == {2}
    assert sorted(found.loads.values()) == [9, 9, 10, 10, 10]  # 48 readings among five


def test_pairs_meet_about_equally_often_so_that_each_two_can_be_compared() -> None:
    found = drawn(Terms(FIVE, 2), [f"{number}.txt" for number in range(40)])
    met = Counter(pair for readers in who(found).values() for pair in combinations(readers, 2))
    assert len(met) == 10  # every two of five
    assert max(met.values()) - min(met.values()) <= 2


def test_a_seed_draws_the_same_on_every_machine_and_in_whatever_order_the_articles_are_listed() -> None:
    first = who(drawn(Terms(FIVE, 2, "7")))
    assert who(drawn(Terms(FIVE, 2, "7"), ARTICLES[::-1])) == first
    assert who(drawn(Terms(FIVE, 2, "8"))) != first
    # drawn once and written down: another version of Python, or of this module, must not draw otherwise
    assert [first[name] for name in ARTICLES[:3]] == [("ada", "cem"), ("ben", "eva"), ("ada", "ben")]


def test_calibration_articles_are_read_by_all() -> None:
    found = drawn(Terms(FIVE, 2, "1", calibration=0.1))
    calibrating = [one for one in found.assignments if one.calibrates]
    assert len(calibrating) == found.calibrating == 2
    assert all(one.who == FIVE for one in calibrating)
    assert drawn(Terms(FIVE, 2, "1", calibration=0.001)).calibrating == 1


def test_what_is_begun_stays_with_whom_has_it_and_it_is_said() -> None:
    begun = {"a00.txt": ["eva"], "a01.txt": ["ada", "ben", "cem"], "a02.txt": ["stranger"]}
    before = {"a03.txt": Assignment("a03.txt", ("zoe", "ada"), "2026-11-01")}
    found = drawn(Terms(FIVE, 2), begun=begun | {"a03.txt": ["zoe"]}, before=before)
    given = who(found)
    assert "eva" in given["a00.txt"]
    assert len(given["a00.txt"]) == 2
    assert given["a01.txt"] == ("ada", "ben", "cem")
    assert "stranger" not in given["a02.txt"]  # was never asked to read
    assert "zoe" in given["a03.txt"]  # has left the team, and keeps what she began
    assert (found.kept, found.extra) == (3, 1)
    assert "3 articles that are begun stay with whom they have" in found.words


def test_assigning_again_on_the_same_terms_changes_nothing() -> None:
    first = drawn(Terms(FIVE, 2, until="2026-12-24"))
    before = {one.article: one for one in first.assignments}
    again = drawn(Terms(FIVE, 2, until="2026-12-24"), before=before, today="2026-12-05")
    assert again.assignments == first.assignments
    assert again.changed == 0
    other = drawn(Terms(FIVE, 3), before=before)
    assert "24 articles get other readers than now." in other.words


def test_the_preview_says_it_in_words() -> None:
    words = drawn(Terms(("ada", "ben"), 1, "1", until="2026-12-24"), ["a.txt", "b.txt", "c.txt", "d.txt"]).words
    assert words == ("4 articles, each read by 1 of 2. ada gets 2, ben gets 2. All are to be done by 2026-12-24.")
    assert "; 1 of them is read by all, for calibration." in drawn(Terms(FIVE, 2, calibration=0.05)).words


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(()), "Name at least one person"),
        (Terms(("ada", "ada")), "named twice"),
        (Terms(("Ada B",)), "cannot name a layer"),
        (Terms(("ada",), 2), "2 of 1 cannot be: choose from 1 to 1"),
        (Terms(("ada",), 0), "0 of 1 cannot be"),
    ],
)
def test_terms_that_cannot_be_met_are_refused_in_a_sentence(terms: Terms, words: str) -> None:
    with pytest.raises(ChangeRefused, match=words):
        drawn(terms)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_begun_nobody_loses_work_and_every_article_has_enough_readers(data: st.DataObject) -> None:
    people = data.draw(st.integers(1, 6).map(lambda n: tuple(f"p{one}" for one in range(n))))
    each = data.draw(st.integers(1, len(people)))
    articles = data.draw(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=20, unique=True))
    begun = {one: data.draw(st.sets(st.sampled_from(people))) for one in articles}
    share = data.draw(st.sampled_from([0.0, 0.1, 0.5, 1.0]))
    found = drawn(Terms(people, each, data.draw(st.text(max_size=3)), share), articles, begun=begun)
    for one in found.assignments:
        assert begun[one.article] <= set(one.who)
        assert len(one.who) >= each
        assert not one.calibrates or set(one.who) == set(people)
    if not any(begun.values()):
        assert max(found.loads.values()) - min(found.loads.values()) <= 1


@pytest.mark.parametrize("calibration", [0.0, 0.1])
def test_another_last_day_alone_leaves_everybody_what_she_has(calibration: float) -> None:
    """Ada and Ben have begun articles since: a draw from the beginning would give others theirs."""
    terms = Terms(FIVE, 2, "1", calibration, "2026-12-03")
    first = drawn(terms)
    before = {one.article: one for one in first.assignments}
    begun = {name: readers[:1] for name, readers in list(who(first).items())[:12]}
    later = drawn(terms._replace(until="2026-12-10"), before=before, begun=begun)
    assert who(later) == who(first)
    assert later.changed == 0
    assert {one.until for one in later.assignments} == {"2026-12-10"}
    assert [one.calibrates for one in later.assignments] == [one.calibrates for one in first.assignments]
    more = drawn(terms, [*ARTICLES, "b0.txt"], before=before, begun=begun)
    assert {name: readers for name, readers in who(more).items() if name != "b0.txt"} == who(first)
    assert len(who(more)["b0.txt"]) == 2


@pytest.mark.parametrize("other", [{"seed": "2"}, {"each": 3}, {"people": FIVE[:4]}, {"calibration": 0.25}])
def test_other_terms_draw_anew(other: dict[str, object]) -> None:
    terms = Terms(FIVE, 2, "1", 0.1)
    before = {one.article: one for one in drawn(terms).assignments}
    assert who(drawn(terms._replace(**other), before=before)) == who(drawn(terms._replace(**other)))


def test_a_last_day_that_is_past_is_told_beforehand() -> None:
    assert (
        "2020-01-01 is past: whatever is not done would be late at once."
        in drawn(Terms(FIVE, until="2020-01-01")).words
    )
    assert "All are to be done by 2026-11-30." in drawn(Terms(FIVE, until=DAY)).words

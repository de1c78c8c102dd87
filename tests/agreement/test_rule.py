"""Tests of agreement.rule and of what agreement.corpus_agreement counts by it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.agreement.agreement import Scope
from analyst_app.agreement.agreement_data import corpus_data
from analyst_app.agreement.corpus_agreement import ArticleCounting, CorpusAgreement
from analyst_app.agreement.rule import PLAIN, Rule, Tolerance
from tests.review.readings import LENGTH, layers, spans

SCOPE = Scope(("claim", "quote", "actor", "cue", "skip"), frozenset({"cue", "skip"}))
TEXT = "Mayor Ortiz and Ada Brandt said  they would leave. "


def edges(rule, *readings, text=TEXT):
    return [[one[2:4] for one in reading.annotations] for reading in rule.applied(readings, text, SCOPE)]


def made(rule, *articles, persons=None, text=TEXT):
    names = list(dict.fromkeys(reading.layer for readings in articles for reading in readings))
    parts = [ArticleCounting(rule, SCOPE).of(f"{n}.txt", own, text, persons or {}) for n, own in enumerate(articles)]
    return CorpusAgreement.of(names, parts, rule.scope(SCOPE))


@pytest.mark.parametrize(
    ("words", "tolerance"),
    [
        ("0", Tolerance()),
        ("3", Tolerance("characters", 3)),
        ("3 characters", Tolerance("characters", 3)),
        ("1 character", Tolerance("characters", 1)),
        ("space", Tolerance("spaces")),
        ("white space", Tolerance("spaces")),
        ("word", Tolerance("words", 0)),
        ("2 words", Tolerance("words", 2)),
        ("2w", Tolerance("words", 2)),
    ],
)
def test_a_tolerance_is_asked_for_in_words(words, tolerance):
    assert Tolerance.asked(words) == tolerance


@pytest.mark.parametrize("words", ["", "-1", "much", "3 space", "characters", "1.5"])
def test_words_that_are_no_tolerance_are_none(words):
    with pytest.raises(ValueError, match=r".*"):
        Tolerance.asked(words)


def test_white_space_at_an_edge_is_no_difference_but_a_letter_is():
    a, b = spans("a", ("claim", 0, 11)), spans("b", ("claim", 0, 12))
    assert edges(Rule(Tolerance("spaces")), a, b) == [[(0, 11)], [(0, 11)]]
    a, b = spans("a", ("claim", 27, 37)), spans("b", ("claim", 31, 37))  # “said” lies between
    assert edges(Rule(Tolerance("spaces")), a, b) == [[(27, 37)], [(31, 37)]]
    a, b = spans("a", ("claim", 31, 37)), spans("b", ("claim", 33, 37))  # two blanks do
    assert edges(Rule(Tolerance("spaces")), a, b) == [[(33, 37)], [(33, 37)]]


def test_edges_up_to_so_many_characters_apart_are_the_same_and_no_farther():
    a, b = spans("a", ("claim", 0, 20)), spans("b", ("claim", 2, 23))
    assert edges(Rule(Tolerance("characters", 2)), a, b) == [[(2, 20)], [(2, 23)]]
    assert edges(Rule(Tolerance("characters", 3)), a, b) == [[(2, 20)], [(2, 20)]]


def test_a_chain_of_readers_never_joins_edges_that_lie_farther_apart():
    a, b, c = (spans(name, ("claim", start, 20)) for name, start in (("a", 0), ("b", 1), ("c", 2)))
    found = edges(Rule(Tolerance("characters", 1)), a, b, c)
    assert found == [[(1, 20)], [(1, 20)], [(2, 20)]]


def test_a_word_in_part_is_the_whole_and_words_can_be_counted():
    a, b = spans("a", ("claim", 0, 20)), spans("b", ("claim", 2, 26))  # “Ada B” is cut: it counts as Brandt
    assert edges(Rule(Tolerance("words")), a, b) == [[(2, 20)], [(2, 26)]]
    a, b = spans("a", ("claim", 0, 22)), spans("b", ("claim", 2, 26))
    assert edges(Rule(Tolerance("words")), a, b) == [[(2, 22)], [(2, 22)]]
    a, b = spans("a", ("claim", 0, 19)), spans("b", ("claim", 6, 26))  # a word more on either side
    assert edges(Rule(Tolerance("words", 1)), a, b) == [[(6, 19)], [(6, 19)]]


@given(layers("a"), layers("b"), layers("c"), st.integers(0, 4))
def test_tolerance_changes_no_number_of_spans_and_never_a_tag_and_only_narrows(a, b, c, number):
    rule = Rule(Tolerance("characters", number))
    for before, after in zip((a, b, c), rule.applied((a, b, c), "x" * LENGTH, SCOPE), strict=True):
        assert [one.tag for one in after.annotations] == [one.tag for one in before.annotations]
        for old, new in zip(before.annotations, after.annotations, strict=True):
            assert old.start <= new.start < new.end <= old.end
            assert new.start - old.start <= number
            assert old.end - new.end <= number


@given(layers("a"), layers("b"))
def test_the_order_of_the_readers_makes_no_difference(a, b):
    rule = Rule(Tolerance("characters", 2))
    there, back = rule.applied((a, b), "x" * LENGTH, SCOPE), rule.applied((b, a), "x" * LENGTH, SCOPE)
    assert there == [back[1], back[0]]


def test_chosen_tags_alone_count_and_what_is_skipped_stays_skipped():
    a = spans("a", ("claim", 0, 11), ("quote", 12, 20), ("skip", 40, 51))
    b = spans("b", ("claim", 0, 11), ("quote", 13, 20))
    agreement = made(Rule(tags=("claim",)), [a, b]).agreement
    assert agreement.tags == ("claim",)
    assert agreement.overall().figures["f1_exact"].value == 1
    assert agreement.overall().spans == {"a": 1, "b": 1}
    assert agreement.all_values()["u_alpha"].value == pytest.approx(1)


def test_a_helper_that_is_chosen_counts_overall():
    a, b = spans("a", ("cue", 0, 5)), spans("b", ("cue", 0, 5))
    assert made(Rule(tags=("cue",)), [a, b]).agreement.overall().spans == {"a": 1, "b": 1}


def test_regardless_of_tag_the_same_stretch_is_the_same_span_and_counts_once():
    a = spans("a", ("claim", 0, 11), ("quote", 0, 11), ("cue", 20, 25))
    b = spans("b", ("actor", 0, 11))
    agreement = made(Rule(regardless_of_tag=True), [a, b]).agreement
    assert agreement.tags == ("any",)
    assert agreement.overall().figures["f1_exact"].value == 1
    assert agreement.overall().spans == {"a": 1, "b": 1}


def test_articles_stand_worst_first_and_undefined_last():
    same = [spans("a", ("claim", 0, 11)), spans("b", ("claim", 0, 11))]
    other = [spans("a", ("claim", 0, 11)), spans("b", ("claim", 20, 31))]
    found = made(PLAIN, [spans("a"), spans("b")], same, other).by_article()
    assert [one.article for one in found] == ["2.txt", "1.txt", "0.txt"]
    assert found[1].figures["kappa"].value == 1
    assert found[2].figures["alpha"].value is None


def test_a_second_reading_is_compared_with_the_first_and_with_nobody_else():
    persons = {"alice": "alice", "alice-r2": "alice", "bob": "bob"}
    article = [spans("alice", ("claim", 0, 11)), spans("alice-r2", ("claim", 0, 20)), spans("bob", ("claim", 0, 11))]
    found = made(PLAIN, article, persons=persons)
    assert found.agreement.layers == ("alice", "bob")
    assert found.agreement.overall().figures["f1_exact"].value == 1
    assert found.selves["alice"].layers == ("alice", "alice-r2")
    assert found.selves["alice"].overall().figures["f1_exact"].value == 0


def test_where_nobody_shares_an_article_people_are_compared_with_themselves():
    persons = {"alice": "alice", "alice-r2": "alice"}
    found = made(PLAIN, [spans("alice", ("claim", 0, 11)), spans("alice-r2", ("claim", 0, 11))], persons=persons)
    assert found.agreement.layers == ("alice", "alice-r2")
    assert found.agreement.overall().figures["f1_exact"].value == 1


def test_the_document_tells_the_rule():
    rule = Rule(Tolerance("words", 1), ("claim",), regardless_of_tag=False)
    a, b = spans("a", ("claim", 0, 11)), spans("b", ("quote", 0, 11))
    data = corpus_data(made(rule, [a, b]), rule)
    assert data["rule"]["tolerance"] == {"unit": "words", "number": 1}
    assert data["rule"]["tags"] == ["claim"]
    assert data["rule"]["words"] == "edges count as the same up to 1 word apart; only the tags claim count"
    assert json.loads(json.dumps(data)) == data
    assert corpus_data(made(PLAIN, [a, b]), PLAIN)["pairs"]["a,b"]["tags_met"] == {"claim": {"quote": 1}}

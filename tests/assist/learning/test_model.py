"""A model is learnt from ten articles on, is on where it is better than the rules, and proposes beside them.

Tests of assist.learning.trial, assist.learning.material, assist.learning.combining and assist.learning.learnt, too.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyst_app.assist.learning.combining import beside, goes_beyond, kept_beside
from analyst_app.assist.learning.learnt import Assistant
from analyst_app.assist.learning.lessons import SPEAKERS
from analyst_app.assist.learning.model import Model, TooFewArticles, learnt
from analyst_app.assist.learning.tagger import TaggedSpan
from analyst_app.assist.learning.trial import TagFigures, words_of
from analyst_app.assist.suggestions import Suggestions, suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from tests.assist.learning.teams import PARTS, team

ENGLISH = language("en")
UNSEEN = (
    "The ferry again\n\n"
    "Lena Ortiz grumbled that the bridge was “a danger to all” in winter. "
    "Karim Sand undertook to open the lock on Sundays.\n\n"
    "“We will not leave the quay,” said Piet Oster.\n"
)


@pytest.fixture(scope="module")
def model() -> Model:
    return learnt(team(12), PARTS)


def answer(model: Model, text: str = UNSEEN) -> Suggestions:
    return Assistant(model, PARTS).suggestions(text, ENGLISH, suggestions(text, ENGLISH))


@pytest.mark.parametrize(("articles", "missing"), [(0, 10), (9, 1)])
def test_below_ten_finished_articles_it_says_how_many_are_wanting(articles: int, missing: int):
    with pytest.raises(TooFewArticles) as raised:
        learnt(team(articles), PARTS)
    assert raised.value.missing == missing
    assert str(missing) in str(raised.value)


def test_two_readings_of_one_article_are_one_article():
    lessons = [*team(9), replace(team(1)[0], layer="bob")]
    with pytest.raises(TooFewArticles):
        learnt(lessons, PARTS)


def test_the_same_layers_give_the_same_model_in_any_order(model: Model):
    assert learnt(team(12)[::-1], PARTS) == model


def test_it_is_on_for_the_tags_where_it_beats_the_rules_and_for_no_other(model: Model):
    figures = {one.tag: one for one in model.figures}
    assert figures["quote"].is_on
    assert figures["promise"].is_on
    assert not figures["actor"].is_on, "the rules find every name already"
    assert {tag for tag, _ in model.taggers} == {"quote", "promise", SPEAKERS}
    assert "claim" not in figures, "nobody has tagged any"


@pytest.mark.parametrize(
    ("rules", "learnt", "error", "right", "is_on"),
    [
        (0.61, 0.72, 0.04, 0.8, True),
        (0.61, 0.64, 0.04, 0.8, False),
        (0.61, 0.50, 0.01, 0.8, False),
        (0.00, 0.20, 0.02, 0.2, False),
        (0.00, 0.20, 0.02, 0.6, True),
    ],
)
def test_a_gain_that_may_be_chance_or_helps_nobody_switches_nothing_on(
    rules: float, learnt: float, error: float, right: float, is_on: bool
):
    assert TagFigures("claim", 40, 12, rules, learnt, error, right).is_on is is_on


def test_the_whole_reported_clause_is_proposed_as_the_team_tags_it(model: Model):
    quote = answer(model).quotes[0]
    assert [segment.of(UNSEEN) for segment in quote.segments] == ["the bridge was “a danger to all” in winter"]
    assert (quote.mode, quote.by) == ("mixed", "learnt")
    assert quote.speaker is not None
    assert quote.speaker.name == "Lena Ortiz"
    assert "12 articles" in quote.why


def test_the_rules_keep_the_direct_quotations(model: Model):
    direct = answer(model).quotes[-1]
    assert direct == suggestions(UNSEEN, ENGLISH).quotes[-1]
    assert (direct.segments[0].of(UNSEEN), direct.by) == ("“We will not leave the quay,”", "rules")


def test_a_tag_of_the_teams_own_is_proposed(model: Model):
    spans = answer(model).spans
    assert [(one.tag, one.span.of(UNSEEN), one.by) for one in spans] == [
        ("promise", "to open the lock on Sundays", "learnt")
    ]
    assert 0.5 < spans[0].score < 1


def test_a_suggestion_that_was_accepted_as_it_stood_teaches_nothing():
    plain = team(12)
    wrong = [
        replace(one, accepted=tuple((tag, span) for tag, span in one.made if tag == "quote"), made=()) for one in plain
    ]
    assert learnt(wrong, PARTS).taggers == ()


def test_whatever_an_accepted_suggestion_covers_of_its_sentence_the_taggers_are_the_same():
    whole, part = [], []
    for lesson in team(12):
        (first, *rest) = lesson.spans("quote") or [None]
        others = tuple(one for one in lesson.made if one != ("quote", first))
        whole.append(replace(lesson, made=others, accepted=(("quote", first),) if first else ()))
        part.append(
            replace(lesson, made=others, accepted=(("quote", Span(first.start + 4, first.end - 6)),) if first else ())
        )
    assert rest is not None
    one, other = learnt(whole, PARTS), learnt(part, PARTS)
    assert (one.taggers, one.figures) == (other.taggers, other.figures)


def test_a_tag_that_is_no_longer_in_the_codebook_is_not_proposed(model: Model):
    parts = {tag: part for tag, part in PARTS.items() if tag != "promise"}
    rules = suggestions(UNSEEN, ENGLISH)
    assert Assistant(model, parts).suggestions(UNSEEN, ENGLISH, rules).spans == []


def test_a_model_that_beats_the_rules_nowhere_leaves_their_answer_as_it_is(model: Model):
    rules = suggestions(UNSEEN, ENGLISH)
    assert Assistant(replace(model, taggers=()), PARTS).suggestions(UNSEEN, ENGLISH, rules) is rules


def test_edges_are_compared_by_words():
    text = "He said “we will go,” then."
    assert words_of(text, Span(8, 21)) == words_of(text, Span(9, 19)) == (9, 19)
    assert words_of(text, Span(19, 21)) is None


def test_a_part_of_a_direct_quotation_gives_way_and_a_clause_around_one_does_not():
    kept = [Span(10, 20), Span(40, 60)]
    part, signs, clause = TaggedSpan(Span(12, 20), 0.9), TaggedSpan(Span(9, 21), 0.9), TaggedSpan(Span(30, 60), 0.9)
    assert beside([part, clause], kept) == [clause]
    assert beside([signs], kept) == []
    assert kept_beside(kept, [clause]) == [Span(10, 20)]
    assert goes_beyond(Span(0, 10), Span(2, 6))
    assert not goes_beyond(Span(0, 10), Span(8, 12))

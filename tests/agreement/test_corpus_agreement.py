"""The agreement of a corpus, and the articles that cost most of it."""

from __future__ import annotations

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.corpus_agreement import CorpusAgreement, Cost
from analyst_app.agreement.tally import tally
from tests.review.readings import spans

SCOPE = Scope(("claim", "quote", "cue"), frozenset({"cue"}))
ALICE = spans("alice", ("claim", 0, 10), ("cue", 20, 25))
BOB = spans("bob", ("claim", 0, 8), ("quote", 12, 15))
CARL = spans("carl", ("claim", 0, 10))


def corpus() -> CorpusAgreement:
    made = CorpusAgreement(("alice", "bob", "carl"), SCOPE)
    made.add("one", [ALICE, BOB], 40)
    made.add("two", [ALICE, BOB, CARL], 40)
    made.close()
    return made


def test_its_figures_are_those_of_the_agreement() -> None:
    plain = Agreement(("alice", "bob", "carl"), SCOPE)
    for readings in ([ALICE, BOB], [ALICE, BOB, CARL]):
        plain.add(tally(readings, 40))
    assert corpus().agreement.overall() == plain.overall()
    assert corpus().intervals == plain.intervals() != {}


def test_of_three_layers_there_is_no_kappa_and_no_interval_of_it_though_each_article_has_two() -> None:
    made = CorpusAgreement(("alice", "bob", "carl"), SCOPE)
    for name, readings in (("one", [ALICE, BOB]), ("two", [ALICE, CARL]), ("three", [BOB, CARL])) * 7:
        made.add(name, readings, 40)
    made.close()
    for tag, figures in (("claim", made.agreement.tag("claim")), (None, made.agreement.overall())):
        assert figures.figures["kappa"].value is None
        assert made.intervals[tag]["kappa"] is None
        assert made.intervals[tag]["alpha"] is not None


def test_articles_are_listed_by_what_they_cost() -> None:
    assert corpus().costliest() == [
        Cost("one", ("alice", "bob"), 5),
        Cost("two", ("alice", "bob"), 5),
        Cost("two", ("bob", "carl"), 5),
    ]
    assert corpus().costliest("claim", ("bob", "carl")) == [Cost("two", ("bob", "carl"), 2)]


def test_a_helper_costs_only_where_it_is_asked_for() -> None:
    assert [cost.characters for cost in corpus().costliest("cue")] == [5, 5, 5]
    assert corpus().costliest("quote", ("alice", "carl")) == []

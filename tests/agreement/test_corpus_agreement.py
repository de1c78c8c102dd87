"""The agreement of a corpus, and the articles that cost most of it."""

from __future__ import annotations

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.corpus_agreement import ArticleCounting, CorpusAgreement, Cost, CountedArticle
from analyst_app.agreement.rule import PLAIN
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading
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


def read_on(day: str, name: str, *readings: Reading) -> CountedArticle:
    timed = [
        one._replace(annotations=[own._replace(modified=day) for own in one.annotations[:1]] + [*one.annotations[1:]])
        for one in readings
    ]
    return ArticleCounting(PLAIN, SCOPE).of(name, timed, "x" * 40, {})


def test_over_time_the_articles_of_a_month_or_week_are_added_up() -> None:
    articles = [
        read_on("2026-11-30T09:00:00Z", "one", ALICE, BOB),
        read_on("2026-12-01T09:00:00Z", "two", ALICE, CARL),
        read_on("2026-12-30T09:00:00Z", "three", ALICE, BOB),
        read_on("2026-12-31T09:00:00Z", "four", ALICE, BOB),
        read_on("", "five", ALICE, BOB),
    ]
    made = CorpusAgreement.of(("alice", "bob", "carl"), articles, SCOPE)
    by_month = made.over_time()
    assert [(one.period, one.articles) for one in by_month] == [("", 1), ("2026-11", 1), ("2026-12", 3)]
    # By ISO 8601 the 30th of November 2026 is a Monday, and the 31st of December lies in week 53.
    weeks = [(one.period, one.articles) for one in made.over_time("week")]
    assert weeks == [("", 1), ("2026-W49", 2), ("2026-W53", 2)]
    alone = CorpusAgreement.of(("alice", "bob", "carl"), articles[1:4], SCOPE, all_layers=True)
    assert by_month[2].figures == alone.agreement.overall().figures


def test_an_article_counts_in_the_month_that_its_last_change_lies_in_by_utc() -> None:
    articles = [
        read_on("2026-12-01T05:00:00+14:00", "one", ALICE, BOB),
        read_on("2026-11-30T22:00:00-05:00", "two", ALICE, BOB),
    ]
    made = CorpusAgreement.of(("alice", "bob"), articles, SCOPE)
    assert [(one.period, one.articles) for one in made.over_time()] == [("2026-11", 1), ("2026-12", 1)]


def test_a_time_that_cannot_be_read_stays_out_by_itself_and_is_told() -> None:
    first, second = (one._replace(modified="2026-11-22T09:00:00Z") for one in ALICE.annotations)
    mended = ALICE._replace(annotations=[first, second._replace(modified="zuletzt")])
    article = ArticleCounting(PLAIN, SCOPE).of("one", [mended, BOB], "x" * 40, {})
    made = CorpusAgreement.of(("alice", "bob"), [article], SCOPE)
    assert [(one.period, one.articles) for one in made.over_time()] == [("2026-11", 1)]
    assert made.unreadable_times == {"one": 1}
    assert made.unreadable_words.startswith("1 tag has a time that cannot be read (one): ")
    many = [read_on("zuletzt", f"{number}.txt", ALICE, BOB) for number in range(5)]
    told = CorpusAgreement.of(("alice", "bob"), many, SCOPE)
    assert told.unreadable_words.startswith("10 tags have a time that cannot be read (0.txt, 1.txt, 2.txt and 2 more)")
    assert [(one.period, one.articles) for one in told.over_time()] == [("", 5)]

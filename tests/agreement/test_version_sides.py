"""Agreement before and since a version of the codebook, against the figures of the same articles by themselves."""

from __future__ import annotations

from analyst_app.agreement.agreement import ALIKE, TOO_FEW, Agreement, Scope
from analyst_app.agreement.tally import Tally, tally
from analyst_app.agreement.version_sides import ReadUnder, VersionSides
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation

LENGTH = 100


def _article(*ends: tuple[int, int]) -> Tally:
    """One claim of each of two readers in an article of 100 characters."""
    readings = [
        Reading(name, [Annotation(f"{name}1", "claim", start, end)], [])
        for name, (start, end) in zip(("ann", "ben"), ends, strict=True)
    ]
    return tally(readings, LENGTH)


def _alpha_of(*articles: Tally) -> float | None:
    agreement = Agreement(("ann", "ben"), Scope(("claim",)))
    for one in articles:
        agreement.add(one)
    return agreement.tag("claim").figures["alpha"].value


def _under(begun: int | None, *claims: int | None) -> ReadUnder:
    return ReadUnder(begun, {"claim": frozenset(claims)} if claims else {})


POOR, GOOD = _article((0, 10), (8, 20)), _article((0, 10), (0, 10))


def test_each_side_has_the_figure_of_its_articles_alone_and_their_number() -> None:
    sides = VersionSides()
    sides.add(POOR.whole, [_under(1, 1), _under(1, 1)])
    sides.add(POOR.whole, [_under(2, 2), _under(1, 2)])
    sides.add(GOOD.whole, [_under(1, 3), _under(3, 3)])
    found = sides.of("claim", 3)
    assert (found.before.alpha.value, found.before.articles) == (_alpha_of(POOR, POOR), 2)
    assert (found.since.alpha.value, found.since.articles) == (1.0, 1)
    assert (found.mixed, found.unknown) == (0, 0)


def test_a_side_has_the_interval_that_the_agreement_of_its_articles_has_from_twenty_on() -> None:
    parts = [POOR, GOOD, _article((0, 10), (2, 10))] * 7
    sides, apart = VersionSides(), Agreement(("ann", "ben"), Scope(("claim",)))
    for part in parts:
        sides.add(part.whole, [_under(1, 1), _under(1, 1)])
        apart.add(part)
    for _ in range(19):
        sides.add(POOR.whole, [_under(3, 3), _under(3, 3)])
    found = sides.of("claim", 3)
    interval = apart.intervals()["claim"]["alpha"]
    assert interval is not None
    assert found.before.interval == interval
    assert interval[0] < (found.before.alpha.value or 0) < interval[1]
    assert (found.since.interval, found.since.why_no_interval) == (None, TOO_FEW)


def test_where_nobody_differs_there_is_no_interval_however_many_articles_there_are() -> None:
    sides = VersionSides()
    for _ in range(25):
        sides.add(GOOD.whole, [_under(1, 1), _under(1, 1)])
    assert sides.of("claim", 3).before[2:] == (None, ALIKE)
    assert sides.of("claim", 3).since.why_no_interval == "", "there is no figure, which is said"


def test_an_article_of_both_sides_counts_on_neither() -> None:
    sides = VersionSides()
    sides.add(GOOD.whole, [_under(1, 1), _under(1, 3)])
    sides.add(GOOD.whole, [_under(1, 1, 3), _under(1, 3)])
    found = sides.of("claim", 3)
    assert (found.before.articles, found.since.articles, found.mixed) == (0, 0, 2)
    assert found.before.alpha.value is None
    assert found.before.alpha.why == "no article counts on this side"


def test_a_reader_without_the_tag_counts_by_the_version_that_her_layer_was_begun_under() -> None:
    sides = VersionSides()
    sides.add(GOOD.whole, [_under(3), _under(1, 3)])
    sides.add(GOOD.whole, [_under(1), _under(3, 3)])
    found = sides.of("claim", 3)
    assert (found.before.articles, found.since.articles, found.mixed) == (0, 1, 1)


def test_other_tags_do_not_make_an_article_mixed() -> None:
    sides = VersionSides()
    reader = ReadUnder(1, {"claim": frozenset({3}), "quote": frozenset({1})})
    sides.add(GOOD.whole, [reader, reader])
    assert sides.of("claim", 3).since.articles == 1
    assert sides.of("quote", 3).before.articles == 1


def test_where_a_version_is_not_known_the_article_counts_nowhere_and_is_told() -> None:
    sides = VersionSides()
    sides.add(GOOD.whole, [_under(None, None), _under(1, 1)])
    found = sides.of("claim", 2)
    assert (found.before.articles, found.since.articles, found.unknown) == (0, 0, 1)


def test_the_versions_offered_have_something_before_them() -> None:
    sides = VersionSides()
    sides.add(GOOD.whole, [_under(1, 1), _under(1, 4)])
    sides.add(GOOD.whole, [_under(None), _under(2, 2)])
    assert sides.versions == (4, 2)
    assert VersionSides().versions == ()

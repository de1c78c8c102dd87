"""Tests of agreement.agreement, agreement.agreement_data, agreement.tally, agreement.counted_layer,
agreement.pair_counts and agreement.tag_sums: the figures of one or more articles."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given

from analyst_app.agreement.agreement import ALIKE, TOO_FEW, Agreement, Scope
from analyst_app.agreement.agreement_data import agreement_data
from analyst_app.agreement.live_agreement import LiveAgreement
from analyst_app.agreement.measures import NOBODY
from analyst_app.agreement.tally import tally
from analyst_app.core.codebook import Codebook
from analyst_app.resources import built_in_codebook
from tests import frames
from tests.agreement.paper_measures import nominal_alpha, unitizing_alpha
from tests.review.readings import LENGTH, layers, linked, spans

SCOPE = Scope.of(Codebook.from_data(built_in_codebook()))


def measured(*articles, layers=("a", "b"), length=LENGTH):
    agreement = Agreement(layers, SCOPE)
    for readings in articles:
        agreement.add(tally(readings, length))
    return agreement


def values(reading, tag, length=LENGTH):
    covered = {p for one in reading.annotations if one.tag == tag for p in range(one.start, one.end)}
    return [p in covered for p in range(length)]


def test_figures_of_a_tag_are_those_of_its_spans_and_characters():
    a = spans("a", ("claim", 0, 10), ("claim", 20, 26), ("quote", 0, 4))
    b = spans("b", ("claim", 0, 10), ("claim", 22, 30), ("claim", 35, 38))
    claim = measured([a, b]).tag("claim")
    assert claim.spans == {"a": 2, "b": 3}
    assert claim.figures["f1_exact"].value == pytest.approx(2 / 5)
    assert claim.figures["f1_overlap"].value == pytest.approx(4 / 5)
    units = list(zip(values(a, "claim"), values(b, "claim"), strict=True))
    assert claim.figures["alpha"].value == pytest.approx(nominal_alpha(units).value)
    assert (claim.matched, claim.moved.value, claim.exact.value) == (2, 3, 0.5)


@given(layers("a", tags=("claim",)), layers("b", tags=("claim",)), layers("c", tags=("claim",)))
def test_alpha_of_three_layers_is_that_of_their_characters(a, b, c):
    claim = measured([a, b, c], layers=("a", "b", "c")).tag("claim")
    units = zip(*(values(one, "claim") for one in (a, b, c)), strict=True)
    expected = nominal_alpha(units).value
    found = claim.figures["alpha"].value
    assert found == (expected if expected is None else pytest.approx(expected))
    assert claim.figures["kappa"].value is None


def test_f1_by_overlap_counts_as_many_pairs_as_there_can_be_though_fewer_fit_better():
    # Two pairs share 19 of 21 characters each; three pairs, by the others' first and last characters, are one more.
    a = spans("a", ("claim", 10, 30), ("claim", 30, 50), ("claim", 50, 70))
    b = spans("b", ("claim", 0, 11), ("claim", 11, 31), ("claim", 31, 51))
    claim = measured([a, b], length=80).tag("claim")
    assert (claim.matched, claim.figures["f1_overlap"].value) == (2, 1)


def test_an_article_in_which_none_of_three_uses_a_tag_counts_as_agreement_that_it_is_not_there():
    first = [spans("a", ("claim", 0, 10)), spans("b", ("claim", 2, 10)), spans("c", ("claim", 0, 8))]
    second = [spans("a", ("quote", 0, 10)), spans("b"), spans("c")]
    units = [*zip(*(values(one, "claim") for one in first), strict=True), *[(False, False, False)] * LENGTH]
    found = measured(first, second, layers=("a", "b", "c")).tag("claim").figures["alpha"]
    assert found.value == pytest.approx(nominal_alpha(units).value)


def test_u_alpha_of_one_tag_is_that_of_its_units_against_the_gaps():
    a, b = spans("a", ("claim", 0, 10), ("claim", 10, 20)), spans("b", ("claim", 0, 20))
    found = measured([a, b]).tag("claim").figures["u_alpha"].value
    units = [[(one.start, one.end, "x") for one in layer.annotations] for layer in (a, b)]
    assert found == pytest.approx(unitizing_alpha(units, LENGTH).value)


def test_u_alpha_weighs_long_units_as_the_paper_does_where_two_readers_differ():
    a, b = spans("a", ("claim", 0, 10), ("claim", 20, 35)), spans("b", ("claim", 2, 12))
    found = measured([a, b]).tag("claim").figures["u_alpha"].value
    units = [[(one.start, one.end, "x") for one in layer.annotations] for layer in (a, b)]
    assert found == pytest.approx(unitizing_alpha(units, LENGTH).value)


def test_articles_add_up_as_if_they_were_one_text():
    first = [spans("a", ("claim", 0, 10)), spans("b", ("claim", 2, 10))]
    second = [spans("a", ("claim", 5, 9)), spans("b", ("quote", 5, 9))]
    moved = [
        reading._replace(
            annotations=[one._replace(start=one.start + 40, end=one.end + 40) for one in reading.annotations]
        )
        for reading in second
    ]
    together = [
        one._replace(annotations=[*one.annotations, *two.annotations]) for one, two in zip(first, moved, strict=True)
    ]
    apart, joined = measured(first, second), measured(together, length=80)
    assert apart.tag("claim").figures == joined.tag("claim").figures
    assert apart.overall().figures == joined.overall().figures


def test_helpers_have_figures_of_their_own_but_stay_out_of_the_overall_ones():
    a, b = spans("a", ("claim", 0, 10), ("cue", 20, 24)), spans("b", ("claim", 0, 10), ("cue", 30, 34))
    agreement = measured([a, b])
    assert agreement.tag("cue").figures["f1_exact"].value == 0
    assert agreement.overall().figures["f1_exact"].value == 1
    assert agreement.overall().spans == {"a": 1, "b": 1}


def test_text_that_one_layer_skips_counts_for_none():
    a = spans("a", ("skip", 0, 10), ("claim", 20, 30), ("claim", 2, 6))
    b = spans("b", ("claim", 0, 9), ("claim", 8, 14), ("claim", 20, 30))
    agreement = measured([a, b])
    claim = agreement.tag("claim")
    assert claim.spans == {"a": 1, "b": 2}
    units = zip(values(a, "claim")[10:], values(b, "claim")[10:], strict=True)
    assert claim.figures["alpha"].value == pytest.approx(nominal_alpha(units).value)
    assert agreement.tag("skip").spans == {"a": 1, "b": 0}
    assert agreement.tag("skip").figures["kappa"].value == pytest.approx(0)


def test_skip_is_counted_on_the_whole_text_also_for_two_of_three_layers_that_skip_nothing_there():
    first = [spans("a"), spans("b"), spans("c", ("skip", 0, 30))]
    second = [spans("a", ("skip", 0, 10)), spans("b", ("skip", 5, 10)), spans("c")]
    units = [(False, False)] * LENGTH
    units += zip(values(second[0], "skip"), values(second[1], "skip"), strict=True)
    found = measured(first, second, layers=("a", "b", "c")).pair("a", "b", "skip")
    assert found["alpha"].value == pytest.approx(nominal_alpha(units).value)


def test_attributes_are_measured_on_matched_spans_where_both_gave_a_value():
    a = spans("a", *(("quote", n * 8, n * 8 + 5, {"mode": mode}) for n, mode in enumerate(("x", "x", "y", "y"))))
    b = spans(
        "b",
        *(("quote", n * 8, n * 8 + 4, {"mode": mode} if mode else {}) for n, mode in enumerate(("x", "y", "y", None))),
    )
    mode = measured([a, b]).attributes()["quote"]["mode"]
    assert (mode.n, mode.matched, mode.coverage) == (3, 4, 0.75)
    assert mode.alpha.value == pytest.approx(nominal_alpha([["x", "x"], ["x", "y"], ["y", "y"]]).value)


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("b", "a")])
def test_a_flag_that_is_not_set_is_false(one, other):
    seldom = spans(one, ("claim", 0, 5, {"hedged": True}), ("claim", 8, 12), ("claim", 20, 25))
    often = spans(other, ("claim", 0, 5, {"hedged": True}), ("claim", 8, 12, {"hedged": True}), ("claim", 20, 25))
    hedged = measured(sorted((seldom, often))).attributes()["claim"]["hedged"]
    assert hedged.n == hedged.matched == 3
    expected = nominal_alpha([[True, True], [False, True], [False, False]])
    assert hedged.alpha.value == pytest.approx(expected.value)


def test_links_agree_if_role_and_both_ends_do():
    items = (("quote", 0, 9), ("actor", 12, 15), ("actor", 20, 25))
    a = linked(spans("a", *items), ("speaker", 0, 1), ("addressee", 0, 2))
    b = linked(spans("b", *items), ("speaker", 0, 1), ("addressee", 0, 1))
    links = measured([a, b]).links()
    assert links["speaker"][0].value == 1
    assert links["addressee"] == ((0.0, ""), 0, 2)


def test_the_document_has_the_shape_that_is_promised():
    a, b = spans("a", ("claim", 0, 10)), spans("b", ("claim", 2, 10))
    data = json.loads(json.dumps(agreement_data(measured([a, b]))))
    assert set(data) >= {"layers", "articles", "tags", "overall", "attributes", "links", "pairs"}
    claim, actor = data["tags"]["claim"], data["tags"]["actor"]
    assert set(claim) >= {"spans", "f1_exact", "f1_overlap", "kappa", "alpha", "u_alpha", "interval"}
    assert claim["why"]["interval.kappa"] == TOO_FEW
    assert claim["interval"]["kappa"] is None
    assert [actor[name] for name in ("f1_exact", "f1_overlap", "kappa", "alpha", "u_alpha")] == [None] * 5
    assert actor["why"]["kappa"] == NOBODY
    assert data["pairs"]["a,b"]["overall"]["kappa"] == data["overall"]["kappa"]


def test_of_three_layers_every_pair_is_told_and_f1_is_over_all_pairs():
    readings = [spans("a", ("claim", 0, 10)), spans("b", ("claim", 0, 10)), spans("c", ("claim", 2, 10))]
    data = agreement_data(measured(readings, layers=("a", "b", "c")))
    assert set(data["pairs"]) == {"a,b", "a,c", "b,c"}
    assert data["pairs"]["a,b"]["tags"]["claim"]["f1_exact"] == 1
    assert data["tags"]["claim"]["f1_exact"] == pytest.approx(1 / 3)
    assert data["tags"]["claim"]["kappa"] is None
    assert "pairs" in data["tags"]["claim"]["why"]["kappa"]


def test_the_share_of_equal_edges_is_of_the_pairs_whose_edges_are_told():
    # Two pairs overlap only if neither is identical: they differ by 49 + 10 and by 0 + 49 characters.
    a, b = spans("a", ("claim", 49, 60), ("claim", 0, 50)), spans("b", ("claim", 0, 50), ("claim", 0, 1))
    claim = measured([a, b]).tag("claim")
    assert (claim.matched, claim.moved.value, claim.exact.value) == (2, 54, 0)
    assert claim.figures["f1_exact"].value == 0.5  # one span is identical all the same
    live = LiveAgreement(a, spans("b", ("claim", 0, 1)), length=60, scope=SCOPE)
    live.update((), [b.annotations[0]._replace(id="more")])
    assert (live.agreement.tag("claim").matched, live.agreement.tag("claim").exact.value) == (2, 0)


def test_ac1_weighs_each_character_the_same_however_many_read_its_article():
    # Gwet 2014, 2.5, by hand. First article: 3 characters tagged by 3 of 3, 2 by 2 of 3; second one: 4 by 1 of 2.
    first = [spans("a", ("claim", 0, 5)), spans("b", ("claim", 0, 5)), spans("c", ("claim", 0, 3))]
    second = [spans("a", ("claim", 0, 4)), spans("b")]
    agreed, share = (3 + 2 / 3 + 5 + 6) / 20, (3 + 2 * 2 / 3 + 4 / 2) / 20
    chance = 2 * share * (1 - share)
    found = measured(first, second, layers=("a", "b", "c"), length=10)
    assert found.tag("claim").figures["ac1"].value == pytest.approx((agreed - chance) / (1 - chance))


def differing(number):
    """Articles in which two readers mark the same but for an edge, here and there; the cue is in every other one."""
    return [
        [
            spans("a", ("claim", 0, 10), ("claim", 20, 25), *([("cue", 30, 33)] if n % 2 else [])),
            spans("b", ("claim", n % 3, 10), ("claim", 20, 25 + n % 2), *([("cue", 30, 33 + n % 4)] if n % 2 else [])),
        ]
        for n in range(number)
    ]


def test_intervals_over_articles_hold_the_figure_and_are_the_same_each_time():
    once, again = measured(*differing(24)), measured(*differing(24))
    bounds = once.intervals()
    assert bounds == again.intervals()
    for name in ("f1_exact", "kappa", "alpha", "u_alpha", "ac1"):
        low, high = bounds["claim"][name]
        assert low < once.tag("claim").figures[name].value < high < 1
    assert bounds["actor"]["kappa"] is None
    assert agreement_data(once)["tags"]["claim"]["interval"]["kappa"] is not None


def test_an_interval_needs_twenty_articles_that_have_the_tag():
    assert measured(*differing(19)).intervals()[None]["alpha"] is None
    found = measured(*differing(39)).intervals()
    assert found["claim"]["alpha"] is not None
    assert found["cue"]["alpha"] is None  # 19 have a cue
    assert measured(*differing(40)).intervals()["cue"]["alpha"] is not None
    data = agreement_data(measured(*differing(39)))
    assert data["tags"]["cue"]["why"]["interval.alpha"] == TOO_FEW
    assert "too few articles" in TOO_FEW
    assert data["intervals"]["fewest"] == 20


def test_where_all_agree_or_one_article_has_all_the_difference_no_interval_is_made_up():
    alike = [[spans("a", ("claim", 0, 10)), spans("b", ("claim", 0, 10))]] * 30
    other = [spans("a", ("claim", 0, 10)), spans("b", ("claim", 2, 10))]
    for articles in (alike, [*alike, other]):
        data = agreement_data(measured(*articles))["overall"]
        assert data["interval"]["alpha"] is None
        assert data["why"]["interval.alpha"] == ALIKE
    assert agreement_data(measured(*alike, other, other))["overall"]["interval"]["alpha"] is not None


def test_a_part_can_be_taken_away_again():
    one = tally([spans("a", ("claim", 0, 10, {"kind": "x"})), spans("b", ("claim", 2, 10, {"kind": "y"}))], LENGTH)
    two = tally([spans("a", ("quote", 0, 10)), spans("b")], LENGTH)
    agreement, plain = Agreement(("a", "b"), SCOPE), Agreement(("a", "b"), SCOPE)
    for part in (one, two):
        agreement.count(part)
    agreement.count(one, -1)
    plain.count(two)
    assert agreement_data(agreement) == agreement_data(plain)


def test_every_pair_of_three_layers_is_as_if_the_third_were_not_there():
    readings = [spans("a", ("claim", 0, 10)), spans("b", ("claim", 1, 10)), spans("c", ("quote", 2, 10))]
    all_three = measured(readings, layers=("a", "b", "c"))
    for one, two in combinations(range(3), 2):
        names = (readings[one].layer, readings[two].layer)
        alone = measured([readings[one], readings[two]], layers=names)
        assert all_three.pair(*names) == alone.pair(*names)


def test_a_tag_that_the_codebook_does_not_know_counts_whenever_it_turns_up():
    plain = [spans("a", ("claim", 0, 10)), spans("b", ("claim", 0, 10))]
    odd = [spans("a", ("rumour", 0, 10)), spans("b", ("rumour", 5, 10))]
    late, early = measured(plain, odd), measured(odd, plain)
    assert late.tags[-1] == "rumour"
    assert late.tag("rumour") == early.tag("rumour")
    assert late.tag("rumour").figures["alpha"] == measured(odd, [spans("a"), spans("b")]).tag("rumour").figures["alpha"]


def test_a_link_agrees_with_one_link_of_the_other_layer_and_no_more():
    items = (("quote", 0, 9), ("actor", 12, 15))
    a = linked(spans("a", *items), ("speaker", 0, 1), ("speaker", 0, 1))
    b = linked(spans("b", *items), ("speaker", 0, 1))
    figure, agreed, every = measured([a, b]).links()["speaker"]
    assert (agreed, every) == (1, 3)
    assert figure.value == pytest.approx(2 / 3)


def test_values_that_no_codebook_allows_are_counted_by_what_they_say():
    a = spans("a", *(("quote", n * 8, n * 8 + 4, {"mode": value}) for n, value in enumerate((["x"], ["x"], {"y": 1}))))
    b = spans(
        "b", *(("quote", n * 8, n * 8 + 4, {"mode": value}) for n, value in enumerate((["x"], {"y": 1}, {"y": 1})))
    )
    mode = measured([a, b]).attributes()["quote"]["mode"]
    assert mode.alpha.value == pytest.approx(nominal_alpha([["x", "x"], ["x", "y"], ["y", "y"]]).value)


def test_a_tag_that_plays_skip_takes_text_out_whatever_its_id():
    book = frames.codebook()
    scope = Scope.of(book)
    a = spans("a", ("frame", 0, 10), ("aside", 20, 40))
    b = spans("b", ("frame", 0, 10), ("frame", 25, 30), ("skip", 0, 10))
    agreement = Agreement(("a", "b"), scope)
    agreement.add(tally([a, b], LENGTH, scope.skip))
    frame = agreement.tag("frame")
    assert frame.spans == {"a": 1, "b": 1}
    assert frame.figures["f1_exact"].value == 1
    assert frame.figures["alpha"].value == 1
    assert agreement.tag("aside").spans == {"a": 1, "b": 0}
    live = LiveAgreement(a, b, length=LENGTH, scope=scope)
    assert live.agreement.tag("frame") == frame

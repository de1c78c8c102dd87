from __future__ import annotations

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.card_figures import CardFigure, card_figures
from analyst_app.agreement.tally import tally
from tests.review.readings import spans


def test_a_card_lists_the_figures_that_are_defined_with_the_spans_they_rest_on():
    agreement = Agreement(("a", "b"), Scope(("claim", "quote")))
    agreement.add(tally([spans("a", ("claim", 0, 4)), spans("b", ("claim", 0, 4), ("claim", 6, 8))], 20))
    figures = card_figures(agreement)
    assert CardFigure("claim", "f1_exact", 2 / 3, 3) in figures
    assert {figure.measure for figure in figures} == {"f1_exact", "f1_overlap", "kappa", "alpha", "u_alpha", "ac1"}
    assert {figure.tag for figure in figures} == {"claim"}  # nobody used quote: it has no figure

"""The four scores of SemEval-2013 task 9.1 for one comparison."""

from __future__ import annotations

from collections.abc import Sequence

from analyst_app.agreement.measures import Figure, f1
from analyst_app.alignment.align import Difference
from analyst_app.wording import tr

SCORES = ("strict", "exact", "partial", "type")
"""Names of the scores, from strict to lenient."""


def partial_scores(differences: Sequence[Difference]) -> dict[str, Figure]:
    """Return the four scores of one comparison, as F1 by name.

    strict: span and tag · exact: span, whatever the tag · partial: an exact span
    counts 1, an overlapping one a half, whatever the tag · type: overlap with
    the right tag (Segura-Bedmar, Martínez & Herrero-Zazo 2013, "SemEval-2013
    task 9", after Chinchor & Sundheim 1993, "MUC-5 evaluation metrics").
    """
    total = sum(len(difference.a) + len(difference.b) for difference in differences)
    if not total:
        return dict.fromkeys(SCORES, Figure(None, tr("neither layer has an annotation")))
    strict = exact = overlapping = typed = 0
    for difference in differences:
        if difference.a and difference.b:
            same_span = difference.a[0].span == difference.b[0].span
            same_tag = difference.a[0].tag == difference.b[0].tag
            strict += same_span and same_tag
            exact += same_span
            overlapping += not same_span
            typed += same_tag
    halves = f1(2 * exact + overlapping, 2 * total)
    return {"strict": f1(strict, total), "exact": f1(exact, total), "partial": halves, "type": f1(typed, total)}

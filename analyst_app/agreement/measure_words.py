"""The measures in plain sentences, each with the paper that it comes from."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.agreement.jackknife import Interval
from analyst_app.wording import decimal, marked, tr

INTERVAL_WORDS = marked(
    "In brackets: where the figure of all such articles lies, in 95 of 100 corpora (jackknife over articles)."
)
"""The words about intervals."""


def number_words(value: float | None, digits: int = 2) -> str:
    """Return a figure as it is shown: with a minus sign below 0, never as −0.00, and as a dash where there is none.

    Args:
        value: the figure; None: it is undefined.
        digits: behind the point.
    """
    if value is None:
        return "–"
    words = decimal(abs(value), digits)
    return f"−{words}" if value < 0 and round(value, digits) else words


def interval_words(bounds: Interval) -> str:
    """Return an interval as it is shown beside its figure."""
    return tr("({least} to {most})", least=number_words(bounds[0]), most=number_words(bounds[1]))


class MeasureWords(NamedTuple):
    """The words about one measure."""

    name: str
    """The name that is shown."""
    sentence: str
    """A sentence that tells what the number says."""
    paper: str
    """Authors and year of the sources."""


MEASURE_WORDS: dict[str, MeasureWords] = {
    "f1_exact": MeasureWords(
        marked("F1 exact"),
        marked("The share of spans that both marked with the same edges: twice the pairs over all spans of both."),
        "van Rijsbergen 1979; Hripcsak & Rothschild 2005",
    ),
    "f1_overlap": MeasureWords(
        marked("F1 overlap"),
        marked("The share of spans that both marked at least in part: each span has at most one partner."),
        "van Rijsbergen 1979; Hripcsak & Rothschild 2005",
    ),
    "kappa": MeasureWords(
        marked("kappa"),
        marked("How much more often two people agree on single characters than if each marked as much at random."),
        "Cohen 1960",
    ),
    "alpha": MeasureWords(
        marked("alpha"),
        marked("As kappa, with one common chance for all and right for few data and any number of people."),
        "Krippendorff 2011",
    ),
    "u_alpha": MeasureWords(
        marked("u-alpha"),
        marked(
            "As alpha, but by chance whole spans are thrown, not single characters: it also judges where spans begin."
        ),
        "Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, 12.6",
    ),
    "ac1": MeasureWords(
        marked("AC1"),
        marked(
            "As alpha, with a chance that stays small where a tag is rare: high wherever most of the text has none."
        ),
        "Gwet 2008",
    ),
    "moved": MeasureWords(
        marked("edges"),
        marked(
            "By how many characters the ends of two answering spans differ on average, "
            "and the share that do not differ."
        ),
        "matching by overlap: Jaccard 1912, Kuhn 1955",
    ),
}
"""The words by the name of the measure, as in ``agreement.MEASURES``, and ``moved``."""

VALUE_WORDS: dict[str, MeasureWords] = {
    "u_alpha": MeasureWords(
        marked("u-alpha of all tags"),
        marked(
            "Whether the same stretches got the same tags, all tags and the text without one at once; "
            "where tags lie on each other, their combination is the tag."
        ),
        "Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, 12.6, eq. 32-34",
    ),
    "binary_alpha": MeasureWords(
        marked("binary u-alpha"),
        marked("Whether the same stretches were marked at all, whatever the tags are."),
        "Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, 12.6, eq. 35",
    ),
    "cu_alpha": MeasureWords(
        marked("cu-alpha"),
        marked(
            "Whether stretches that several people marked got the same tags; where only one marked, nothing counts."
        ),
        "Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, 12.6, eq. 36-37",
    ),
}
"""The words by the name of the measure over all values at once, as in ``all_values.VALUE_MEASURES``."""

GAMMA_WORDS = MeasureWords(
    marked("gamma"),
    marked(
        "How much less the spans of all readers differ than by chance, when they are set side by side as well as "
        "can be: edges, tags and missing spans at once, also where spans overlap."
    ),
    "Mathet, Widlöcher & Métivier 2015",
)
"""The words about gamma."""

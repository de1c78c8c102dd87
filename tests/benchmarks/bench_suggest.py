"""What is proposed for a whole article, by processor time: of 1 MB, and how it grows from 10 kB on."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.rows import Row
from tests.benchmarks.turns import Spread, exponent, in_turn
from tests.varied_article import varied_article

LENGTHS = (10_000, 50_000, 200_000, 1_000_000)
_ROUNDS = 3
_WHY = "in line with the text; the rest is spread over the rules of names, clauses and speakers, a few hundredths each"


def rows() -> Iterator[Row]:
    """All figures of this room."""
    from analyst_app.assist.suggestions import suggestions
    from analyst_app.language.languages import language

    texts = [varied_article(length) for length in LENGTHS]
    taken = in_turn([lambda text=text: suggestions(text, language("en")) for text in texts], _ROUNDS)
    yield Spread.of(taken[-1]).row("suggest: an article of 1 MB", 3, "s", why=_WHY)
    growth = [exponent(LENGTHS, costs) for costs in zip(*taken, strict=True)]
    yield Spread.of(growth).row("suggest: growth from 10 kB to 1 MB (1 is in line with the text)", 1.05, "")

"""Teams that were made up, each with finished articles that it tagged after a custom of its own.

The articles are put together from invented names and clauses, the same at
every run. One team tags the whole reported clause, marks inside it kept; the
other has a tag of its own, ``promise``, for what somebody says they will do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from analyst_app.assist.learning.lessons import SPEAKERS, Lesson
from analyst_app.assist.learning.material import Parts
from analyst_app.core.span import Span

NAMES = ("Ada Brandt", "Tomas Veil", "Ines Kovar", "Piet Oster", "Lena Ortiz", "Karim Sand")
SAYING = ("said", "told reporters", "grumbled", "fumed", "reckoned", "added")
"""Two thirds of them the rules do not know, and the team does."""
CLAUSES = (
    "the depot would “close by May” whatever happened",
    "nobody had asked the drivers",
    "the bridge was “a danger to all” in winter",
    "the council had lost the plans",
    "two ferries were “older than the harbour” itself",
    "the mill had never paid its rent",
)
PROMISING = ("promised", "vowed", "pledged", "undertook")
DEEDS = (
    "to rebuild the quay before the spring",
    "to pay every driver by Friday",
    "to open the lock on Sundays",
    "to plant a hundred limes along the road",
    "to sell no land to the mill",
)
PLAIN = (
    "The rain went on until noon.",
    "Market stalls stood along the quay.",
    "A tram waited near the old mill.",
    "The road to the harbour was shut on Monday.",
    "Three boats lay in the lock.",
)
PARTS: Parts = {"quote": "quotation", "actor": "actor", "claim": "claim", "promise": None}
"""The tags of their codebook."""


@dataclass
class _Written:
    text: str = ""
    made: list[tuple[str, Span]] = field(default_factory=list)

    def add(self, words: str, *tags: str) -> None:
        self.made += [(tag, Span(len(self.text), len(self.text) + len(words))) for tag in tags]
        self.text += words


def article(number: int, *, tags: bool = True) -> Lesson:
    """A finished reading of an article of some twelve sentences.

    Args:
        number: of the article; it decides on all of its words.
        tags: False: nothing was tagged.
    """
    draw = random.Random(f"team {number}")
    out = _Written(f"The {draw.choice(('depot', 'quay', 'mill'))} again\n\n")
    for _ in range(12):
        kind = draw.randrange(3)
        name = draw.choice(NAMES)
        if kind == 0:
            out.add(draw.choice(PLAIN))
        elif kind == 1:
            out.add(name, "actor", SPEAKERS)
            out.add(f" {draw.choice(SAYING)} ")
            out.add("that ")
            out.add(draw.choice(CLAUSES), "quote")
            out.add(".")
        else:
            out.add(name, "actor")
            out.add(f" {draw.choice(PROMISING)} ")
            out.add(draw.choice(DEEDS), "promise")
            out.add(".")
        out.add("\n\n" if draw.randrange(3) == 0 else " ")
    return Lesson(f"{number:02}.txt", "alice", out.text, "en", tuple(sorted(out.made)) if tags else ())


def team(articles: int) -> list[Lesson]:
    """The finished readings of so many articles."""
    return [article(number) for number in range(articles)]

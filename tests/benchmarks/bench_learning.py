"""Learning from finished articles: its time for fifty, and its gain on articles of a team that was made up."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.benchmarks.rows import Row
from tests.varied_article import varied_article

if TYPE_CHECKING:
    from analyst_app.assist.learning.lessons import Lesson

_ARTICLES = 50
_LENGTH = 4_600
"""Code points of an article: the median of a newspaper's."""
_LONG = 1_000_000
_WHY = "six models a tag, five of them for the trial; each is some 50 steps over all words"


def rows() -> Iterator[Row]:
    """All figures of this room."""
    from analyst_app.assist.learning.learnt import Assistant
    from analyst_app.assist.learning.model import learnt
    from analyst_app.assist.suggestions import suggestions
    from analyst_app.language.languages import language
    from tests.assist.learning.teams import PARTS, team

    begun = time.process_time()
    learnt(_fifty(), {"quote": "quotation", "actor": "actor"})
    yield Row("learning: 50 articles, two tags", time.process_time() - begun, 30, "s", why=_WHY)
    made_up = learnt(team(25), PARTS)
    text = varied_article(_LONG)
    rules, assistant = suggestions(text, language("en")), Assistant(made_up, PARTS)
    begun = time.process_time()
    assistant.suggestions(text, language("en"), rules)
    yield Row("learning: what is learnt, on 1 MB, beside the rules", time.process_time() - begun, math.inf, "s")
    for one in made_up.figures:
        if one.is_on:
            yield Row(
                f"learning: F1 of {one.tag}, gain over the rules at 25 made-up articles", one.gain, 0.08, "", True
            )


def _fifty() -> list[Lesson]:
    """Fifty different articles, in which every other quote was tagged as the rules propose it."""
    from analyst_app.assist.learning.lessons import Lesson
    from analyst_app.assist.suggestions import suggestions
    from analyst_app.language.languages import language

    whole, found = varied_article(_ARTICLES * _LENGTH), []
    for number in range(_ARTICLES):
        text = whole[number * _LENGTH : (number + 1) * _LENGTH]
        answer = suggestions(text, language("en"))
        made = [("quote", segment) for quote in answer.quotes[::2] for segment in quote.segments]
        made += [("actor", mention) for actor in answer.actors[::2] for mention in actor.mentions]
        found.append(Lesson(f"{number:02}.txt", "alice", text, "en", tuple(sorted(made))))
    return found

"""Paragraphs end at blank lines where lines are broken at a width, and at every line elsewhere.

Tests of corpus.searching.paragraph_breaks.
"""

from __future__ import annotations

import textwrap

import pytest

from analyst_app.corpus.searching.paragraph_breaks import is_hard_wrapped, with_paragraphs

STORY = (
    "The mayor of the town said on Monday that the closure of the depot could not be avoided. The union will stay "
    "there until Friday, its leader Ada Brandt answered, and nobody has asked the drivers. Costs rose by 12.5%. "
)
GERMAN = (
    "Die Ministerin sagte am Montag im Bundestag, die Schließung des Depots sei nicht mehr zu vermeiden, weil die "
    "Kosten für Löhne und Energie gestiegen seien. Die Gewerkschaft will bleiben. "
)
CHINESE = "市长周一表示关闭车库是不可避免的工会主席李明回应说没有人问过我们市长周一表示关闭车库"


@pytest.mark.parametrize("width", [30, 40, 60, 72, 78, 100])
@pytest.mark.parametrize("words", [STORY * 3, GERMAN * 3], ids=["en", "de"])
def test_lines_of_a_fixed_width_are_seen(words: str, width: int) -> None:
    wrapped = textwrap.fill(words, width)
    assert is_hard_wrapped(wrapped)
    assert is_hard_wrapped(f"Depot to close\n\n{wrapped}\n\n{wrapped}\n")


def test_lines_of_a_fixed_number_of_signs_are_seen() -> None:
    assert is_hard_wrapped("\n".join(textwrap.wrap(CHINESE * 4, 30)))


@pytest.mark.parametrize("text", [
    "",
    "One line.\n",
    "The mayor left.\nThe union stays.\nNobody came.\n",
    "\n".join(STORY.split(". ")),
    "Ada Brandt\nKim Lee\nJohn Smith\n",
    "\n\n".join([STORY, STORY]),
    f"{STORY}\n{STORY}\n",
    "- bread\n- butter\n- a very long line with many things to buy\n",
])  # fmt: skip
def test_elsewhere_each_line_is_a_paragraph(text: str) -> None:
    assert not is_hard_wrapped(text)
    assert with_paragraphs(text) == text


def test_the_text_keeps_its_length_and_its_blank_lines() -> None:
    text = "union leaders will \nstay at the depot\nuntil friday.\n\n \nthe mayor is not\npleased with it.\n"
    assert with_paragraphs(text) == (
        "union leaders will  stay at the depot until friday.\n\n \nthe mayor is not pleased with it.\n"
    )
